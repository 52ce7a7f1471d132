import { NO_CREDITS, type ProfileCredits } from '../domain/configuration.js';
import { meaningOf } from './meaning.js';

const SOME: ProfileCredits = {
  priority: 30,
  customerValue: 90,
  journeyStage: { default: 5, stages: { cancellation: 60.5 } },
  due: 120,
  dueHorizonSeconds: 3600,
  skill: 20,
  preference: 11,
  channel: 12,
  affinity: 61,
  occupancy: 15,
  idlePerSecond: 0.1,
  bot: 45,
};

describe('what the weights of a profile mean', () => {
  it('is one sentence per weight and language, which names the weight', () => {
    const meaning = meaningOf(SOME);
    for (const [weight, value] of Object.entries(SOME)) {
      const { en, de } = meaning[weight as keyof ProfileCredits];
      for (const sentence of [en, de]) expect(sentence).toMatch(/^[A-ZÄÖÜ].*\.$/);
      if (typeof value !== 'number') continue;
      expect(en).toContain(`${value.toLocaleString('en')} s`);
      expect(de).toContain(`${value.toLocaleString('de')} s`);
    }
    expect(meaning.journeyStage.de).toContain('cancellation 60,5 s, sonst 5 s');
  });

  it('says of each weight that is 0 that it does not count', () => {
    for (const { en, de } of Object.values(meaningOf(NO_CREDITS)))
      expect(`${en} ${de}`).not.toMatch(/\d s of waiting|\d s Wartezeit/);
  });

  it('tells a weight of all stages alike where none is named', () => {
    const journeyStage = { default: 7, stages: {} };
    expect(meaningOf({ ...NO_CREDITS, journeyStage }).journeyStage.en).toContain('waited 7 s longer');
  });
});
