import { Worker } from 'node:worker_threads';
import type { runScenario } from './run-scenario.js';
import type { ScenarioRequest } from './scenario-request.js';

export type ScenarioResult = ReturnType<typeof runScenario>;

/** What a simulation's thread says. */
export type FromSimulation =
  | { type: 'progress'; share: number }
  | { type: 'done'; result: ScenarioResult }
  /** For a fault of the scenario. */
  | { type: 'failed'; reason: string };

/** What a simulation's thread is to do. */
export interface ThreadRun {
  request: ScenarioRequest;
  /** Of the thread, 0–19; elsewhere than on Linux the whole process would get it, so that it is left as it is. */
  niceness: number;
  /** What it still gets of a processor on a machine that is busy, 0–1; 1: all that its niceness leaves it. */
  leastShare: number;
}

/** What a simulation may take. */
export interface SimulationLimits {
  /** Of the thread's heap, MiB. */
  memoryMb: number;
  /** From begin to end. */
  milliseconds: number;
}

/** A simulation that used up what it may take, or broke. The message is for whoever asked for it. */
export class SimulationFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SimulationFailure';
  }
}

/**
 * Runs a scenario in a thread of its own. Aborting the signal ends the thread at once.
 * @param program where the thread's code stands
 * @param onProgress told the share that is done, 0–1, a few times a second at most
 * @throws SimulationFailure; the signal's reason when it was aborted
 */
export function runInThread(
  program: URL,
  run: ThreadRun,
  limits: SimulationLimits,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<ScenarioResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, {
      workerData: run,
      name: 'simulation',
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
    });
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', aborted);
      void worker.terminate();
      settle();
    };
    const fail = (message: string): void => end(() => reject(new SimulationFailure(message)));
    const timer = setTimeout(
      () => fail(`It took more than the ${limits.milliseconds / 1000} s that a simulation may take.`),
      limits.milliseconds,
    );
    const aborted = (): void => end(() => reject(signal.reason as Error));
    signal.addEventListener('abort', aborted);
    worker.on('message', (message: FromSimulation) => {
      if (message.type === 'progress') onProgress(message.share);
      else if (message.type === 'failed') fail(message.reason);
      else end(() => resolve(message.result));
    });
    worker.on('error', (error: NodeJS.ErrnoException) =>
      fail(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? `It needed more than the ${limits.memoryMb} MiB of memory that a simulation may take.`
          : `It broke: ${error.message}`,
      ),
    );
    worker.on('exit', () => fail('Its thread ended.'));
    if (signal.aborted) aborted();
  });
}
