import { Projector } from '../../src/history/projector.js';
import { applyOps, parseAgent, parseContact, type Hash } from '../../src/live/records.js';
import { routingStatus } from '../../src/domain/agent.js';
import { POOLS } from '../../src/store/data-source.js';
import { Postgres } from '../../src/store/postgres.js';
import type { Pending } from '../../src/history/projection/rows.js';
import { becomes, WITHIN_MS } from '../support/becomes.js';
import { SILENT } from '../store/store-node.js';
import { expectKeptAgrees, expectLogAgrees } from '../support/kept-figures.js';
import { actsOf, logOf, startHistoryWorld, wholeLog, type HistoryWorld } from './history-world.js';

describe('the projector', () => {
  let world: HistoryWorld;
  let acts: ReturnType<typeof actsOf>;
  beforeAll(async () => {
    world = await startHistoryWorld();
    acts = actsOf(world.live);
    await acts.agent('ann');
    await acts.agent('bob');
    world.projector.start();
  });
  afterAll(() => world.stop());

  const rows = <T = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<T[]> =>
    world.postgres.query<T>(sql, parameters);

  it('copies every event once, verbatim, and tells the log how far it is', async () => {
    await acts.enqueue('v1');
    await acts.offer('vo1', 'v1', 'ann');
    await world.live.accept({ offerId: 'vo1' });
    await acts.complete('v1', 0);
    await world.settle();
    const copied = await rows<{ id: string; ops: string; type: string }>(
      `SELECT generation || '.' || seq AS id, ops, type FROM event_log ORDER BY generation, seq`,
    );
    const events = await wholeLog(world.live);
    expect(copied).toEqual(events.map((event) => ({ id: event.id, ops: event.opsText, type: event.type })));
    expect(await world.live.log.confirmed('projected')).toBe(events.at(-1)?.id);
  });

  it('keeps segment, leg, offer and decision of a life with a decline, a requeue and wrap-up', async () => {
    await acts.enqueue('c1', 'sales', { customerId: 'cust' });
    await acts.offer('o1', 'c1', 'ann');
    await world.live.refuseOffer({ offerId: 'o1', outcome: 'declined' });
    await acts.offer('o2', 'c1', 'bob');
    await world.live.accept({ offerId: 'o2' });
    await world.settle();
    await world.live.requeue({ contactId: 'c1', reason: 'legLost' });
    await world.settle();
    expect(await rows(`SELECT id FROM contact_segment WHERE contact_id = 'c1'`)).toEqual([]);
    const [live] = await rows<{ pending: string }>(`SELECT pending FROM live_contact WHERE id = 'c1'`);
    expect(JSON.parse(live?.pending ?? '')).toMatchObject({
      segment: { left_at: null, outcome: null, agent_id: null },
    });
    await acts.offer('o3', 'c1', 'bob');
    await world.live.accept({ offerId: 'o3' });
    await acts.complete('c1');
    await world.settle();
    await acts.complete('c1', 30, true);
    await world.settle();

    const segments = await rows(
      `SELECT queue_id, outcome, agent_id, left_at >= entered_at AS ordered FROM contact_segment WHERE contact_id = 'c1'`,
    );
    expect(segments).toEqual([{ queue_id: 'sales', outcome: 'answered', agent_id: 'bob', ordered: true }]);
    const legs = await rows(
      `SELECT offer_id, end_cause, wrap_up_at IS NOT NULL AS wrapped FROM leg WHERE contact_id = 'c1' ORDER BY offer_id`,
    );
    expect(legs).toEqual([
      { offer_id: 'o2', end_cause: 'requeued', wrapped: false },
      { offer_id: 'o3', end_cause: 'completed', wrapped: true },
    ]);
    expect(await world.history.offer('o1')).toMatchObject({ contactId: 'c1', agentId: 'ann', outcome: 'declined' });
    expect(await world.history.decision('o3')).toMatchObject({
      contactId: 'c1',
      agentId: 'bob',
      excluded: { counts: { coolDown: 1 } },
    });
    expect(await world.history.contact('c1')).toEqual((await world.live.contact('c1'))?.contact);
  });

  it('keeps an interval for each thing that an agent did', async () => {
    await acts.agent('eve');
    await acts.enqueue('e1');
    await acts.offer('eo1', 'e1', 'eve');
    await world.live.accept({ offerId: 'eo1' });
    await acts.complete('e1', 30);
    await acts.complete('e1', 30, true);
    await world.live.setPresence({ agentId: 'eve', presence: 'unavailable', reasonCode: 'lunch', by: 'agent' });
    await world.settle();
    const seen = await rows(
      `SELECT presence, routing_status AS status, reason_code AS reason FROM agent_state_interval
       WHERE agent_id = 'eve' ORDER BY split_part(id, '.', 2)::bigint`,
    );
    const untilNow = [
      { presence: 'offline', status: 'idle', reason: null },
      { presence: 'available', status: 'idle', reason: null },
      { presence: 'available', status: 'offered', reason: null },
      { presence: 'available', status: 'busy', reason: null },
      { presence: 'available', status: 'wrapUp', reason: null },
      { presence: 'available', status: 'idle', reason: null },
    ];
    expect(seen).toEqual(untilNow);
    const [now] = await rows<{ since: number; interval_id: string; fields: string }>(
      `SELECT since, interval_id, fields FROM agent_state WHERE agent_id = 'eve'`,
    );
    expect(JSON.parse(now?.fields ?? '')).toMatchObject({ presence: 'unavailable', reason: 'lunch', nO: '0', nA: '0' });
    expect(now?.interval_id).toBe((await world.live.agent('eve'))?.eventId);
    await world.live.removeAgent('eve', 1_000_000);
    await world.settle();
    const [last] = await rows(
      `SELECT from_at, reason_code AS reason FROM agent_state_interval WHERE agent_id = 'eve' AND id = $1`,
      [now?.interval_id],
    );
    expect(last).toEqual({ from_at: now?.since, reason: 'lunch' });
    expect(await rows(`SELECT 1 FROM agent_state WHERE agent_id = 'eve'`)).toEqual([]);
  });

  it('equals a plain replay of the log, whatever the batches', async () => {
    await randomLives(world, acts, 7);
    const hashes = new Map<string, Hash>();
    const starts = new Map<string, string>();
    for (const event of await wholeLog(world.live)) {
      applyOps(hashes, event.ops);
      const agent = parseAgent(hashes.get(`agent:${event.agentId}`) ?? {});
      if (agent) starts.set(agent.id, `${agent.presence} ${routingStatus(agent)}`);
    }
    const contacts = await rows<{ id: string }>(`SELECT id FROM contact UNION ALL SELECT id FROM live_contact`);
    expect(contacts.length).toBe([...hashes.keys()].filter((key) => key.startsWith('contact:')).length);
    for (const { id } of contacts) {
      expect(await world.history.contact(id)).toEqual(parseContact(hashes.get(`contact:${id}`) as Hash));
    }
    const agents = await rows<{ agent_id: string; fields: string; since: number }>(
      `SELECT agent_id, fields, since FROM agent_state`,
    );
    for (const { agent_id: id, fields } of agents) {
      const agent = parseAgent(JSON.parse(fields) as Hash);
      expect(agent && `${agent.presence} ${routingStatus(agent)}`).toBe(starts.get(id));
    }
    // What an agent does now began where the last interval ended, and intervals touch without overlap.
    expect(
      await rows(`SELECT 1 FROM (SELECT agent_id, to_at, lead(from_at) OVER (PARTITION BY agent_id ORDER BY split_part(id, '.', 2)::bigint) AS next
                  FROM agent_state_interval) i LEFT JOIN agent_state a USING (agent_id) WHERE to_at <> coalesce(next, a.since, to_at)`),
    ).toEqual([]);
    const live = await rows<{ id: string; state: string; pending: string }>(
      `SELECT id, state, pending FROM live_contact`,
    );
    expect(live.length).toBeGreaterThan(5);
    for (const { id, state, pending } of live) {
      const { segment, leg, offers } = JSON.parse(pending) as Pending;
      expect([id, segment?.left_at === null]).toEqual([id, state === 'waiting' || state === 'offered']);
      expect([id, leg !== undefined]).toEqual([id, state === 'active' || state === 'wrapUp']);
      expect([id, offers?.length ?? 0]).toEqual([id, state === 'offered' ? 1 : 0]);
    }
    expect(
      await rows(
        `SELECT 1 FROM contact c WHERE NOT EXISTS (SELECT 1 FROM contact_segment s WHERE s.contact_id = c.id)`,
      ),
    ).toEqual([]);
  });

  it('keeps the figures of intervals, as the history and the log have them', async () => {
    await expectKeptAgrees(world.postgres, []);
    await expectLogAgrees(world.postgres, []);
  });

  it('takes text that Postgres refuses, and keeps the log of it verbatim', async () => {
    await acts.enqueue('odd');
    const note = 'nul \u0000 half \ud83d';
    const { contact } = (await world.live.contact('odd')) ?? {};
    const spec = { ...contact!.spec, attributes: { note } };
    const order = { agingRate: 1, creditMs: 0, dueHorizonSeconds: 0, dueCreditSeconds: 0 };
    await world.live.patch({ contactId: 'odd', spec, expectedEventId: contact!.eventId, ...order });
    await world.settle();
    expect((await world.history.contact('odd'))?.spec.attributes).toEqual({ note });
    const [copy] = await rows<{ ops: string }>(
      `SELECT ops FROM event_log WHERE contact_id = 'odd' AND cause = 'patched'`,
    );
    const event = (await wholeLog(world.live)).find((one) => one.contactId === 'odd' && one.cause === 'patched');
    expect(copy?.ops).toBe(event?.opsText);
    expect(JSON.stringify(event?.ops)).toContain('u0000');
    // It stands in the way of nothing that is read from the history.
    await acts.offer('odd-offer', 'odd', 'ann');
    await world.live.accept({ offerId: 'odd-offer' });
    const disposition = 'back\\u0000slash \u0000 \ud83d';
    await world.live.complete({ contactId: 'odd', endedBy: 'agent', wrapUpSeconds: 0, disposition });
    await world.settle();
    await expectKeptAgrees(world.postgres, []);
    const kept = await rows(`SELECT disposition FROM interval_disposition WHERE disposition LIKE 'back%'`);
    expect(kept).toEqual([{ disposition: 'back\\u0000slash \ufffd \ufffd' }]);
  });

  it('lets one of several nodes win each batch', async () => {
    const others = [1, 2].map(() => {
      const postgres = new Postgres(world.url, POOLS.projector);
      const { log, wake } = logOf(world.live);
      const projector = new Projector(postgres, log, SILENT);
      projector.start();
      return { postgres, projector, wake };
    });
    for (let i = 0; i < 30; i += 1) {
      await acts.enqueue(`many${i}`);
      for (const { wake } of others) wake();
      if (i % 10 === 0) await world.settle();
    }
    await world.settle();
    const end = await world.live.logEnd();
    for (const { projector } of others) expect(await projector.waitFor(end, WITHIN_MS)).toBe(true);
    const [counts] = await rows<{ events: number; last: number }>(
      `SELECT count(*) AS events, max(seq) AS last FROM event_log`,
    );
    expect(counts?.events).toBe(counts?.last);
    for (const { postgres, projector } of others) {
      await projector.stop();
      await postgres.close();
    }
  });

  it('stops at a gap and says so', async () => {
    const postgres = new Postgres(world.url, POOLS.projector);
    const { log } = logOf(world.live);
    await world.projector.stop();
    await acts.enqueue('gap1');
    await acts.enqueue('gap2');
    const before = world.projector.status().position;
    const faults: string[] = [];
    const logger = {
      ...SILENT,
      error: (_: object, message: string) => faults.push(message),
      warn: () => undefined,
    } as never;
    const holed = new Projector(
      postgres,
      { ...log, eventsAfter: async (at, limit) => (await log.eventsAfter(at, limit))?.slice(1) },
      logger,
    );
    holed.start();
    await becomes(() => holed.status().state === 'gap', 'it stops');
    expect(await holed.waitFor(await world.live.logEnd(), 300)).toBe(false);
    expect(holed.status()).toEqual({ state: 'gap', position: before });
    expect(faults).toHaveLength(1);
    await holed.stop();
    await postgres.close();
    world.projector.start();
    await world.settle();
    expect(await world.history.contact('gap2')).toBeDefined();
  });

  it('takes back what a store that lost its last writes had told, and records the cut', async () => {
    await acts.enqueue('kept');
    await world.settle();
    const { redis, keys } = world.live.connection;
    const cut = await world.live.logEnd();
    const hash = await redis.hgetall(keys.contact('kept'));
    await acts.offer('lost-offer', 'kept', 'ann');
    await acts.enqueue('lost');
    await world.settle();
    expect(await world.history.contact('lost')).toBeDefined();
    // What a restart from an older copy leaves behind: the last two events and their effects are gone.
    const [gen, seq] = cut.split('.') as [string, string];
    await redis.xdel(keys.events, `${gen}-${Number(seq) + 1}`, `${gen}-${Number(seq) + 2}`);
    await redis.del(keys.contact('lost'), keys.contact('kept'));
    await redis.hset(keys.contact('kept'), hash);
    await redis.hset(keys.meta, 'seq', seq, 'runId', 'another');
    await redis.xadd(
      keys.events,
      `${Number(gen) + 1}-${Number(seq) + 1}`,
      't',
      'generation.started',
      'at',
      '1',
      'ops',
      '[]',
    );
    await redis.hset(keys.meta, { gen: Number(gen) + 1, seq: Number(seq) + 1, [`end.${gen}`]: seq });
    await world.settle();
    expect(await world.history.contact('lost')).toBeUndefined();
    expect(await world.history.offer('lost-offer')).toBeUndefined();
    expect(await world.history.contact('kept')).toEqual(parseContact(hash));
    await expectKeptAgrees(world.postgres, []);
    const cuts = await rows(
      `SELECT generation, previous_generation, previous_seq FROM generation_cut ORDER BY generation DESC LIMIT 1`,
    );
    expect(cuts).toEqual([
      { generation: Number(gen) + 1, previous_generation: Number(gen), previous_seq: Number(seq) },
    ]);
  });

  it('follows a store that lost everything into its new history', async () => {
    await world.projector.stop();
    const old = world.projector.status().position;
    const generation = Number(old.split('.')[0]) + 100;
    const events = [1, 2, 3].map((seq) => ({
      id: `${generation}.${seq}`,
      generation,
      seq,
      type: 'queue.mirrored' as const,
      at: 5,
      ops: [],
    }));
    const { log } = logOf(world.live);
    const begunAnew: typeof log = {
      ...log,
      eventsAfter: (cursor) => {
        const [gen, seq] = cursor.split('.').map(Number) as [number, number];
        return Promise.resolve(
          gen === generation || cursor === '0.0' ? events.filter((event) => event.seq > seq) : undefined,
        );
      },
      confirmProjected: () => Promise.resolve(),
    };
    const projector = new Projector(world.postgres, begunAnew, SILENT);
    projector.start();
    expect(await projector.waitFor(`${generation}.3`, WITHIN_MS)).toBe(true);
    await projector.stop();
    const [cut] = await rows(
      `SELECT previous_generation || '.' || previous_seq AS old FROM generation_cut WHERE generation = $1`,
      [generation],
    );
    expect(cut).toEqual({ old });
    expect(await world.history.contact('kept')).toBeDefined();
  });
});

