import type { Actor } from '../../src/live/live-store.js';
import { faultsOf } from './invariants.js';
import { codeOf, Stage, storeOf, STORES } from './stage.js';

describe.each(STORES)('presence after work, on %s', (name) => {
  let store: Awaited<ReturnType<typeof storeOf>>;
  let stage: Stage;
  beforeAll(async () => {
    store = await storeOf(name);
  });
  afterAll(() => store.stop());
  beforeEach(async () => {
    stage = await (await Stage.open(store.url)).with({ a1: 2, a2: 1 });
  });
  afterEach(async () => {
    expect(await faultsOf(stage.live)).toEqual([]);
    await stage.close();
  });

  const leave = (more: { presence?: 'unavailable' | 'offline'; by?: Actor; reasonCode?: string } = {}) =>
    stage.live.setPresence({ agentId: 'a1', presence: 'unavailable', by: 'agent', afterWork: true, ...more });
  const look = () => stage.live.agentTransitions.returnAside('a1');
  const agent = () => stage.live.agent('a1');

  it('holds once the last work is done; nothing is offered until then', async () => {
    await stage.active('c1', 'a1');
    await stage.enqueue('c2');
    const offered = await stage.offer('c2', 'a1');
    const said = await leave({ reasonCode: 'lunch' });
    expect(said).toMatchObject({
      presence: 'available',
      next: { presence: 'unavailable', reasonCode: 'lunch' },
      channels: [],
      offers: 1,
    });
    expect(await stage.lastEvent()).toMatchObject({ type: 'agent.presence', agentId: 'a1', cause: 'afterWork' });
    const before = await stage.state();
    await leave({ reasonCode: 'lunch' });
    expect(await stage.state()).toEqual(before);
    await stage.live.accept({ offerId: offered });
    await stage.enqueue('c3');
    expect(await stage.offer('c3', 'a1')).toBe('agentUnavailable');
    await stage.live.complete({ contactId: 'c1', wrapUpSeconds: 0 });
    await look();
    expect(await agent()).toMatchObject({ presence: 'available', active: 1 });
    await stage.live.complete({ contactId: 'c2', wrapUpSeconds: 30 });
    await look();
    expect(await agent()).toMatchObject({ presence: 'available', wrapUp: 1 });
    await stage.live.complete({ contactId: 'c2', wrapUpSeconds: 30, endWrapUp: true });
    await look();
    const gone = await agent();
    expect(gone).toMatchObject({ presence: 'unavailable', presenceBy: 'agent', reasonCode: 'lunch' });
    expect([gone?.next, gone?.channels]).toEqual([undefined, undefined]);
    expect(await stage.lastEvent()).toMatchObject({ type: 'agent.presence', agentId: 'a1', cause: 'lunch' });
  });

  it('holds at once without work, and for who is not available', async () => {
    expect(await leave()).toMatchObject({ presence: 'unavailable', next: undefined });
    await stage.live.setPresence({ agentId: 'a1', presence: 'available', by: 'agent' });
    await stage.active('c1', 'a1');
    await stage.live.setPresence({ agentId: 'a1', presence: 'unavailable', by: 'agent' });
    expect(await leave({ presence: 'offline' })).toMatchObject({ presence: 'offline', next: undefined });
  });

  it('is taken back by the next word, with the channels of the day', async () => {
    await stage.active('c1', 'a1');
    await leave({ presence: 'offline' });
    const back = await stage.live.setPresence({
      agentId: 'a1',
      presence: 'available',
      by: 'agent',
      channels: ['voice'],
    });
    expect(back).toMatchObject({ presence: 'available', next: undefined, channels: ['voice'] });
    await stage.enqueue('c2');
    expect(await stage.offer('c2', 'a1')).toMatch(/^o/);
    await leave();
    await stage.live.setPresence({ agentId: 'a1', presence: 'offline', by: 'agent' });
    expect(await agent()).toMatchObject({ presence: 'offline', next: undefined, active: 1, offers: 0 });
  });

  it('comes also where the last work was work outside, a decline or a transfer', async () => {
    const ends = {
      outside: async () => {
        await stage.live.putExternalLoad({ agentId: 'a1', ref: 'r', channel: 'voice' });
        await leave();
        await stage.live.deleteExternalLoad({ agentId: 'a1', ref: 'r' });
      },
      decline: async () => {
        await stage.enqueue('d1');
        const offerId = await stage.offer('d1', 'a1');
        await leave();
        await stage.live.refuseOffer({ offerId, outcome: 'declined' });
      },
      transfer: async () => {
        await stage.active('t1', 'a1');
        await leave();
        await stage.transfer('t1', { toAgentId: 'a2' });
      },
    };
    for (const end of Object.values(ends)) {
      await stage.live.setPresence({ agentId: 'a1', presence: 'available', by: 'agent' });
      await end();
      expect(await agent()).toMatchObject({ presence: 'available', next: { presence: 'unavailable' } });
      await look();
      expect(await agent()).toMatchObject({ presence: 'unavailable' });
    }
  });

  it("is a supervisor's word too, which a system does not take back", async () => {
    await stage.active('c1', 'a1');
    await leave({ by: 'supervisor', presence: 'offline' });
    await stage.live.complete({ contactId: 'c1', wrapUpSeconds: 0 });
    await look();
    expect(await agent()).toMatchObject({ presence: 'offline', presenceBy: 'supervisor' });
    const system = stage.live.setPresence({ agentId: 'a1', presence: 'available', by: 'system' });
    expect(await codeOf(system)).toBe('presenceHeld');
  });

  it('lets go what an interruption has set aside', async () => {
    const mail = { id: 'email', capacity: 1, interruptedBy: ['voice'] };
    await stage.mirror('a1', [{ id: 'voice', capacity: 1 }, mail], 2);
    await stage.enqueue('m1', {}, { channel: 'email' });
    await stage.live.accept({ offerId: await stage.offer('m1', 'a1', { channel: 'email' }) });
    await stage.active('c1', 'a1');
    expect((await stage.live.contact('m1'))?.contact.state).toBe('parked');
    await leave();
    await stage.live.complete({ contactId: 'c1', wrapUpSeconds: 0 });
    await look();
    expect(await stage.live.contact('m1')).toMatchObject({ contact: { state: 'waiting', reservedFor: undefined } });
    expect(await agent()).toMatchObject({ presence: 'unavailable' });
  });
});
