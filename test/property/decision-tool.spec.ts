import { decodeDecision, encodeDecision } from '../../src/domain/compact-decision.js';
import type { DecisionRecord } from '../../src/domain/decision.js';
import { createEngine } from '../../src/routing/engine.js';
import { faultsOf, tableOf } from '../../tools/decision.js';
import { AGENTS, channelOf, START } from './worlds.js';

const credits = {
  priority: 10,
  customerValue: 60,
  journeyStage: { default: 1, stages: { complaint: 30 } },
  due: 20,
  dueHorizonSeconds: 3600,
  skill: 40,
  preference: 10,
  channel: 10,
  affinity: 90,
  occupancy: 30,
  idlePerSecond: 0.05,
  bot: 25,
};

function decide(): DecisionRecord[] {
  const engine = createEngine();
  engine.setChannel(channelOf('voice', 60));
  engine.setProfile({ id: 'p', name: 'p', version: 1, credits });
  const queue = { id: 'q', name: 'q', routingProfileId: 'p', shortAbandonSeconds: 5, steps: [], open: true };
  engine.setQueue(queue);
  AGENTS.forEach((id, i) => {
    const skills = [{ id: 's', level: 3 + i, preference: i / 7 }];
    engine.setAgentConfig({
      id,
      name: id,
      kind: i % 2 === 0 ? 'human' : 'bot',
      queues: ['q'],
      skills,
      channels: [{ id: 'voice', capacity: 2 }],
    });
    engine.setAgentState({ id, presence: 'available', notResponding: false, used: {}, idleSince: START - i * 7777 });
  });
  for (let i = 0; i < 8; i += 1) {
    engine.setContact({
      id: `c${i}`,
      queueId: 'q',
      channel: 'voice',
      requirements: [{ skillId: 's', minLevel: 1 + i, mandatory: true, relaxable: true }],
      priority: i % 3,
      customerValue: i / 8,
      botAcceptance: i / 9,
      journeyStage: i % 2 === 0 ? 'complaint' : undefined,
      lastAgentId: AGENTS[i],
      due: i / 10,
      virtualEnqueuedAt: START - i * 1313,
      enqueuedAt: START - i * 1313,
      enqueueSeq: i,
      declines: {},
    });
  }
  return engine.decide(START).map(({ record }) => decodeDecision(encodeDecision(record!)));
}

describe('the decision tool', () => {
  it('finds the totals and the winner of every record again', () => {
    const records = decide();
    expect(records.length).toBeGreaterThan(4);
    for (const record of records) expect(faultsOf(record)).toEqual([]);
    expect(tableOf(records[0]!)).toContain('affinity');
  });

  it('names a credit, a total or a winner that does not follow from the inputs', () => {
    const [record] = decide();
    const tampered = structuredClone(record!);
    tampered.candidates[1]!.credits.skill += 1;
    tampered.candidates[0]!.totalMs -= 10_000_000;
    const faults = faultsOf(tampered).join('\n');
    expect(faults).toContain('skill is');
    expect(faults).toContain('total is');
    expect(faults).toContain('the best is');
  });
});
