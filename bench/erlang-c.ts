import type { ScenarioRequest } from '../src/simulation/scenario-request.js';

/** 180 calls an hour, 300 s each, 18 agents. */
export function erlangC(replications: number, horizonSeconds: number): ScenarioRequest {
  const service = { kind: 'exponential' as const, meanSeconds: 300 };
  const arrivals = { kind: 'poisson' as const, perHour: 180 };
  const channels = [{ id: 'voice', capacity: 1 }];
  return {
    seed: 1,
    replications,
    horizonSeconds,
    queues: [{ id: 'calls', name: 'Calls' }],
    agents: [{ id: 'team', name: 'Team', queues: ['calls'], skills: [], channels, count: 18 }],
    streams: [{ id: 'all', queueId: 'calls', channel: 'voice', arrivals, service }],
  };
}