/** Lives of every kind, some ended, some left in the middle; the projector takes them in batches of its own size. */
async function randomLives(world: HistoryWorld, acts: ReturnType<typeof actsOf>, seed: number): Promise<void> {
  let state = seed;
  const dice = (sides: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * sides);
  };
  for (let i = 0; i < 60; i += 1) {
    const id = `r${i}`;
    await acts.enqueue(id, 'sales', { customerId: `cust${dice(5)}` });
    for (let steps = dice(4); steps > 0; steps -= 1) {
      const agentId = `agent${i}-${steps}`;
      await acts.agent(agentId);
      const offered = await acts.offer(`${id}-o${steps}`, id, agentId);
      const choice = dice(5);
      if (!offered) continue;
      if (choice === 0)
        await world.live.refuseOffer({ offerId: `${id}-o${steps}`, outcome: dice(2) ? 'missed' : 'declined' });
      if (choice === 1) await world.live.setPresence({ agentId, presence: 'offline', by: 'agent' });
      if (choice >= 2) await world.live.accept({ offerId: `${id}-o${steps}` });
      if (choice === 3) await world.live.requeue({ contactId: id, reason: 'connectFailed' });
      if (choice === 4) await acts.complete(id, dice(2) * 30);
    }
    const contact = (await world.live.contact(id))?.contact;
    if (dice(3) === 0 && (contact?.state === 'waiting' || contact?.state === 'offered')) {
      await world.live.cancel({ contactId: id, reason: dice(2) ? 'abandoned' : 'cancelled' });
    }
    if (dice(8) === 0) await world.settle();
  }
  await world.settle();
}
