import { CREDIT_NAMES, type CreditName } from '../../src/domain/decision.js';
import { sharedRedisUrl } from '../support/stores.js';
import { LiveMoments } from './live-moments.js';
import { engineWithout, playDay, redecide, type Moment } from './played-day.js';

const FEWEST = 500;
const FEWEST_CANDIDATES = 3;

describe('the simulator and the live matcher', () => {
  const moments: Moment[] = [];
  const live = new LiveMoments(sharedRedisUrl());
  const whole = playDay(
    engineWithout(),
    (moment) => void (moment.candidates >= FEWEST_CANDIDATES && moments.push(moment)),
  );

  beforeAll(() => live.start());
  afterAll(() => live.stop());

  it(`come to the same in ${FEWEST} decisions of a simulated day with three or more to choose from`, async () => {
    let [same, late] = [0, 0];
    for (const moment of moments.slice(0, FEWEST + 50)) {
      const { pairs, lateMs } = await live.decide(moment, engineWithout());
      if (pairs.join() === moment.pairs.join()) same += 1;
      // Nothing but the time that passed until it looked may make it another.
      else expect([moment.at, pairs]).toEqual([moment.at, redecide(moment, engineWithout(), lateMs)]);
      late = Math.max(late, lateMs);
    }
    process.stdout.write(
      `${moments.length} such moments; ${same} of ${FEWEST + 50} decided alike, ${late} ms later at most\n`,
    );
    expect(same).toBeGreaterThanOrEqual(FEWEST);
  });

  it.each(CREDIT_NAMES)('both come to something else once the scorer %s is switched off', async (name: CreditName) => {
    expect(playDay(engineWithout(name))).not.toEqual(whole);
    const moment = moments.find((each) => redecide(each, engineWithout(name))[0] !== each.pairs[0]);
    expect(moment).toBeDefined();
    if (moment === undefined) return;
    expect((await live.decide(moment, engineWithout())).pairs[0]).toBe(moment.pairs[0]);
    expect((await live.decide(moment, engineWithout(name))).pairs[0]).not.toBe(moment.pairs[0]);
  });
});
