import { recompute, type DecisionLike } from './decision.js';

const WEIGHTS = {
  priority: 10,
  customerValue: 30,
  journeyStage: { default: 0, stages: {} },
  due: 0,
  dueHorizonSeconds: 0,
  skill: 20,
  preference: 5,
  channel: 5,
  affinity: 60,
  occupancy: 10,
  idlePerSecond: 0.1,
  bot: 0,
};

/** Why the small world made an offer: its one candidate, with figures that add up. */
export function smallDecision(contactId: string, agentId: string, at: number, enqueuedAt: number): DecisionLike {
  const inputs = {
    agingRate: 1,
    ageMs: at - enqueuedAt,
    priority: 2,
    customerValue: 0.25,
    due: 0,
    fit: 0.8,
    preference: 0.5,
    proficiency: 5,
    affinity: 0 as const,
    load: 0,
    idleMs: 4321,
    idleSince: at - 4321,
    enqueuedAt,
    enqueueSeq: 1,
    botAcceptance: 0,
    translationSeconds: 0,
    pulledToFront: 0,
  };
  const credits = recompute(WEIGHTS, inputs);
  const totalMs = Object.values(credits).reduce((sum, value) => sum + value, 0);
  const candidates = [{ contactId, agentId, totalMs, credits, inputs }];
  return {
    contactId,
    agentId,
    at,
    trigger: 'contact',
    credits: WEIGHTS,
    candidates,
  };
}
