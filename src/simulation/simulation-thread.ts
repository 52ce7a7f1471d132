import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { runScenario } from './run-scenario.js';
import type { ScenarioRequest } from './scenario-request.js';
import { ScenarioOverflow } from './virtual/contact-pool.js';
import type { FromSimulation } from './thread-run.js';

/** One simulation in a thread of its own, which ends with it. `runInThread` starts it. */
const LOWEST_PRIORITY = 19;
/** How often progress is told at most, ms. */
const TELL_EVERY_MS = 500;

// On Linux this is the priority of the calling thread alone: whatever else is to run goes first.
setPriority(0, LOWEST_PRIORITY);

let toldAt = performance.now();
try {
  const result = runScenario(workerData as ScenarioRequest, (share) => {
    if (performance.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = performance.now();
    say({ type: 'progress', share });
  });
  say({ type: 'done', result });
} catch (error) {
  if (!(error instanceof ScenarioOverflow)) throw error;
  say({ type: 'failed', reason: error.message });
}

function say(message: FromSimulation): void {
  parentPort?.postMessage(message);
}
