import { NO_CREDITS, type RoutingProfile } from '../domain/configuration.js';
import { changesBetween } from './version-changes.js';

const profile = (name: string, credits: Partial<RoutingProfile['credits']> = {}): RoutingProfile => ({
  id: 'p',
  name,
  version: 1,
  credits: { ...NO_CREDITS, ...credits },
});

describe('what a version changes', () => {
  it('is nothing for the first, and for one that says the same', () => {
    expect(changesBetween(undefined, profile('A', { skill: 3 }))).toEqual([]);
    expect(changesBetween(profile('A', { skill: 3 }), profile('A', { skill: 3 }))).toEqual([]);
  });

  it('is told by paths, with null for a stage that comes or goes', () => {
    const before = profile('A', { skill: 3, journeyStage: { default: 0, stages: { old: 1 } } });
    const after = profile('B', { bot: 2, journeyStage: { default: 1, stages: { new: 1 } } });
    expect(changesBetween(before, after)).toEqual([
      { path: 'credits.bot', from: 0, to: 2 },
      { path: 'credits.journeyStage.default', from: 0, to: 1 },
      { path: 'credits.journeyStage.stages.new', from: null, to: 1 },
      { path: 'credits.journeyStage.stages.old', from: 1, to: null },
      { path: 'credits.skill', from: 3, to: 0 },
      { path: 'name', from: 'A', to: 'B' },
    ]);
  });
});
