import type { AgentChannel } from '../../src/domain/agent.js';
import { StaleFenceError } from '../../src/live/offer-transitions.js';
import { faultsOf } from './invariants.js';
import { replayed } from './replay.js';
import { codeOf, Stage, stateOf, storeOf, STORES } from './stage.js';

describe.each(STORES)('groups of customers who are called first on %s', (name) => {
  let store: Awaited<ReturnType<typeof storeOf>>;
  let stage: Stage;
  beforeAll(async () => {
    store = await storeOf(name);
  });
  afterAll(() => store.stop());
  beforeEach(async () => {
    stage = await (await Stage.open(store.url)).with({});
    for (const id of ['a1', 'a2']) await available(id);
  });
  afterEach(async () => {
    expect(await faultsOf(stage.live)).toEqual([]);
    expect(await replayed(store.url, await stage.log())).toEqual(await stateOf(stage.live));
    await stage.close();
  });

  const live = () => stage.live;
  const available = async (id: string, channels: AgentChannel[] = [{ id: 'callback', capacity: 1 }]) => {
    await stage.mirror(id, channels);
    await live().setPresence({ agentId: id, presence: 'available', by: 'agent' });
  };

  it('refuse each item for its own reason, and dial the others of the group', async () => {
    for (const id of ['c1', 'c2', 'c3']) await stage.customerFirst(id);
    await stage.enqueue(
      'plain',
      {},
      {
        channel: 'callback',
        customer: { id: 'p' },
        callback: { mode: 'agentFirst', attempts: { max: 1, spacingSeconds: 0 } },
      },
    );
    await stage.mirror('off', [{ id: 'callback', capacity: 1 }]);
    await available('other', [{ id: 'voice', capacity: 1 }]);
    await available('today');
    await live().setPresence({ agentId: 'today', presence: 'available', by: 'agent', channels: ['voice'] });
    await available('blocked', [
      { id: 'voice', capacity: 1, blocks: ['callback'] } as never,
      { id: 'callback', capacity: 1 },
    ]);
    await stage.active('v1', 'blocked');
    await available('silent');
    await live().refuseOffer({
      offerId: await stage.offer('plain', 'silent', { channel: 'callback' }),
      outcome: 'missed',
    });
    await live().cancel({ contactId: 'plain', reason: 'cancelled' });
    const results = await stage.dialAll([
      ['plain', 'a1'],
      ['none', 'a1'],
      ['c1', 'off'],
      ['c1', 'unknown'],
      ['c1', 'today'],
      ['c1', 'other'],
      ['c1', 'blocked'],
      ['c1', 'silent'],
      ['c1', 'a1'],
      ['c1', 'a2'],
      ['c2', 'a1'],
      ['c2', 'a2'],
      ['c3', 'a2'],
    ]);
    expect(results.map((result) => (result.ok ? 'ok' : result.because))).toEqual([
      'contactGone',
      'contactGone',
      'agentUnavailable',
      'agentUnavailable',
      'agentUnavailable',
      'capacityFull',
      'blockedByChannel',
      'notResponding',
      'ok',
      'contactGone',
      'standsForDial',
      'ok',
      'standsForDial',
    ]);
    const end = await live().logEnd();
    for (const result of results) if (!result.ok) expect(result.refusedAt).toBe(end);
    expect(await stage.dial('c3', 'a1')).toBe('standsForDial');
    expect(await codeOf(stage.attempt('c3', 'reached'))).toBe('stateForbids');
    expect(await codeOf(stage.attempt('nobody', 'reached'))).toBe('notFound');
    expect(await codeOf(stage.attempt('c1', 'reached', { asAgentId: 'a1' }))).toBe('forbidden');
  });

  it('are fenced: an older epoch calls nobody', async () => {
    await stage.customerFirst('c1');
    const before = await stage.state();
    const old = stage.epoch;
    stage.epoch = (await live().lease.acquire()).epoch as string;
    const item = { contactId: 'c1', agentId: 'a1', queueId: 'q', channel: 'callback' };
    await expect(live().callbackTransitions.dial([item], old)).rejects.toThrow(StaleFenceError);
    expect(await stage.state()).toEqual(before);
    expect(await stage.dial('c1', 'a1')).toBe('ok');
  });

  it('write nothing of a group when a fault strikes at any of its items', async () => {
    const items: [string, string][] = [];
    for (let i = 1; i <= 6; i += 1) {
      await available(`b${i}`);
      await stage.customerFirst(`c${i}`);
      items.push([`c${i}`, `b${i}`]);
    }
    const [before, end] = [await stage.state(), await live().logEnd()];
    for (let n = 1; n <= items.length; n += 1) {
      await expect(stage.dialAll(items, n)).rejects.toThrow(`fault injected at item ${n}`);
      expect(await stage.state()).toEqual(before);
      expect(await live().logEnd()).toBe(end);
    }
    expect((await stage.dialAll(items)).every((result) => result.ok)).toBe(true);
    // The same group again: all of them are being called.
    const dialled = await stage.state();
    expect((await stage.dialAll(items)).map((result) => !result.ok && result.because)).toEqual(
      items.map(() => 'contactGone'),
    );
    expect(await stage.state()).toEqual(dialled);
  });

  it('of fifty at once one dials, and of fifty answers one counts', async () => {
    await stage.customerFirst('c1');
    for (let i = 0; i < 50; i += 1) await available(`b${i}`);
    const dialled = await Promise.all(Array.from({ length: 50 }, (_, i) => stage.dial('c1', `b${i}`)));
    expect(dialled.filter((result) => result === 'ok')).toHaveLength(1);
    expect(new Set(dialled)).toEqual(new Set(['ok', 'contactGone']));
    for (let i = 0; i < 50; i += 1) await stage.customerFirst(`d${i}`);
    const stands = await Promise.all(Array.from({ length: 50 }, (_, i) => stage.dial(`d${i}`, 'a1')));
    expect(stands.filter((result) => result === 'ok')).toHaveLength(1);
    expect(new Set(stands)).toEqual(new Set(['ok', 'standsForDial']));
    const outcomes = ['reached', 'noAnswer'] as const;
    const told = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        const attempt = stage.attempt('c1', outcomes[i % 2] ?? 'reached', { attempt: 1 });
        return attempt.then(
          ({ repeated }) => (repeated ? 'stands' : 'counts'),
          () => 'refused',
        );
      }),
    );
    expect(told.filter((result) => result === 'counts')).toHaveLength(1);
    expect(told.filter((result) => result === 'stands')).toHaveLength(24);
  });
});
