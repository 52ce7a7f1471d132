import type { EndingTerms } from '../../src/live/ending-terms.js';
import { codeOf, refusalOf, Stage, storeOf, STORES } from './stage.js';

const NEED = ['cause', 'disposition'];
const terms =
  (fields: EndingTerms['fields'] = {}, need: readonly string[] = NEED) =>
  (): EndingTerms => ({ need, fields });

describe.each(STORES)('the end of a contact with a type, on %s', (name) => {
  let store: Awaited<ReturnType<typeof storeOf>>;
  let stage: Stage;
  beforeAll(async () => {
    store = await storeOf(name);
  });
  afterAll(() => store.stop());
  beforeEach(async () => {
    stage = await (await Stage.open(store.url)).with({ a1: 5 });
  });
  afterEach(() => stage.close());

  async function active(id: string): Promise<void> {
    await stage.enqueue(id, {}, { contactTypeId: 'complaint' });
    await stage.live.accept({ offerId: await stage.offer(id, 'a1') });
  }

  const complete = (contactId: string, more: object = {}) =>
    stage.live.complete({ contactId, wrapUpSeconds: 30, terms: terms(), ...more });
  const timer = (contactId: string) =>
    stage.live.contactTransitions.complete({ contactId, wrapUpSeconds: 0, timer: true });

  it('waits for what its type asks, told at once or little by little', async () => {
    await active('c1');
    const before = await stage.state();
    const refused = await refusalOf(complete('c1', { endWrapUp: true }));
    expect(refused).toMatchObject({ code: 'validationFailed' });
    expect(refused.details.errors?.map(({ path }) => path)).toEqual(['fields.cause', 'disposition']);
    expect(await codeOf(complete('c1', { wrapUpSeconds: 0, disposition: 'solved' }))).toBe('validationFailed');
    expect(await stage.state()).toEqual(before);
    expect((await complete('c1', { disposition: 'solved' })).contact.state).toBe('wrapUp');
    expect(await codeOf(complete('c1', { endWrapUp: true }))).toBe('validationFailed');
    const told = await complete('c1', { terms: terms({ cause: 'a "price" €', extra: 9_007_199_254_740_991 }) });
    expect(told.contact).toMatchObject({ state: 'wrapUp', fields: { cause: 'a "price" €' } });
    const ended = (await complete('c1', { endWrapUp: true })).contact;
    expect(ended).toMatchObject({
      state: 'completed',
      fields: { cause: 'a "price" €', extra: 9_007_199_254_740_991 },
    });
    expect(ended.missing).toBeUndefined();
    expect((await stage.hash('contact:c1')).need).toBeUndefined();
    expect(await complete('c1', { terms: terms({ cause: 'a "price" €' }) })).toMatchObject({ repeated: true });
  });

  it('comes by the timer without it; what is missing is recorded, and may be told later', async () => {
    await active('c1');
    await complete('c1');
    await stage.live.moveClock(30_000);
    const { contact } = await timer('c1');
    expect(contact).toMatchObject({ state: 'completed', missing: ['cause', 'disposition'] });
    expect(contact.history.slice(-2)).toMatchObject([
      { type: 'missing', agentId: 'a1', detail: 'cause, disposition' },
      { type: 'completed' },
    ]);
    expect(contact.eventId).toBe((await stage.lastEvent()).id);
    expect((await complete('c1', { terms: terms({ cause: 'price' }) })).contact.missing).toEqual(['disposition']);
    const whole = (await complete('c1', { disposition: 'solved' })).contact;
    expect(whole).toMatchObject({ state: 'completed', fields: { cause: 'price' }, disposition: 'solved' });
    expect(whole.missing).toBeUndefined();
    expect((await complete('c1', { disposition: 'solved' })).repeated).toBe(true);
  });

  it('comes by a lenient command too', async () => {
    await active('c1');
    const lenient = { wrapUpSeconds: 0, lenient: true, terms: terms({}, ['ref.id', 'disposition']) };
    const { contact } = await complete('c1', lenient);
    expect(contact).toMatchObject({ state: 'completed', missing: ['ref.id', 'disposition'] });
    expect(contact.history.at(-2)).toMatchObject({ type: 'missing', detail: 'ref.id, disposition' });
  });

  it('goes by what is needed now, also for the timer', async () => {
    await active('c1');
    await complete('c1');
    await complete('c1', { terms: terms({}, ['cause']) });
    await stage.live.moveClock(30_000);
    expect((await timer('c1')).contact.missing).toEqual(['cause']);
    await active('c2');
    await complete('c2');
    await complete('c2', { terms: terms({}, []) });
    await stage.live.moveClock(30_000);
    expect((await timer('c2')).contact.missing).toBeUndefined();
  });

  it('goes by the type that the contact has when the script runs', async () => {
    await active('c1');
    await complete('c1');
    const { contact } = (await stage.live.contact('c1'))!;
    const asked: (string | undefined)[] = [];
    const spec = { ...contact.spec, contactTypeId: 'question' };
    const weights = { agingRate: 1, creditMs: 0, dueHorizonSeconds: 0, dueCreditSeconds: 0 };
    await stage.live.patch({ ...weights, contactId: 'c1', spec, need: ['topic'], expectedEventId: contact.eventId });
    const ending = complete('c1', {
      endWrapUp: true,
      terms: (type: string | undefined) => {
        asked.push(type);
        return { need: type === 'question' ? ['topic'] : [], fields: {} };
      },
    });
    expect((await refusalOf(ending)).details.errors).toMatchObject([{ path: 'fields.topic' }]);
    expect(asked.at(-1)).toBe('question');
    await stage.live.moveClock(30_000);
    expect((await timer('c1')).contact.missing).toEqual(['topic']);
  });

  it('of fifty that cross, none comes before both are told', async () => {
    await active('c1');
    await complete('c1');
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, i) => {
        if (i === 20) return codeOf(complete('c1', { terms: terms({ cause: 'price' }) }));
        if (i === 30) return codeOf(complete('c1', { disposition: 'solved' }));
        return codeOf(complete('c1', { endWrapUp: true }));
      }),
    );
    expect(new Set(results)).toEqual(new Set(['ok', 'validationFailed']));
    const { contact } = (await stage.live.contact('c1'))!;
    expect(contact).toMatchObject({ state: 'completed', fields: { cause: 'price' }, disposition: 'solved' });
    expect(contact.missing).toBeUndefined();
  });

  it('gives a repeat its first answer, though the terms refuse it now', async () => {
    await active('c1');
    const command = { commandId: 'k', commandHash: 'h', endWrapUp: true };
    await complete('c1', { ...command, disposition: 'solved', terms: terms({ cause: 'price' }) });
    const never = (): EndingTerms => {
      throw new Error('does not fit');
    };
    expect((await complete('c1', { ...command, terms: never })).contact.state).toBe('completed');
    await expect(complete('c1', { terms: never })).rejects.toThrow('does not fit');
  });

  it('is due by the longest handling, from the enqueue, where nothing else was said', async () => {
    const due = { dueHorizonSeconds: 100, dueCreditSeconds: 10 };
    const { contact } = await stage.enqueue('c1', { ...due, maxHandlingSeconds: 60 });
    expect(contact.dueAt).toBe(contact.enqueuedAt + 60_000);
    expect(contact.due).toBeCloseTo(0.4, 9);
    const own = await stage.enqueue('c2', { ...due, maxHandlingSeconds: 60, dueAt: contact.enqueuedAt + 30_000 });
    expect(own.contact.dueAt).toBeUndefined();
    const weights = { agingRate: 1, creditMs: 0, ...due };
    const patch = { ...weights, contactId: 'c1', spec: contact.spec, expectedEventId: contact.eventId };
    const patched = (await stage.live.patch({ ...patch, maxHandlingSeconds: 20 })).contact;
    expect(patched.dueAt).toBe(contact.enqueuedAt + 20_000);
    expect(patched.due).toBeCloseTo(0.8, 9);
    const cleared = (await stage.live.patch({ ...patch, expectedEventId: patched.eventId })).contact;
    expect([cleared.dueAt, cleared.due]).toEqual([undefined, 0]);
  });
});
