import type { ScenarioRequest, StreamRequest } from '../../src/simulation/scenario-request.js';

export const exponential = (meanSeconds: number) => ({ kind: 'exponential' as const, meanSeconds });

/** Calls of one queue, 180 s patience or none; a mean of 300 s unless told otherwise. */
export function calls(id: string, perHour: number, more: Partial<StreamRequest> = {}): StreamRequest {
  const arrivals = { kind: 'poisson' as const, perHour };
  return { id, queueId: 'calls', channel: 'voice', arrivals, service: exponential(300), ...more };
}

/** One queue with one team. */
export function center(count: number, streams: StreamRequest[], more: Partial<ScenarioRequest> = {}): ScenarioRequest {
  return {
    seed: 1,
    replications: 10,
    warmupSeconds: 36_000,
    horizonSeconds: 3_600_000,
    queues: [{ id: 'calls', name: 'Calls' }],
    agents: [
      { id: 'team', name: 'Team', queues: ['calls'], skills: [], channels: [{ id: 'voice', capacity: 1 }], count },
    ],
    streams,
    ...more,
  };
}
