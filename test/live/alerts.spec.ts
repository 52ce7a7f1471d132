import { standingOf } from '../../src/alerts/threshold-event.js';
import { StaleFenceError } from '../../src/live/offer-transitions.js';
import { replayed } from './replay.js';
import { Stage, storeOf, STORES } from './stage.js';

describe.each(STORES)('alerts by thresholds in %s', (name) => {
  let stage: Stage;
  let store: Awaited<ReturnType<typeof storeOf>>;
  beforeAll(async () => {
    store = await storeOf(name);
    stage = await Stage.open(store.url);
  });
  afterAll(async () => {
    await stage.close();
    await store.stop();
  });

  const set = (alertId: string, raise: boolean, text = `{"alertId":"${alertId}"}`): Promise<boolean> =>
    stage.live.alerts.set({ alertId, queueId: 'q', text, raise }, stage.epoch);

  it('is raised and cleared once each, however often it is asked; each crossing is one event that says all', async () => {
    expect(await set('a', false)).toBe(false);
    expect(await Promise.all([set('a', true), set('a', true), set('a', true)])).toEqual([true, false, false]);
    expect(await set('b', true, '{"text":"with | and \\u00e4"}')).toBe(true);
    const standing = await stage.live.alerts.standing();
    expect([...standing.keys()].sort()).toEqual(['a', 'b']);
    expect(standing.get('b')?.text).toBe('{"text":"with | and \\u00e4"}');
    expect(await Promise.all([set('a', false, '{"over":1}'), set('a', false)])).toEqual([true, false]);
    expect([...(await stage.live.alerts.standing()).keys()]).toEqual(['b']);
    const events = (await stage.log()).filter(({ type }) => type.startsWith('alert.'));
    expect(events.map(({ type, cause, queueId }) => [type, cause, queueId])).toEqual([
      ['alert.raised', 'a', 'q'],
      ['alert.raised', 'b', 'q'],
      ['alert.cleared', 'a', 'q'],
    ]);
    for (const event of events)
      expect(standingOf(event)).toMatchObject({ alertId: event.cause, standing: { at: event.at, eventId: event.id } });
    expect(events[2] && standingOf(events[2])?.standing.text).toBe('{"over":1}');
    expect(await replayed(store.url, await stage.log())).toEqual(await stage.state());
  });

  it('one who does not decide any more writes nothing', async () => {
    const before = await stage.state();
    const change = { alertId: 'c', text: '{}', raise: true };
    await expect(stage.live.alerts.set(change, '0')).rejects.toBeInstanceOf(StaleFenceError);
    expect(await stage.state()).toEqual(before);
  });
});
