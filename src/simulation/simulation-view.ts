import type { Job } from 'bullmq';
import { iso } from '../domain/iso.js';
import type { ScenarioRequest } from './scenario-request.js';
import type { ScenarioResult } from './thread-run.js';

export const SIMULATION_STATES = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type SimulationState = (typeof SIMULATION_STATES)[number];

/** A simulation as it is told. */
export interface SimulationView {
  id: string;
  state: SimulationState;
  /** 0–1. */
  progress: number;
  createdAt: string;
  /** Id of the API key that asked for it. */
  createdBy: string;
  endedAt?: string;
  /** Why it failed. */
  error?: string;
  result?: ScenarioResult;
}

/** What the queue keeps of it. */
export interface SimulationJob {
  request: ScenarioRequest;
  by: string;
  bodyHash?: string;
  cancelled?: true;
}

export type StoredSimulation = Job<SimulationJob, ScenarioResult>;

export async function stateOf(job: StoredSimulation): Promise<SimulationState> {
  const state = await job.getState();
  if (state === 'completed') return 'completed';
  if (job.data.cancelled) return 'cancelled';
  if (state === 'failed') return 'failed';
  return state === 'active' ? 'running' : 'queued';
}

export function viewOf(job: StoredSimulation, state: SimulationState): SimulationView {
  const { id = '', data, progress, timestamp, finishedOn, failedReason, returnvalue } = job;
  const isDone = state === 'completed';
  return {
    id,
    state,
    progress: isDone ? 1 : typeof progress === 'number' ? progress : 0,
    createdAt: iso(timestamp),
    createdBy: data.by,
    ...(finishedOn !== undefined && { endedAt: iso(finishedOn) }),
    ...(state === 'failed' && { error: failedReason }),
    ...(isDone && { result: returnvalue }),
  };
}
