import { DomainError } from '../../src/domain/errors.js';
import { contactAgeMs } from '../../src/domain/contact.js';
import { startRedis, uniqueName, type TestRedis } from '../support/stores.js';
import { faultsOf } from './invariants.js';
import { replayed } from './replay.js';
import { codeOf, Stage, stateOf } from './stage.js';

/** Resolves when the store may be written to again. */
function reopened(stage: Stage): Promise<void> {
  if (stage.live.connection.isOpen) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = stage.live.connection.onOpen(() => {
      stop();
      resolve();
    });
  });
}

function closed(stage: Stage): Promise<void> {
  if (!stage.live.connection.isOpen) return Promise.resolve();
  return new Promise((resolve) => stage.live.connection.redis.once('close', () => resolve()));
}

/** So many turns of the event loop: what belongs to one turn is written together, and cut together. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('a store that is killed', () => {
  let store: TestRedis;
  let stage: Stage;
  beforeEach(async () => {
    store = await startRedis({ durable: true });
    stage = await (await Stage.open(store.url)).with({ a1: 1, a2: 1 });
  });
  afterEach(async () => {
    await stage.close();
    await store.stop();
  });

  it('comes back with everything that was acknowledged, in a new generation, with every age', async () => {
    await stage.active('c0', 'a1');
    await stage.offer((await stage.enqueue('c1', { enqueuedAt: stage.live.now() - 90_000 })).contact.id, 'a2');
    const acknowledged: string[] = [];
    const load = Array.from({ length: 400 }, async (_, i) => {
      await turns(i / 4);
      if ((await codeOf(stage.enqueue(`d${i}`))) === 'ok') acknowledged.push(`d${i}`);
      if (acknowledged.length === 100) await store.kill();
    });
    await Promise.all(load);
    expect(acknowledged.length).toBeGreaterThanOrEqual(100);
    await closed(stage);
    expect(await codeOf(stage.enqueue('late'))).toBe('storeUnavailable');
    await store.restart();
    await reopened(stage);
    for (const id of acknowledged) expect((await stage.live.contact(id))?.contact.state).toBe('waiting');
    const { contact } = (await stage.live.contact('c1')) ?? {};
    expect(contact).toMatchObject({ state: 'offered', agentId: 'a2' });
    if (contact) expect(contactAgeMs(contact, stage.live.now())).toBeGreaterThanOrEqual(90_000);
    expect((await stage.live.contact('c0'))?.contact.state).toBe('active');
    const log = await stage.log();
    const [first, begun] = log.filter((event) => event.type === 'generation.started');
    expect(begun?.generation).toBe((first?.generation as number) + 1);
    expect(log.map((event) => event.seq)).toEqual(log.map((_, i) => i + 1));
    expect(await faultsOf(stage.live)).toEqual([]);
    expect(await replayed(store.url, log)).toEqual(await stateOf(stage.live));
  });

  it('has for everybody who asked to be called back either the contact as it was, or the callback in its place', async () => {
    const ids = Array.from({ length: 200 }, (_, i) => `c${i}`);
    for (const id of ids) await stage.enqueue(id, {}, { customer: { id } });
    const acknowledged = new Set<string>();
    const asked = ids.map(async (id, i) => {
      await turns(i / 4);
      if ((await codeOf(stage.callback(id, `${id}.back`))) === 'ok') acknowledged.add(id);
      if (acknowledged.size === 50) await store.kill();
    });
    await Promise.allSettled(asked);
    await closed(stage);
    await store.restart();
    await reopened(stage);
    for (const id of ids) {
      const [call, back] = await Promise.all([stage.live.contact(id), stage.live.contact(`${id}.back`)]);
      const states = [call?.contact.outcome, back?.contact.state];
      const done = ['callback', 'waiting'];
      if (acknowledged.has(id)) expect(states).toEqual(done);
      else expect([done, [undefined, undefined]]).toContainEqual(states);
    }
    expect(await faultsOf(stage.live)).toEqual([]);
    expect(await replayed(store.url, await stage.log())).toEqual(await stateOf(stage.live));
  });

  it('starts the new generation before the first write, and disowns cursors past its known end', async () => {
    const cursor = await stage.live.logEnd();
    const [generation, seq] = cursor.split('.').map(Number) as [number, number];
    await store.kill();
    await closed(stage);
    await store.restart();
    await reopened(stage);
    await stage.enqueue('c1');
    const after = await stage.live.eventsAfter(cursor, 10);
    expect(after?.map((event) => [event.type, event.generation, event.seq])).toEqual([
      ['generation.started', generation + 1, seq + 1],
      ['contact.waiting', generation + 1, seq + 2],
    ]);
    // A client that saw more of the old generation than the store came back with has seen what is not.
    expect(await stage.live.eventsAfter(`${generation}.${seq + 1}`, 10)).toBeUndefined();
  });

  it('that lost everything is a new history', async () => {
    await stage.enqueue('c1');
    const cursor = await stage.live.logEnd();
    const other = await startRedis();
    const lost = await Stage.open(other.url, uniqueName());
    await other.kill();
    await closed(lost);
    await other.restart();
    await reopened(lost);
    expect(await lost.live.eventsAfter(cursor, 10)).toBeUndefined();
    expect(await lost.live.contact('c1')).toBeUndefined();
    await lost.close();
    await other.stop();
  });
});

describe('a connection that drops in the middle', () => {
  let store: TestRedis;
  let stage: Stage;
  let other: Stage;
  beforeEach(async () => {
    store = await startRedis({ durable: true });
    stage = await (await Stage.open(store.url)).with({ a1: 1 });
    other = await Stage.open(store.url, stage.live.connection.options.workspace);
  });
  afterEach(async () => {
    await stage.close();
    await other.close();
    await store.stop();
  });

  it('leaves an unknown outcome, sends nothing twice, and a repeat with the same id is safe', async () => {
    await stage.enqueue('c1');
    const { redis } = stage.live.connection;
    const address = String(await redis.client('ID'));
    const end = Number((await other.live.logEnd()).split('.')[1]);
    const admin = other.live.connection.redis;
    // The store holds every script back: ours are sent, and unanswered when the connection is cut.
    await admin.call('CLIENT', 'PAUSE', '10000', 'WRITE');
    const commands = Array.from({ length: 20 }, (_, i) => codeOf(stage.enqueue(`d${i}`, { commandId: `id${i}` })));
    await admin.ping();
    await new Promise((resolve) => setImmediate(resolve));
    await admin.call('CLIENT', 'KILL', 'ID', address);
    const codes = await Promise.all(commands);
    expect(new Set(codes)).toEqual(new Set(['outcomeUnknown']));
    await admin.call('CLIENT', 'UNPAUSE');
    await reopened(stage);
    const repeats = await Promise.all(
      Array.from({ length: 20 }, (_, i) => stage.enqueue(`d${i}`, { commandId: `id${i}` })),
    );
    expect(repeats.every((result) => result.contact.state === 'waiting')).toBe(true);
    const waiting = (await stage.log()).filter((event) => event.seq > end).map((event) => event.contactId);
    expect(waiting.length).toBe(20);
    expect(new Set(waiting).size).toBe(20);
    expect(await faultsOf(stage.live)).toEqual([]);
  });

  it('never runs a script twice, however often it drops under load', async () => {
    const admin = other.live.connection.redis;
    const asked = new Map<string, string>();
    for (let round = 0; round < 10; round += 1) {
      const load = Array.from({ length: 30 }, async (_, i) => {
        const ref = `r${round}.${i}`;
        await turns(i);
        const load = stage.live.putExternalLoad({ agentId: 'a1', ref, channel: 'voice', untilSeconds: 60 });
        asked.set(ref, await codeOf(load));
      });
      await turns(round);
      await admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
      await Promise.all(load);
      await reopened(stage);
    }
    const codes = new Set(asked.values());
    for (const code of codes) expect(['ok', 'outcomeUnknown', 'storeUnavailable']).toContain(code);
    expect(codes.size).toBeGreaterThan(1);
    // Each put has an event each time that it runs: two for one reference would be a second run.
    const ran = (await stage.log()).flatMap((event) =>
      event.type === 'agent.load'
        ? event.ops.filter(([, key]) => key.startsWith('legs:')).map((op) => op[2] as string)
        : [],
    );
    expect(new Set(ran).size).toBe(ran.length);
    for (const [ref, code] of asked) {
      if (code === 'ok') expect(ran).toContain(`ext.${ref}`);
      if (code === 'storeUnavailable') expect(ran).not.toContain(`ext.${ref}`);
    }
    const runs = (await stage.log()).filter((event) => event.type === 'agent.load').length;
    expect(runs).toBe(ran.length);
  });

  it('answers reads that were cut with storeUnavailable', async () => {
    const admin = other.live.connection.redis;
    await admin.call('CLIENT', 'PAUSE', '500', 'ALL');
    const reads = [
      stage.live.contact('c1'),
      stage.live.agent('a1'),
      stage.live.logEnd(),
      stage.live.eventsAfter('0.0', 10),
      stage.live.queueLengths(['q']),
      stage.live.accept({ offerId: 'o1' }),
      stage.live.complete({ contactId: 'c1', wrapUpSeconds: 0 }),
      stage.live.agentSnapshot('a1'),
    ].map((read) => codeOf(read));
    stage.live.connection.redis.disconnect(true);
    expect(new Set(await Promise.all(reads))).toEqual(new Set(['storeUnavailable']));
  });

  it('refuses commands while it is closed, without waiting', async () => {
    await store.kill();
    await closed(stage);
    const before = performance.now();
    for (const command of [stage.enqueue('c1'), stage.live.contact('c1'), stage.live.accept({ offerId: 'o1' })])
      await expect(command).rejects.toThrow(DomainError);
    expect(performance.now() - before).toBeLessThan(1_000);
    await store.restart();
  });
});
