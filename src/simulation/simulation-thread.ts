import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { runScenario } from './run-scenario.js';
import { SpareProcessor } from './spare-processor.js';
import { ScenarioOverflow } from './virtual/contact-pool.js';
import type { FromSimulation, ThreadRun } from './thread-run.js';

/** One simulation in a thread of its own, which ends with it. `runInThread` starts it. */
/** How often progress is told at most, ms. */
const TELL_EVERY_MS = 500;

const { request, niceness, leastShare } = workerData as ThreadRun;
// There it is that of the calling thread alone.
if (process.platform === 'linux' && niceness > 0) setPriority(0, niceness);

const processor = new SpareProcessor(leastShare);
let toldAt = performance.now();
try {
  const result = runScenario(request, (share) => {
    processor.giveWay();
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
