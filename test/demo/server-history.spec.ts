import { Ledger } from '../../demo/ledger.js';
import type { LiveColumn } from '../../demo/live-column.js';
import { differences, type ServerStory } from '../../demo/server-history.js';

const NOON = Date.UTC(2026, 0, 1, 12);

function columnWith(ledger: Ledger): LiveColumn {
  return { ledger } as LiveColumn;
}

function twoCallers(): { ledger: Ledger; stories: Map<string, ServerStory> } {
  const ledger = new Ledger();
  ledger.callers.set('a', {
    contactId: 'x-a',
    sentAt: NOON,
    enqueuedAt: NOON + 5,
    answeredAt: NOON + 900,
    agentId: 'eva',
    offerId: 'o1',
    completedAt: NOON + 5_000,
  });
  ledger.callers.set('b', { contactId: 'x-b', sentAt: NOON, enqueuedAt: NOON + 5, abandonedAt: NOON + 700 });
  const stories = new Map<string, ServerStory>([
    [
      'a',
      {
        contactId: 'x-a',
        state: 'completed',
        enqueuedAt: NOON + 2,
        acceptedAt: NOON + 898,
        agentId: 'eva',
        endedAt: NOON + 5_500,
      },
    ],
    ['b', { contactId: 'x-b', state: 'abandoned', enqueuedAt: NOON + 2, abandonedAt: NOON + 699 }],
  ]);
  return { ledger, stories };
}

describe('differences between the server’s history and the callers’ ledger', () => {
  it('finds none where both say the same, even with the server’s clock an hour ahead', () => {
    const { ledger, stories } = twoCallers();
    expect(differences(stories, columnWith(ledger))).toEqual([]);
    for (const story of stories.values()) {
      story.enqueuedAt += 3_600_000;
      if (story.acceptedAt) story.acceptedAt += 3_600_000;
      if (story.abandonedAt) story.abandonedAt += 3_600_000;
    }
    expect(differences(stories, columnWith(ledger))).toEqual([]);
  });

  it.each<[string, (stories: Map<string, ServerStory>) => void, RegExp]>([
    ['a lost contact', (stories) => stories.delete('a'), /x-a: .*does not know/],
    [
      'another agent',
      (stories) => stories.set('a', { ...storyIn(stories, 'a'), agentId: 'tova' }),
      /x-a: .*agent tova/,
    ],
    [
      'a caller who hung up and is answered',
      (stories) => stories.set('b', { ...storyIn(stories, 'b'), state: 'completed', acceptedAt: NOON + 600 }),
      /x-b: .*not answered/,
    ],
    [
      'another time',
      (stories) => stories.set('b', { ...storyIn(stories, 'b'), abandonedAt: NOON + 9_000 }),
      /x-b: .*ms off/,
    ],
    [
      'a talk that never ends',
      (stories) => stories.set('a', { ...storyIn(stories, 'a'), state: 'active' }),
      /x-a: was completed/,
    ],
  ])('names %s', (_, plant, expected) => {
    const { ledger, stories } = twoCallers();
    plant(stories);
    expect(differences(stories, columnWith(ledger)).join('\n')).toMatch(expected);
  });
});

function storyIn(stories: ReadonlyMap<string, ServerStory>, key: string): ServerStory {
  const found = stories.get(key);
  if (!found) throw new Error(`no story of ${key}`);
  return found;
}
