import { SimulationScenarioDto } from '../../src/api/http/dto/simulations.dto.js';
import { validateBody } from '../../src/api/validate.js';
import type { DomainError } from '../../src/domain/errors.js';
import { scenarioOf } from '../../src/simulation/complete-scenario.js';
import type { ScenarioRequest } from '../../src/simulation/scenario-request.js';
import type { SimulationResult } from '../../src/simulation/virtual/summary.js';
import { command, simulate } from './command-line.js';
import { calls, center } from './scenarios.js';

const good = center(3, [calls('all', 20)], { replications: 2, warmupSeconds: 0, horizonSeconds: 36_000 });

/** Paths of all faults. */
function faultsOf(scenario: unknown): string[] {
  try {
    scenarioOf(validateBody(SimulationScenarioDto, scenario));
    return [];
  } catch (error) {
    const { code, details } = error as DomainError;
    expect(code).toBe('validationFailed');
    return ((details as { errors: { path: string }[] }).errors ?? []).map(({ path }) => path);
  }
}

const changed = (change: (scenario: ScenarioRequest) => void): string[] => {
  const scenario = structuredClone(good);
  change(scenario);
  return faultsOf(scenario);
};

describe('a scenario as it is asked for', () => {
  it('is completed by the defaults of a new workspace, without wrap-up', () => {
    const { channels, profiles, queues, groups, streams } = scenarioOf(validateBody(SimulationScenarioDto, good));
    expect(channels.map(({ id }) => id)).toEqual([
      'voice',
      'video',
      'chat',
      'messaging',
      'email',
      'social',
      'callback',
      'case',
    ]);
    expect(channels.every(({ wrapUpSeconds }) => wrapUpSeconds === 0)).toBe(true);
    expect(profiles.map(({ id }) => id)).toEqual(['default']);
    expect(queues[0]).toMatchObject({ id: 'calls', routingProfileId: 'default', open: true, steps: [] });
    expect(groups[0]).toMatchObject({ count: 3, agent: { id: 'team', kind: 'human' } });
    expect(streams[0]).toMatchObject({ priority: 0, customerValue: 0, requirements: [] });
  });

  it.each<[string, string[], (scenario: ScenarioRequest) => void]>([
    [
      'a queue that is not there',
      ['streams.0.queueId'],
      (s) => void ((s.streams[0] as { queueId: string }).queueId = 'x'),
    ],
    [
      'a channel that is not there',
      ['streams.0.channel'],
      (s) => void ((s.streams[0] as { channel: string }).channel = 'fax'),
    ],
    [
      'a profile that is not there',
      ['queues.0.routingProfileId'],
      (s) => void ((s.queues[0] as { routingProfileId?: string }).routingProfileId = 'x'),
    ],
    ['an agent of no queue', ['agents.0.queues.0'], (s) => void ((s.agents[0] as { queues: string[] }).queues = ['x'])],
    [
      'a mean that is missing',
      ['streams.0.service.meanSeconds'],
      (s) => void ((s.streams[0] as { service: object }).service = { kind: 'exponential' }),
    ],
    [
      'a spread without meaning',
      ['streams.0.service.cv'],
      (s) => void ((s.streams[0] as { service: object }).service = { kind: 'exponential', meanSeconds: 1, cv: 1 }),
    ],
    [
      'one rate where a list is meant',
      ['streams.0.arrivals.perHour'],
      (s) =>
        void ((s.streams[0] as { arrivals: object }).arrivals = { kind: 'piecewise', perHour: 3, intervalSeconds: 60 }),
    ],
    ['an id twice', ['queues.1.id'], (s) => void s.queues.push({ id: 'calls', name: 'Again' })],
    ['a warm-up beyond the horizon', ['warmupSeconds'], (s) => void (s.warmupSeconds = 36_000)],
    [
      'hours that are not there, and no moment to read them by',
      ['startsAt', 'queues.0.hoursId'],
      (s) => void ((s.queues[0] as { hoursId?: string }).hoursId = 'office'),
    ],
    [
      'hours that end before they begin, by their place in the list',
      ['hours.0.weekly.0.to'],
      (s) =>
        void (s.hours = [
          { id: 'office', timezone: 'UTC', weekly: [{ days: ['mon'], from: '10:00', to: '09:00' }], exceptions: [] },
        ]),
    ],
    [
      'a queue that gives to another while it is closed, and names none',
      ['queues.0.whenClosed'],
      (s) => void ((s.queues[0] as { whenClosed?: string }).whenClosed = 'overflow'),
    ],
    [
      'a channel that interrupts and is not there',
      ['agents.0.channels.0.interruptedBy.0'],
      (s) => void (s.agents[0]!.channels[0]!.interruptedBy = ['fax']),
    ],
    ['a moment without a zone', ['startsAt'], (s) => void (s.startsAt = '2026-03-02T09:00:00')],
    [
      'shifts that overlap',
      ['agents.0.shifts.1.from'],
      (s) =>
        void ((s.agents[0] as { shifts?: object }).shifts = [
          { from: 0, to: 10 },
          { from: 5, to: 20 },
        ]),
    ],
    ['a single profile to compare', ['compare'], (s) => void (s.compare = ['default'])],
    [
      'a field that nobody knows',
      ['streams.0.colour'],
      (s) => void ((s.streams[0] as unknown as { colour: string }).colour = 'red'),
    ],
    ['too many replications', ['replications'], (s) => void (s.replications = 1_001)],
  ])('refuses %s, by its path', (_, paths, change) => {
    expect(changed(change)).toEqual(paths);
  });
});

describe('npm run simulate', () => {
  it('prints one object, or tables', async () => {
    const { status, out } = await simulate(good, '--json');
    expect(status).toBe(0);
    const result = JSON.parse(out) as SimulationResult;
    expect(Object.keys(result)).toEqual(['streams', 'queues', 'agents', 'matrix']);
    expect(result.streams['all']?.offered.mean).toBeGreaterThan(100);
    const tables = await simulate(good);
    expect(tables.out).toMatch(/^stream +offered/);
    expect(tables.err).toContain('100 %');
  });

  it('says what is wrong with a scenario and ends with 2', async () => {
    const { status, err } = await simulate({ ...good, horizonSeconds: -1, seeds: 3 }, '--json');
    expect(status).toBe(2);
    expect(err).toContain('seeds: is not a known field');
    expect(err).toContain('horizonSeconds: must be a number above 0 and up to 315360000');
    expect((await command('there-is-none.json')).status).toBe(2);
    expect((await command()).status).toBe(2);
  });
});
