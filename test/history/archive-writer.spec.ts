import { jest } from '@jest/globals';
import { decodeDecision } from '../../src/domain/compact-decision.js';
import type { LogEvent } from '../../src/domain/events.js';
import { ArchiveWriter, Overtaken } from '../../src/history/archive-writer.js';
import { HistoryService } from '../../src/history/history.service.js';
import { Projection } from '../../src/history/projection/projection.js';
import { applyOps, parseContact, type Hash } from '../../src/live/records.js';
import { POOLS } from '../../src/store/data-source.js';
import { migrate } from '../../src/store/migrate.js';
import { Postgres } from '../../src/store/postgres.js';
import { madeDecision } from '../support/made-decision.js';
import { createTestDatabase } from '../support/stores.js';
import { actsOf, startHistoryWorld, wholeLog, type HistoryWorld } from './history-world.js';

/** Every table that the projector writes, as text: two archives compare as strings. */
const TABLES = [
  'event_log',
  'projector_position',
  'generation_cut',
  'live_contact',
  'contact',
  'contact_segment',
  'leg',
  'offer',
  'agent_state',
  'agent_state_interval',
  'interval_wait',
  'interval_skill',
  'interval_agent',
  'interval_disposition',
  'interval_agent_disposition',
];

describe('the archive writer', () => {
  let world: HistoryWorld;
  let log: LogEvent[];
  const opened: Postgres[] = [];
  beforeAll(async () => {
    world = await startHistoryWorld();
    await someLives(world);
    log = await wholeLog(world.live);
  });
  afterAll(async () => {
    await Promise.all(opened.map((postgres) => postgres.close()));
    await world.stop();
  });

  const freshArchive = async (): Promise<Postgres> => {
    const url = await createTestDatabase();
    await migrate(url);
    const postgres = new Postgres(url, POOLS.projector);
    opened.push(postgres);
    return postgres;
  };
  const before = (event: LogEvent): string => `${event.generation}.${event.seq - 1}`;
  /** The log's first generation begins after its cut. */
  const begin = async (writer: ArchiveWriter): Promise<void> => {
    const first = log[0] as LogEvent;
    await writer.beginAnew('0.0', before(first), first);
  };

  it('leaves the same rows however the log is cut into batches, and whoever writes each', async () => {
    const whole = await freshArchive();
    const one = new ArchiveWriter(whole);
    await begin(one);
    await one.append(before(log[0] as LogEvent), log);
    const expected = await contents(whole);
    for (const size of [1, 3, 17]) {
      const shared = await freshArchive();
      const writers = [new ArchiveWriter(shared), new ArchiveWriter(shared), new ArchiveWriter(shared)] as const;
      await begin(writers[0]);
      for (let i = 0; i < log.length; i += size) {
        const batch = log.slice(i, i + size);
        // In turns and in stretches, so that memories are both used and out of date.
        const writer = writers[Math.floor(i / size / 4) % 3] as ArchiveWriter;
        await writer.append(before(batch[0] as LogEvent), batch);
      }
      expect(await contents(shared)).toEqual(expected);
    }
    const hashes = new Map<string, Hash>();
    for (const event of log) applyOps(hashes, event.ops);
    const history = new HistoryService(whole, world.node.cache, world.projector);
    for (const [key, hash] of hashes) {
      if (key.startsWith('contact:')) expect(await history.contact(key.slice(8))).toEqual(parseContact(hash));
    }
  });

  it('lets the event loop turn between some sixty events and the next', async () => {
    const writer = new ArchiveWriter(await freshArchive());
    await begin(writer);
    let turn = 0;
    let counting: NodeJS.Immediate;
    const count = (): void => {
      turn += 1;
      counting = setImmediate(count);
    };
    count();
    const perTurn = new Map<number, number>();
    const { add } = Projection.prototype;
    const added = jest.spyOn(Projection.prototype, 'add').mockImplementation(function (this: Projection, event) {
      perTurn.set(turn, (perTurn.get(turn) ?? 0) + 1);
      add.call(this, event);
    });
    await writer.prepare(before(log[0] as LogEvent), log);
    clearImmediate(counting!);
    added.mockRestore();
    expect(log.length).toBeGreaterThan(64);
    expect([...perTurn.values()].reduce((sum, n) => sum + n)).toBe(log.length);
    expect(Math.max(...perTurn.values())).toBeLessThanOrEqual(64);
  });

  it('writes nothing once another has moved the position, and reads anew from there', async () => {
    const postgres = await freshArchive();
    const [slow, fast] = [new ArchiveWriter(postgres), new ArchiveWriter(postgres)];
    await begin(slow);
    const [a, b, c] = [log.slice(0, 20), log.slice(20, 40), log.slice(40)];
    const at = [a, b, c].map((part) => before(part[0] as LogEvent)) as [string, string, string];
    await slow.append(at[0], a);
    await fast.append(at[1], b);
    const untouched = await contents(postgres);
    await expect(slow.append(at[1], b)).rejects.toBeInstanceOf(Overtaken);
    expect(await contents(postgres)).toEqual(untouched);
    await slow.append(at[2], c);
    const whole = await freshArchive();
    const one = new ArchiveWriter(whole);
    await begin(one);
    await one.append(at[0], log);
    expect(await contents(postgres)).toEqual(await contents(whole));
  });

  it('takes a batch whole or not at all, and remembers nothing of one that failed', async () => {
    const postgres = await freshArchive();
    const writer = new ArchiveWriter(postgres);
    await begin(writer);
    const [a, b] = [log.slice(0, 30), log.slice(30)];
    const at = before(b[0] as LogEvent);
    await writer.append(before(a[0] as LogEvent), a);
    // The last of a batch's rows meets one that stands: everything before it in the same transaction goes with it.
    const last = b[b.length - 1] as LogEvent;
    await postgres.run(
      `INSERT INTO event_log (workspace, generation, seq, type, at, ops) VALUES ('default', $1, $2, 'x', 0, '[]')`,
      [last.generation, last.seq],
    );
    const untouched = await contents(postgres);
    await expect(writer.append(at, b)).rejects.toMatchObject({ code: '23505' });
    expect(await contents(postgres)).toEqual(untouched);
    await postgres.run(`DELETE FROM event_log WHERE type = 'x'`);
    await writer.append(at, b);
    const whole = await freshArchive();
    const one = new ArchiveWriter(whole);
    await begin(one);
    await one.append(before(log[0] as LogEvent), log);
    expect(await contents(postgres)).toEqual(await contents(whole));
  });

  it('turns a batch into rows while the one before it is written, and leaves the same', async () => {
    const whole = await freshArchive();
    const one = new ArchiveWriter(whole);
    await begin(one);
    await one.append(before(log[0] as LogEvent), log);
    const ahead = await freshArchive();
    const writer = new ArchiveWriter(ahead);
    await begin(writer);
    let written: Promise<void> = Promise.resolve();
    for (let i = 0; i < log.length; i += 7) {
      const events = log.slice(i, i + 7);
      const batch = await writer.prepare(before(events[0] as LogEvent), events, written);
      await written;
      written = writer.write(batch);
      // Half-way it has to read again whom it knew, and waits until there is what it reads.
      if (i === 28) writer.forget();
    }
    await written;
    expect(await contents(ahead)).toEqual(await contents(whole));
  });

  it('writes nothing of what was prepared behind a batch that failed', async () => {
    const postgres = await freshArchive();
    const writer = new ArchiveWriter(postgres);
    await begin(writer);
    // Who ends is forgotten, and would have to be read again.
    const [a, b] = [log.slice(0, 8), log.slice(8, 12)];
    const [first, second] = [a, b].map((part) => before(part[0] as LogEvent)) as [string, string];
    const batches = [await writer.prepare(first, a), await writer.prepare(second, b)] as const;
    const at = a[3] as LogEvent;
    await postgres.run(
      `INSERT INTO event_log (workspace, generation, seq, type, at, ops) VALUES ('default', $1, $2, 'x', 0, '[]')`,
      [at.generation, at.seq],
    );
    const untouched = await contents(postgres);
    await expect(writer.write(batches[0])).rejects.toMatchObject({ code: '23505' });
    await expect(writer.write(batches[1])).rejects.toBeInstanceOf(Overtaken);
    expect(await contents(postgres)).toEqual(untouched);
    await postgres.run(`DELETE FROM event_log WHERE type = 'x'`);
    await writer.append(first, a);
    await writer.append(second, b);
    const whole = await freshArchive();
    const one = new ArchiveWriter(whole);
    await begin(one);
    await one.append(first, [...a, ...b]);
    expect(await contents(postgres)).toEqual(await contents(whole));
  });

  it('finds a decision that the log has beside the write set or in it, and the offer while it is open', async () => {
    const postgres = await freshArchive();
    const writer = new ArchiveWriter(postgres);
    const history = new HistoryService(postgres, world.node.cache, world.projector);
    const text = madeDecision('k1', 'ann', { excluded: { coolDown: 1 } });
    const offered = (seq: number, offerId: string, more: string[], decision?: string): LogEvent => ({
      id: `1.${seq}`,
      generation: 1,
      seq,
      type: 'contact.offered',
      at: 5,
      contactId: 'k1',
      agentId: 'ann',
      offerId,
      ...(decision !== undefined && { decision }),
      ops: [
        ['HSET', `offer:${offerId}`, 'id', offerId, 'contactId', 'k1', 'agentId', 'ann', 'createdAt', '5', ...more],
      ],
    });
    await writer.append('0.0', [
      offered(1, 'beside', [], text),
      offered(2, 'within', ['decision', text]),
      offered(3, 'none', []),
    ]);
    expect(await history.decision('beside')).toEqual(decodeDecision(text));
    expect(await history.decision('within')).toEqual(decodeDecision(text));
    expect(await history.decision('none')).toBeUndefined();
    expect(await history.decision('unknown')).toBeUndefined();
    expect(await history.offer('beside')).toMatchObject({ id: 'beside', contactId: 'k1', createdAt: 5 });
    expect((await history.offer('beside'))?.outcome).toBeUndefined();
    expect(await postgres.query(`SELECT decision FROM event_log ORDER BY seq`)).toEqual([
      { decision: text },
      { decision: null },
      { decision: null },
    ]);
  });
});

