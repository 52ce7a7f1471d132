import { codeOf, refusalOf, Stage, storeOf, STORES } from './stage.js';

const LONGEST_SECONDS = 300;

describe.each(STORES)('wrap-up, on %s', (name) => {
  let store: Awaited<ReturnType<typeof storeOf>>;
  let stage: Stage;
  beforeAll(async () => {
    store = await storeOf(name);
  });
  afterAll(() => store.stop());
  beforeEach(async () => {
    stage = await (await Stage.open(store.url)).with({ a1: 1 });
  });
  afterEach(() => stage.close());

  const extend = (contactId: string, seconds: number, more: object = {}) =>
    stage.live.extendWrapUp({ contactId, seconds, longestSeconds: LONGEST_SECONDS, ...more });
  const timer = () => stage.live.contactTransitions.complete({ contactId: 'c1', wrapUpSeconds: 0, timer: true });
  async function inWrapUp(): Promise<number> {
    await stage.active('c1', 'a1');
    const { contact } = await stage.live.complete({ contactId: 'c1', wrapUpSeconds: 30 });
    return contact.wrapUpUntil as number;
  }

  it('is as long as the place of the contact says', async () => {
    await stage.active('c1', 'a1');
    const asked: unknown[] = [];
    const { contact } = await stage.live.complete({
      contactId: 'c1',
      wrapUpSeconds: (place) => (asked.push(place), 45),
    });
    expect(asked).toEqual([{ queueId: 'q', channel: 'voice' }]);
    expect((contact.wrapUpUntil as number) - contact.since).toBe(45_000);
  });

  it('lasts longer when the agent asks, never shorter, and ends by its new time', async () => {
    const before = await inWrapUp();
    const shorter = await extend('c1', 10);
    expect(shorter).toMatchObject({ repeated: true, contact: { wrapUpUntil: before } });
    const longer = await extend('c1', 60, { asAgentId: 'a1' });
    expect(longer).toMatchObject({ repeated: false, contact: { state: 'wrapUp' } });
    expect(longer.contact.wrapUpUntil).toBe(longer.now + 60_000);
    expect(longer.contact.history.at(-1)).toMatchObject({ type: 'wrapUpExtended', agentId: 'a1', detail: '60' });
    expect(await stage.lastEvent()).toMatchObject({ type: 'contact.updated', cause: 'wrapUpExtended' });
    await stage.live.moveClock(30_000);
    expect(await codeOf(timer())).toBe('conflict');
    await stage.live.moveClock(30_000);
    expect((await timer()).contact.state).toBe('completed');
  });

  it('is refused where it would last too long after the talk, and touches nothing then', async () => {
    await inWrapUp();
    await extend('c1', 200);
    await stage.live.moveClock(150_000);
    const before = await stage.state();
    const refused = await refusalOf(extend('c1', 200));
    expect(refused).toMatchObject({ code: 'validationFailed' });
    expect(refused.details.errors).toMatchObject([{ path: 'seconds' }]);
    expect(await stage.state()).toEqual(before);
    expect(await codeOf(extend('c1', 149))).toBe('ok');
  });

  it('cannot be extended before, after, by another or for nobody', async () => {
    expect(await codeOf(extend('c1', 60))).toBe('notFound');
    await stage.active('c1', 'a1');
    expect(await codeOf(extend('c1', 60))).toBe('stateForbids');
    await stage.live.complete({ contactId: 'c1', wrapUpSeconds: 30 });
    expect(await codeOf(extend('c1', 60, { asAgentId: 'a2' }))).toBe('forbidden');
    await stage.live.complete({ contactId: 'c1', wrapUpSeconds: 30, endWrapUp: true });
    expect(await codeOf(extend('c1', 60))).toBe('stateForbids');
  });
});
