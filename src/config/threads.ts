import { availableParallelism } from 'node:os';

/** What runs in threads of its own. A process that holds several nodes, as tests do, keeps all in one. */
export interface Threads {
  /** Whether the archive is written in one. */
  history: boolean;
  /** A simulation's: where its code stands, and how nice it is to all others, 0–19. */
  simulation: { program: URL; niceness: number };
}

export const THREADS = Symbol('Threads');

/** On a machine that is busy with contacts a simulation still gets a tenth of a processor. */
const SIMULATION_NICENESS = 10;
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
    },
  };
}
