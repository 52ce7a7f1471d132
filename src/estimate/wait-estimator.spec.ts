import type { AgentConfig } from '../domain/agent.js';
import type { Requirement } from '../domain/contact.js';
import { WaitEstimator } from './wait-estimator.js';

const needs = (skillId: string): Requirement[] => [{ skillId, minLevel: 1, mandatory: true, relaxable: true }];
const ask = (skillId = 'a') => ({ queueId: 'q', channel: 'voice', requirements: needs(skillId) });

function agent(id: string, ...skills: string[]): AgentConfig {
  return {
    id,
    name: id,
    kind: 'human',
    queues: ['q'],
    skills: skills.map((skill) => ({ id: skill, level: 5 })),
    channels: [{ id: 'voice', capacity: 1 }],
  };
}

/** A center that is fed by hand: one clock, contacts in the order of their coming. */
class Center {
  readonly estimator = new WaitEstimator();
  now = 0;
  private next = 0;

  agent(id: string, ...skills: string[]): void {
    this.estimator.setAgent(agent(id, ...skills));
    this.says(id, true, false);
  }

  says(id: string, there: boolean, busy: boolean): void {
    const presence = there ? ('available' as const) : ('offline' as const);
    this.estimator.setState(
      { id, presence, notResponding: false, used: { voice: busy ? 1 : 0 }, idleSince: 0 },
      this.now,
    );
  }

  comes(skill = 'a'): string {
    const id = `c${(this.next += 1)}`;
    this.estimator.waits(id, ask(skill), this.now, this.now);
    return id;
  }

  /** Somebody waits 30 s for an agent who is busy, then is served for 60 s. */
  cycle(agentId: string, skill = 'a', waitMs = 30_000): void {
    this.says(agentId, true, true);
    const id = this.comes(skill);
    this.now += waitMs;
    this.estimator.answered(id, agentId, this.now);
    this.now += 60_000;
    this.estimator.ended(id, this.now);
    this.says(agentId, true, false);
  }

  interval(position: number, skill = 'a') {
    const outlook = this.estimator.outlook(ask(skill), position, this.now);
    return outlook && this.estimator.interval(outlook);
  }
}

describe('WaitEstimator', () => {
  it('says nothing before it has seen enough services and waits', () => {
    const center = new Center();
    center.agent('x', 'a');
    for (let n = 0; n < 45; n += 1) {
      center.says('x', true, true);
      expect(center.interval(1)).toBeUndefined();
      center.cycle('x');
    }
    for (let n = 0; n < 10; n += 1) center.cycle('x');
    center.says('x', true, true);
    expect(center.interval(1)).toBeDefined();
    expect(center.estimator.accuracy('q')).toBeUndefined();
  });

  it('finds the interval of waits that are always the same, and more for who stands further back', () => {
    const center = new Center();
    center.agent('x', 'a');
    for (let n = 0; n < 100; n += 1) center.cycle('x');
    center.says('x', true, true);
    const first = center.interval(1);
    expect(first?.highMs).toBeCloseTo(30_000, -2);
    expect(center.interval(4)?.highMs).toBeGreaterThan(2 * (first?.highMs ?? Infinity));
    expect(center.estimator.accuracy('q')?.coverage).toBeGreaterThan(0.8);
  });

  it('expects less with twice the staff, and nothing where nobody is there', () => {
    const center = new Center();
    center.agent('x', 'a');
    for (let n = 0; n < 100; n += 1) center.cycle('x');
    center.says('x', true, true);
    const alone = center.interval(1);
    center.agent('y', 'a');
    center.says('y', true, true);
    center.now += 40 * 60_000;
    expect(center.interval(1)?.highMs).toBeCloseTo((alone?.highMs ?? NaN) / 2, -2);
    center.says('x', false, false);
    center.says('y', false, false);
    expect(center.interval(1)).toBeUndefined();
  });

  it('does not count those ahead whom other staff serves', () => {
    const center = new Center();
    center.agent('x', 'a');
    center.agent('y', 'b');
    for (let n = 0; n < 100; n += 1) center.cycle('x');
    center.says('x', true, true);
    center.says('y', true, true);
    center.now += 6_000;
    const alone = center.interval(1);
    for (let n = 0; n < 3; n += 1) center.comes('b');
    center.now += 6_000;
    expect(center.interval(4)).toEqual(alone);
    expect(center.interval(4, 'b')?.highMs).toBeGreaterThan(alone?.highMs ?? Infinity);
  });

  it('lets who leaves raise what it expects only as a wait that was longer', () => {
    const center = new Center();
    center.agent('x', 'a');
    for (let n = 0; n < 60; n += 1) {
      center.cycle('x');
      center.says('x', true, true);
      const id = center.comes();
      center.now += 5_000;
      center.estimator.ended(id, center.now);
    }
    center.says('x', true, true);
    // Those who left after 5 s say nothing of the 30 s that the others waited.
    expect(center.interval(1)?.highMs).toBeGreaterThan(20_000);
  });

  it('goes on with a wait after an offer that came to nothing', () => {
    const center = new Center();
    center.agent('x', 'a');
    for (let n = 0; n < 60; n += 1) {
      center.says('x', true, true);
      const id = center.comes();
      center.now += 10_000;
      center.estimator.offered(id, 'x', center.now);
      center.now += 20_000;
      center.estimator.waits(id, ask(), center.now, center.now);
      center.estimator.answered(id, 'x', center.now);
      center.now += 60_000;
      center.estimator.ended(id, center.now);
    }
    center.says('x', true, true);
    expect(center.interval(1)?.highMs).toBeCloseTo(30_000, -2);
  });

  it('tells of somebody free by how long answers take then', () => {
    const center = new Center();
    center.agent('x', 'a');
    for (let n = 0; n < 40; n += 1) {
      const id = center.comes();
      center.estimator.offered(id, 'x', center.now);
      center.says('x', true, true);
      center.now += 3_000;
      center.estimator.answered(id, 'x', center.now);
      center.now += 60_000;
      center.estimator.ended(id, center.now);
      center.says('x', true, false);
    }
    expect(center.interval(1)).toEqual({ lowMs: 3_000, highMs: 3_000 });
    // Nobody had to wait.
    expect(center.estimator.accuracy('q')).toBeUndefined();
  });

  it('counts those who are let in without the language while nobody on duty speaks it', () => {
    const estimator = new WaitEstimator(undefined, ({ language }) => language !== undefined);
    const french = { ...ask(), language: 'fr' };
    const says = (id: string, presence: 'available' | 'unavailable' | 'offline'): void =>
      estimator.setState({ id, presence, notResponding: false, used: {}, idleSince: 0 }, 0);
    estimator.setAgent(agent('a1', 'a'));
    estimator.setAgent(agent('a2', 'a'));
    estimator.setAgent(agent('f1', 'a', 'fr'));
    for (const id of ['a1', 'a2']) says(id, 'available');
    expect(estimator.staffOf(french)).toBe(2);
    says('f1', 'available');
    expect(estimator.staffOf(french)).toBe(1);
    says('f1', 'unavailable');
    expect(estimator.staffOf(french)).toBe(0);
    says('f1', 'offline');
    expect(estimator.staffOf(french)).toBe(2);
    estimator.removeAgent('a2');
    expect(estimator.staffOf(french)).toBe(1);
  });
});
