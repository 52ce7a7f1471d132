import { contactsQuery } from '../../src/history/history.service.js';
import type { ContactFilter } from '../../src/contacts/history.port.js';
import { isEnded } from '../../src/domain/contact.js';
import type { WriteOp } from '../../src/domain/events.js';
import { writesOf, type Told } from '../../src/live/write-set.js';
import { actsOf, startHistoryWorld, type HistoryWorld } from './history-world.js';

/** What a workspace without callbacks shows of them. */
const NO_CALLBACKS = {
  requested: 0,
  offered: 0,
  reached: 0,
  notReached: 0,
  abandoned: 0,
  withdrawn: 0,
  failedAttempts: 0,
  ahtSeconds: null,
};

describe('history', () => {
  let world: HistoryWorld;
  let acts: ReturnType<typeof actsOf>;
  beforeAll(async () => {
    world = await startHistoryWorld();
    acts = actsOf(world.live);
    world.projector.start();
  });
  afterAll(() => world.stop());

  it('gives figures that equal a plain recomputation from the log', async () => {
    await someHours(world, acts);
    await world.settle();
    const events = await logRows(world);
    const first = events[0]?.at ?? 0;
    const last = events[events.length - 1]?.at ?? 0;
    const middle = first + Math.floor((last - first) / 2);
    for (const queueId of ['sales', 'service', undefined]) {
      for (const [from, to] of [
        [0, last + 1],
        [middle, last + 1],
        [first, middle],
      ] as const) {
        expect(await world.history.figures(queueId, from, to)).toEqual(recompute(events, queueId, from, to));
      }
    }
    const all = await world.history.figures(undefined, 0, last + 1);
    expect(all).toMatchObject({ offered: expect.any(Number), shortAbandoned: expect.any(Number) });
    expect(Math.min(all.answered, all.abandoned, all.shortAbandoned)).toBeGreaterThan(0);
    expect(all.sl).toBeGreaterThan(0);
    expect(all.sl).toBeLessThan(1);
  });

  it('says null where nothing counts', async () => {
    // From another moment than above: figures that were costly may be told again for some seconds.
    expect(await world.history.figures('sales', 1, 2)).toEqual({
      offered: 0,
      answered: 0,
      abandoned: 0,
      shortAbandoned: 0,
      sl: null,
      asaSeconds: null,
      ahtSeconds: null,
      callbacks: NO_CALLBACKS,
    });
  });

  it('gives what has not ended, with the last event that it tells of', async () => {
    const { generation, seq, contacts } = await world.history.openContacts();
    const { items } = await world.history.contacts({}, 200, undefined);
    const open = items.filter(({ state }) => !isEnded(state));
    expect(contacts.map(({ id, state, queueId }) => [id, state, queueId]).sort()).toEqual(
      open.map(({ id, state, queueId }) => [id, state, queueId]).sort(),
    );
    expect(open.length).toBeGreaterThan(0);
    expect(`${generation}.${seq}`).toBe(await world.live.logEnd());
  });

  it('sees a write once it was waited for', async () => {
    await acts.enqueue('fresh', 'sales', { customerId: 'fresh-customer' });
    const end = await world.live.logEnd();
    await world.settle();
    expect(await world.history.waitFor(end, 1_000)).toBe(true);
    const { items } = await world.history.contacts({ customerId: 'fresh-customer' }, 1, undefined);
    expect(items.map((contact) => contact.id)).toEqual(['fresh']);
    expect(await world.history.waitFor('999999999.1', 20)).toBe(false);
  });

  it('refuses a cursor that it did not make', async () => {
    for (const cursor of [
      '',
      'x',
      Buffer.from('[1]').toString('base64url'),
      Buffer.from('["1","a"]').toString('base64url'),
      Buffer.from('[1,"\\u0000"]').toString('base64url'),
    ]) {
      await expect(world.history.contacts({}, 10, cursor)).rejects.toMatchObject({ code: 'validationFailed' });
    }
  });

  it('walks all pages of 100,000 contacts by index, each contact once', async () => {
    await generate(world, 100_000);
    const filters: ContactFilter[] = [
      {},
      { state: 'waiting' },
      { state: 'completed' },
      { queueId: 'g1' },
      { agentId: 'ag7' },
      { customerId: 'cu5' },
    ];
    for (const filter of filters) {
      const { text, parameters } = contactsQuery(filter, 50, undefined);
      const cursor = (await world.history.contacts(filter, 50, undefined)).nextCursor;
      const later = contactsQuery(filter, 50, cursor ?? undefined);
      for (const query of [{ text, parameters }, later]) {
        const plan = await world.postgres.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${query.text}`, query.parameters);
        const shown = plan.map((line) => line['QUERY PLAN']).join('\n');
        // The live are few: how they are found is the planner's choice. Of the ended only a page is read.
        expect(shown).not.toMatch(/Seq Scan on contact\b/);
        if (filter.state === 'waiting') expect(shown).not.toMatch(/ on contact\b/);
        else expect(shown).toMatch(/Limit[^\n]*\n +-> +Index Scan Backward using ix_contact_/);
      }
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.history.contacts({ customerId: 'cu5' }, 200, cursor);
      seen.push(...page.items.map((contact) => contact.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const [expected] = await world.postgres.query<{ n: number }>(
      `SELECT (SELECT count(*) FROM contact WHERE customer_id = 'cu5')
            + (SELECT count(*) FROM live_contact WHERE customer_id = 'cu5') AS n`,
    );
    expect(seen).toHaveLength(expected?.n ?? -1);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(400);
  });

  it('finds the waits of a window among 100,000 by index', async () => {
    const plan = await world.postgres.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT * FROM contact_segment WHERE workspace = 'default' AND left_at >= 1700000000000 AND left_at < 1700000060000`,
    );
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('ix_contact_segment_left');
  });
});

/** Contacts that are answered, abandoned early and late, moved on by requeue, cancelled, left open; on both queues. */
async function someHours(world: HistoryWorld, acts: ReturnType<typeof actsOf>): Promise<void> {
  for (let i = 0; i < 48; i += 1) {
    const id = `f${i}`;
    const queueId = i % 3 === 0 ? 'service' : 'sales';
    // A past enqueue gives waits of 0 to 40 s without waiting for them: the target is 20 s, a short abandon under 5 s.
    await acts.enqueue(id, queueId, { enqueuedAt: world.live.now() - (i % 9) * 5_000 - 500 });
    if (i % 4 === 0) {
      await world.live.cancel({ contactId: id, reason: i % 16 === 12 ? 'resolvedElsewhere' : 'abandoned' });
      continue;
    }
    if (i % 11 === 0) continue;
    const agentId = `fa${i}`;
    await acts.agent(agentId);
    await acts.offer(`fo${i}`, id, agentId, queueId);
    if (i % 7 === 0) continue;
    await world.live.accept({ offerId: `fo${i}` });
    if (i % 5 === 0) await world.live.requeue({ contactId: id, reason: 'legLost' });
    else if (i % 6 !== 1) await acts.complete(id, i % 2 ? 0 : 30, i % 2 === 0);
  }
}

interface LogLine {
  type: string;
  at: number;
  contactId: string;
  cause: string | null;
  ops: WriteOp[];
}

async function logRows(world: HistoryWorld): Promise<LogLine[]> {
  const rows = await world.postgres.query<Omit<LogLine, 'ops'> & Told & { ops: string }>(
    `SELECT generation, seq, type, at, contact_id AS "contactId", agent_id AS "agentId", offer_id AS "offerId",
            queue_id AS "queueId", cause, ops
     FROM event_log WHERE contact_id IS NOT NULL ORDER BY generation, seq`,
  );
  return rows.map((row) => ({ ...row, ops: writesOf(row.ops, row) }));
}

interface Life {
  queueId: string;
  enteredAt: number;
  endedAt?: number;
  outcome?: string;
  handled: { from: number; to?: number; counts: boolean }[];
}

/** The vocabulary's definitions, told by the event types alone: nothing of the projector is used. */
function recompute(events: readonly LogLine[], queueId: string | undefined, from: number, to: number): unknown {
  const lives = new Map<string, Life>();
  for (const event of events) {
    if (event.cause === 'enqueued') {
      const fields = event.ops
        .filter(([command, key]) => command === 'HSET' && key === `contact:${event.contactId}`)
        .flatMap(([, , ...args]) => args);
      const value = (name: string): string => fields[fields.indexOf(name) + 1] ?? '';
      lives.set(event.contactId, { queueId: value('queueId'), enteredAt: Number(value('enq')), handled: [] });
    }
    const life = lives.get(event.contactId);
    const handling = life?.handled[life.handled.length - 1];
    if (life === undefined) continue;
    if (event.type === 'contact.active') {
      Object.assign(life, { endedAt: event.at, outcome: 'answered' });
      life.handled.push({ from: event.at, counts: true });
    } else if (event.cause === 'legLost') {
      Object.assign(life, { endedAt: undefined, outcome: undefined });
      Object.assign(handling ?? {}, { to: event.at, counts: false });
    } else if (event.type === 'contact.completed') {
      Object.assign(handling ?? {}, { to: event.at });
    } else if (event.type === 'contact.abandoned' || event.type === 'contact.cancelled') {
      Object.assign(life, { endedAt: event.at, outcome: event.type.slice(8) });
    }
  }
  const within = (at: number | undefined): boolean => at !== undefined && at >= from && at <= to;
  const mine = [...lives.values()].filter((life) => queueId === undefined || life.queueId === queueId);
  const ended = mine.filter((life) => within(life.endedAt));
  const wait = (life: Life): number => (life.endedAt ?? 0) - life.enteredAt;
  const answered = ended.filter((life) => life.outcome === 'answered');
  const abandons = ended.filter((life) => life.outcome === 'abandoned');
  const short = abandons.filter((life) => wait(life) < 5_000);
  const handled = mine.flatMap((life) => life.handled).filter((h) => h.counts && within(h.to));
  const mean = (values: number[]): number | null =>
    values.length === 0 ? null : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length) / 1000;
  const counted = ended.length - short.length;
  return {
    offered: ended.length,
    answered: answered.length,
    abandoned: abandons.length - short.length,
    shortAbandoned: short.length,
    sl: counted === 0 ? null : answered.filter((life) => wait(life) <= 20_000).length / counted,
    asaSeconds: mean(answered.map(wait)),
    ahtSeconds: mean(handled.map((h) => (h.to ?? 0) - h.from)),
    callbacks: NO_CALLBACKS,
  };
}