async function contents(postgres: Postgres): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const table of TABLES) {
    const rows = await postgres.query<{ row: string }>(
      `SELECT (to_jsonb(t) - 'moved_at')::text AS row FROM ${table} t ORDER BY 1`,
    );
    found[table] = rows.map(({ row }) => row);
  }
  return found;
}

/** Lives that meet: the same agents and contacts in event after event, with requeues, refusals and wrap-up. */
async function someLives(world: HistoryWorld): Promise<void> {
  const { live } = world;
  const acts = actsOf(live);
  for (let round = 0; round < 6; round += 1) {
    const [x, y, z] = ['x', 'y', 'z'].map((name) => `${name}${round}`) as [string, string, string];
    const [ann, bob, cy] = ['ann', 'bob', 'cy'].map((name) => `${name}${round}`) as [string, string, string];
    for (const id of [ann, bob, cy]) await acts.agent(id);
    for (const id of [x, y, z]) await acts.enqueue(id, round % 2 ? 'sales' : 'service', { customerId: `c${round}` });
    const queue = round % 2 ? 'sales' : 'service';
    await acts.offer(`${x}-1`, x, ann, queue);
    await acts.offer(`${y}-1`, y, bob, queue);
    await live.refuseOffer({ offerId: `${x}-1`, outcome: 'declined' });
    await live.accept({ offerId: `${y}-1` });
    await acts.offer(`${x}-2`, x, cy, queue);
    await live.accept({ offerId: `${x}-2` });
    await live.requeue({ contactId: x, reason: 'connectFailed' });
    await acts.complete(y, 30);
    if (round % 3 === 0) await live.cancel({ contactId: x, reason: 'abandoned' });
    if (round % 3 === 1) await live.setPresence({ agentId: bob, presence: 'unavailable', by: 'agent' });
    await acts.complete(y, 30, round % 2 === 0);
    await live.setPresence({ agentId: bob, presence: 'available', by: 'agent' });
    // A late word on a contact that has ended.
    if (round % 2 === 0)
      await live.complete({ contactId: y, endedBy: 'agent', wrapUpSeconds: 0, endWrapUp: true, note: 'late' });
    if (round > 0) await live.cancel({ contactId: `z${round - 1}`, reason: 'cancelled' });
  }
}
