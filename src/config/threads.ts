import { availableParallelism } from 'node:os';

/** What runs in threads of its own. A process that holds several nodes, as tests do, keeps all in one. */
export interface Threads {
  /** Whether the archive is written in one. */
  history: boolean;
  /**
   * A simulation's: where its code stands, how nice it is to all others, 0–19, and what it still gets of a processor
   * where nothing is to spare, 0–1.
   */
  simulation: { program: URL; niceness: number; leastShare: number };
}

export const THREADS = Symbol('Threads');

/** On a machine that is busy with contacts a simulation goes on slowly instead of standing. */
const SIMULATION_NICENESS = 10;
const SIMULATION_LEAST_SHARE = 0.02;
/** Processors from which on a second busy thread has one to itself, beside the main one's and the stores'. */
const ENOUGH = 3;

/**
 * Threads of a server. On two processors a thread more takes turns with all others and adds its own switching:
 * the decision is measured in docs/adr/0019.
 */
export function threadsFor(processors = availableParallelism()): Threads {
  return {
    history: processors >= ENOUGH,
    simulation: {
      program: new URL('../simulation/simulation-thread.js', import.meta.url),
      niceness: SIMULATION_NICENESS,
      leastShare: SIMULATION_LEAST_SHARE,
    },
  };
}
