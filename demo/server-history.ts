import type { AnswerOf, Lotse } from '@lotse/client';
import type { Outcome } from './callers.js';
import type { LiveColumn } from './live-column.js';
import type { Replay } from './reference.js';
import type { ReplayClock } from './replay-clock.js';
import type { World } from './world.js';

/** What the server says happened to a contact. Times are real ms on the server's clock. */
export interface ServerStory {
  contactId: string;
  state: string;
  enqueuedAt: number;
  acceptedAt?: number;
  agentId?: string;
  abandonedAt?: number;
  /** End of the contact, pause included. */
  endedAt?: number;
}

const AT_ONCE = 16;

/** Reads every contact of a column back from the server, by the caller's key. */
export async function readStories(lotse: Lotse, column: LiveColumn): Promise<Map<string, ServerStory>> {
  const stories = new Map<string, ServerStory>();
  const todo = [...column.ledger.callers].filter(([, notes]) => notes.enqueuedAt !== undefined);
  const worker = async (): Promise<void> => {
    for (let next = todo.pop(); next; next = todo.pop()) {
      const [key, { contactId }] = next;
      stories.set(key, storyOf(await lotse.get('/v1/contacts/{id}', { path: { id: contactId } })));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return stories;
}

function storyOf({ id, state, enqueuedAt, history }: AnswerOf<'get', '/v1/contacts/{id}'>): ServerStory {
  const story: ServerStory = { contactId: id, state, enqueuedAt: Date.parse(enqueuedAt) };
  for (const { type, at: time, agentId } of history) {
    const at = Date.parse(time);
    if (type === 'accepted') Object.assign(story, { acceptedAt: at, agentId });
    if (type === 'abandoned') story.abandonedAt = at;
    if (type === 'completed') story.endedAt = at;
  }
  return story;
}

/** The column as the server's history tells it, in the bank's seconds. */
export function replayOf(
  stories: ReadonlyMap<string, ServerStory>,
  column: LiveColumn,
  world: World,
  clock: ReplayClock,
): Replay {
  const replay: Replay = { outcomes: new Map(), handling: new Map(world.agents.map((agent) => [agent.id, []])) };
  const ahead = serverAheadMs(stories, column);
  for (const [key, story] of stories) {
    const agentId = story.agentId?.slice(column.ids.agentPrefix.length);
    const outcome = outcomeOf(story, agentId, clock.speed);
    if (outcome) replay.outcomes.set(key, outcome);
    if (story.acceptedAt === undefined || agentId === undefined) continue;
    const to = story.endedAt === undefined ? clock.now() : clock.at(story.endedAt - ahead);
    replay.handling.get(agentId)?.push({ from: clock.at(story.acceptedAt - ahead), to });
  }
  return replay;
}

function outcomeOf(story: ServerStory, agentId: string | undefined, speed: number): Outcome | undefined {
  const seconds = (until: number): number => ((until - story.enqueuedAt) / 1000) * speed;
  if (story.acceptedAt !== undefined)
    return { answered: true, waitSeconds: seconds(story.acceptedAt), ...(agentId === undefined ? {} : { agentId }) };
  if (story.abandonedAt !== undefined) return { answered: false, waitSeconds: seconds(story.abandonedAt) };
  return undefined;
}

/** How far the server's clock is ahead of this one: the median over all requests. */
function serverAheadMs(stories: ReadonlyMap<string, ServerStory>, column: LiveColumn): number {
  const offsets: number[] = [];
  for (const [key, story] of stories) {
    const notes = column.ledger.callers.get(key);
    if (notes) offsets.push(story.enqueuedAt - notes.sentAt);
  }
  offsets.sort((a, b) => a - b);
  return offsets[Math.floor(offsets.length / 2)] ?? 0;
}

/** Real ms by which the clients' clock may see a moment later than the server. */
const TOLERANCE_MS = 2_000;

/** Compares the server's history with what callers and agents saw, contact by contact; each difference in words. */
export function differences(stories: ReadonlyMap<string, ServerStory>, column: LiveColumn): string[] {
  const found: string[] = [];
  const ahead = serverAheadMs(stories, column);
  for (const [key, notes] of column.ledger.callers) {
    if (notes.enqueuedAt === undefined) continue;
    const story = stories.get(key);
    const say = (what: string): void => void found.push(`${notes.contactId}: ${what}`);
    if (!story) {
      say('was answered 2xx, and the server does not know it');
      continue;
    }
    if ((story.acceptedAt !== undefined) !== (notes.answeredAt !== undefined))
      say(`the server says ${story.state}, the caller was ${notes.answeredAt ? '' : 'not '}answered`);
    if ((story.abandonedAt !== undefined) !== (notes.abandonedAt !== undefined))
      say(`the server says ${story.state}, the caller ${notes.abandonedAt ? 'hung up' : 'did not hang up'}`);
    if (notes.agentId !== story.agentId)
      say(`the server says agent ${story.agentId ?? 'none'}, the caller spoke with ${notes.agentId ?? 'nobody'}`);
    const seen = notes.answeredAt ?? notes.abandonedAt;
    const said = story.acceptedAt ?? story.abandonedAt;
    if (seen !== undefined && said !== undefined && Math.abs(seen - (said - ahead)) > TOLERANCE_MS)
      say(`the server's time of the end of the wait is ${Math.round(seen - said)} ms off`);
    if (notes.completedAt !== undefined && story.state !== 'completed')
      say(`was completed, and the server says ${story.state}`);
  }
  return found;
}
