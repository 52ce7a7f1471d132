import { pino } from 'pino';
import type { ContactRecord } from '../domain/contact.js';
import type { LogEvent } from '../domain/events.js';
import { Follower, type Audience, type FollowerSource } from './follower.js';
import { RecentEvents } from './recent-events.js';

function event(seq: number, contactId = `c${seq}`): LogEvent {
  return { id: `1.${seq}`, generation: 1, seq, type: 'contact.waiting', at: seq, contactId, ops: [] };
}

describe('a follower', () => {
  let tell: (...events: LogEvent[]) => void;
  let source: FollowerSource;
  let sent: string[];
  let remembered: Set<string>;
  let stored: LogEvent[];
  let reads: (() => void)[];
  let parts: number;
  let gaveUp: boolean;

  const record = (id: string): ContactRecord => ({ id }) as ContactRecord;
  const audience: Audience = {
    wants: ({ seq }) => seq % 10 !== 0,
    frames: ({ contactId = '' }, contactOf, last) => {
      const contact = contactOf(contactId);
      if (contact === undefined && !last) return undefined;
      return Array.from({ length: parts }, (_, part) => ({ type: 't', contact: contact?.id, part }));
    },
    restart: () => {
      sent.push('restart');
      return Promise.resolve(recentEnd());
    },
  };
  let recentEnd: () => { generation: number; seq: number };
  let follower: Follower;

  beforeEach(() => {
    sent = [];
    remembered = new Set();
    stored = [];
    reads = [];
    parts = 1;
    gaveUp = false;
    const recent = new RecentEvents({
      position: () => '1.100',
      subscribe: (listener) => {
        tell = (...events) => listener(events);
        return () => undefined;
      },
    });
    recent.open();
    recentEnd = () => recent.position();
    source = {
      recent,
      logger: pino({ level: 'silent' }),
      earlier: () => Promise.resolve([]),
      contactOf: (id) => (remembered.has(id) ? record(id) : undefined),
      live: {
        contacts: (ids) => new Promise((resolve) => reads.push(() => resolve(ids.map(record)))),
        eventsAfter: (cursor, limit) => {
          const seq = Number(cursor.split('.')[1]);
          return Promise.resolve(seq < 50 ? undefined : stored.filter((each) => each.seq > seq).slice(0, limit));
        },
      },
    };
    const sink = {
      open: true,
      send: (text: string) => sent.push((JSON.parse(text) as { cursor: string }).cursor),
      drained: () => Promise.resolve(),
      giveUp: () => (gaveUp = true),
    };
    follower = new Follower(sink, audience, source);
    recent.subscribe((events, before) => {
      let previous = before;
      for (const each of events) {
        follower.deliver(each, previous);
        previous = each;
      }
    });
  });

  const remember = (...seqs: number[]): void => seqs.forEach((seq) => remembered.add(`c${seq}`));
  const turns = async (n = 20): Promise<void> => {
    for (let i = 0; i < n; i += 1) await Promise.resolve();
  };

  it('tells what it wants, at once', async () => {
    await follower.start({ generation: 1, seq: 100 });
    remember(101, 102);
    tell(event(101), event(102));
    expect(sent).toEqual(['1.101', '1.102']);
  });

  it('waits for a contact that nobody remembers, and keeps the order of what comes meanwhile', async () => {
    await follower.start({ generation: 1, seq: 100 });
    remember(101, 103, 104);
    tell(event(101), event(102), event(103));
    await turns();
    tell(event(104));
    expect(sent).toEqual(['1.101']);
    reads.splice(0).forEach((read) => read());
    await turns();
    expect(sent).toEqual(['1.101', '1.102', '1.103', '1.104']);
    remember(105);
    tell(event(105));
    expect(sent.at(-1)).toBe('1.105');
  });

  it('does not repeat what its snapshot, ahead of the node, told already', async () => {
    await follower.start({ generation: 1, seq: 102 });
    remember(101, 102, 103);
    tell(event(101), event(102), event(103));
    expect(sent).toEqual(['1.103']);
  });

  it('reads the store for what is older than the node, then goes on live', async () => {
    for (let seq = 51; seq <= 100; seq += 1) {
      stored.push(event(seq));
      remember(seq);
    }
    await follower.start({ generation: 1, seq: 50 });
    remember(101);
    tell(event(101));
    const expected = Array.from({ length: 51 }, (_, i) => 51 + i).filter((seq) => seq % 10 !== 0);
    expect(sent).toEqual(expected.map((seq) => `1.${seq}`));
  });

  it('gives each frame of an event a cursor, and goes on in the middle of one', async () => {
    parts = 3;
    remember(101, 102);
    tell(event(101), event(102));
    await follower.start({ generation: 1, seq: 101, part: 2 });
    expect(sent).toEqual(['1.101.3', '1.102.1', '1.102.2', '1.102.3']);
  });

  it('starts over from a snapshot when its history is lost', async () => {
    await follower.start({ generation: 1, seq: 7 });
    remember(101);
    tell(event(101));
    expect(sent).toEqual(['restart', '1.101']);
    expect(await follower.reaches({ generation: 1, seq: 7 })).toBe(false);
    expect(await follower.reaches({ generation: 1, seq: 60 })).toBe(true);
  });

  it('sends its client away when the store cannot be read', async () => {
    source.live.eventsAfter = () => Promise.reject(new Error('away'));
    await follower.start({ generation: 1, seq: 60 });
    expect(gaveUp).toBe(true);
    expect(sent).toEqual([]);
  });
});
