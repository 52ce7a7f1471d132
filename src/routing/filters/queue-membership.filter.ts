import type { DemandFilter } from './filter.js';

/** The agent belongs to the contact's queue, to one that a step added, or a step admitted everybody. */
export const queueMembership: DemandFilter = {
  scope: 'demand',
  reason: 'notInQueue',
  wakes: ['agentConfigured', 'queueConfigured', 'stepReached'],
  passes(demand, agent) {
    if (demand.queues === undefined) return true;
    for (const queue of demand.queues) if (agent.queues.has(queue)) return true;
    return false;
  },
};