async function generate(world: HistoryWorld, contacts: number): Promise<void> {
  const columns = 'workspace, id, state, queue_id, channel, served_by, customer_id, enqueued_at, fields, spec';
  for (const [table, isLive, more] of [
    ['live_contact', 'n % 50 = 0', `, pending`],
    ['contact', 'n % 50 <> 0', ''],
  ] as const) {
    await world.postgres.run(
      `INSERT INTO ${table} (${columns}${more})
       SELECT 'default', 'g' || n, CASE WHEN n % 50 = 0 THEN 'waiting' ELSE 'completed' END, 'g' || n % 10, 'voice',
              'ag' || n % 200, 'cu' || n % 200, 1700000000000 + (n / 3) * 1000,
              json_build_object('id', 'g' || n, 'state', 'completed', 'enq', '1'), '{}'${more && `, '{}'`}
       FROM generate_series(1, $1::int) n WHERE ${isLive}`,
      [contacts],
    );
  }
  await world.postgres.run(
    `INSERT INTO contact_segment (workspace, contact_id, id, queue_id, channel, entered_at, left_at, outcome)
     SELECT 'default', 'g' || n, '1.' || n, 'g' || n % 10, 'voice', 1700000000000 + n * 1000, 1700000000000 + n * 1000 + 9000, 'answered'
     FROM generate_series(1, $1::int) n`,
    [contacts],
  );
  await world.postgres.run('ANALYZE contact, live_contact, contact_segment');
}
