import { Queue, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import { hash, randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Logger } from '../config/logger.js';
import { DomainError } from '../domain/errors.js';
import { liveRedisOptions } from '../live/connection.js';
import { patientRedis } from '../live/patient-redis.js';
import type { ScenarioRequest } from './scenario-request.js';
import { stateOf, viewOf, type SimulationJob, type SimulationView, type StoredSimulation } from './simulation-view.js';
import { runInThread, SimulationFailure, type ScenarioResult, type SimulationLimits } from './thread-run.js';

const QUEUE = 'simulations';
/** Waiting at most, on all nodes together. */
const MOST_WAITING = 20;
/** Results are kept so long, s, and so many of them. */
const KEPT = { age: 7 * 86_400, count: 200 } as const;
const LIMITS: SimulationLimits = { memoryMb: 1024, milliseconds: 1_800_000 };
/** How often a running one looks whether it was cancelled, on whatever node, ms. */
const LOOK_EVERY_MS = 1_000;
/** A node that stops, or dies, gives its simulation to another so many times. */
const MOST_STARTS = 5;
const CANCELLED = 'cancelled';

export interface SimulationsParts {
  redisUrl: string;
  prefix: string;
  /** The code of a simulation's thread. */
  program: URL;
  /** How nice that thread is to all others, 0–19. */
  niceness: number;
  /** What it still gets of a processor where nothing is to spare, 0–1. */
  leastShare: number;
  logger: Logger;
  limits?: SimulationLimits;
}

/**
 * Simulations as jobs: one at a time on each node, in a thread of its own that gives way to all others. They live in Redis; a
 * node that dies leaves its simulation to the next, which begins it anew. Throws DomainError `storeUnavailable`.
 */
export class Simulations {
  private readonly asking: Redis;
  private readonly working: Redis;
  private readonly queue: Queue<SimulationJob, ScenarioResult>;
  private readonly worker: Worker<SimulationJob, ScenarioResult>;
  private readonly running = new Map<string, AbortController>();
  private stopping: Promise<void> | undefined;

  constructor(private readonly parts: SimulationsParts) {
    const { redisUrl, prefix, logger } = parts;
    // Who asks is told at once when the store is away; the worker waits for it.
    this.asking = new Redis(redisUrl, { ...liveRedisOptions(), commandTimeout: 5_000 });
    this.working = patientRedis(redisUrl);
    const report = (err: Error): void => {
      if (this.stopping === undefined) logger.debug({ err }, 'the store of simulations reported a fault');
    };
    this.asking.on('error', report);
    this.working.on('error', report);
    this.queue = new Queue(QUEUE, { connection: this.asking, prefix, skipVersionCheck: true });
    this.worker = new Worker(QUEUE, (job, token) => this.run(job, token), {
      connection: this.working,
      prefix,
      concurrency: 1,
      maxStalledCount: MOST_STARTS,
      autorun: false,
    });
    this.queue.on('error', report);
    this.worker.on('error', report);
  }

  start(): void {
    this.worker.run().catch((err: unknown) => this.parts.logger.error({ err }, 'the worker of simulations ended'));
  }

  /** Ends what runs here; another node begins it anew. Repeats wait for the first. */
  stop(): Promise<void> {
    return (this.stopping ??= this.end());
  }

  private async end(): Promise<void> {
    for (const abort of this.running.values()) abort.abort(new Error('the node stops'));
    const impatient = setTimeout(() => this.working.disconnect(), 4_000);
    await this.worker.close();
    clearTimeout(impatient);
    await this.queue.close();
    this.working.disconnect();
    this.asking.disconnect();
  }

  /**
   * Takes a checked scenario. A repeat of the same command gets the first one.
   * @throws DomainError `idempotencyMismatch`; `tooManyRequests` while many wait
   */
  async submit(
    request: ScenarioRequest,
    by: string,
    command: { commandId?: string; commandHash?: string },
  ): Promise<SimulationView> {
    return this.asked(async () => {
      const id = command.commandId === undefined ? randomUUID() : hash('sha256', command.commandId, 'hex').slice(0, 32);
      const known = command.commandId === undefined ? undefined : await this.job(id);
      if (known === undefined && (await this.queue.getWaitingCount()) >= MOST_WAITING) {
        const message = `At most ${MOST_WAITING} simulations wait.`;
        throw new DomainError('tooManyRequests', message, { retryAfterSeconds: 30 });
      }
      const data = { request, by, bodyHash: command.commandHash };
      const options = { jobId: id, removeOnComplete: KEPT, removeOnFail: KEPT };
      const job = known ?? (await this.queue.add(QUEUE, data, options));
      // Of two at once the store keeps the first; what was meant to be added says nothing of it.
      const stored = command.commandId === undefined ? job : ((await this.job(id)) ?? job);
      if (stored.data.bodyHash !== command.commandHash)
        throw new DomainError('idempotencyMismatch', 'This Idempotency-Key was used with another body.');
      return viewOf(stored, await stateOf(stored));
    });
  }

  /** Undefined: there is none, or it was removed. */
  find(id: string): Promise<SimulationView | undefined> {
    return this.asked(async () => {
      const job = await this.job(id);
      return job && viewOf(job, await stateOf(job));
    });
  }

  /** Ends one that has not ended, within a second or so, or removes one that has. False: there is none. */
  cancel(id: string): Promise<boolean> {
    return this.asked(async () => {
      const job = await this.job(id);
      if (job === undefined) return false;
      if (job.finishedOn !== undefined) {
        await job.remove();
        return true;
      }
      await job.updateData({ ...job.data, cancelled: true });
      this.running.get(id)?.abort(new UnrecoverableError(CANCELLED));
      return true;
    });
  }

  private async job(id: string): Promise<StoredSimulation | undefined> {
    return (await this.queue.getJob(id)) ?? undefined;
  }

  private async asked<T>(work: () => Promise<T>): Promise<T> {
    try {
      if (this.asking.status === 'wait') await this.asking.connect();
      return await work();
    } catch (error) {
      if (error instanceof DomainError) throw error;
      this.parts.logger.debug({ err: error }, 'the store of simulations gave no answer');
      throw new DomainError('storeUnavailable', 'The live store is out of reach.', { retryAfterSeconds: 1 });
    }
  }

  private async run(job: StoredSimulation, token?: string): Promise<ScenarioResult> {
    const id = job.id ?? '';
    const abort = new AbortController();
    this.running.set(id, abort);
    const look = async (): Promise<void> => {
      if ((await this.job(id))?.data.cancelled) abort.abort(new UnrecoverableError(CANCELLED));
    };
    let told = 0;
    const timer = setInterval(() => void this.asked(look).catch(() => undefined), LOOK_EVERY_MS);
    try {
      await this.asked(look);
      const { program, niceness, leastShare, limits = LIMITS } = this.parts;
      const run = { request: job.data.request, niceness, leastShare };
      return await runInThread(program, run, limits, abort.signal, (share) => {
        if (share - told < 0.001) return;
        told = share;
        job.updateProgress(share).catch(() => undefined);
      });
    } catch (error) {
      if (this.stopping !== undefined) {
        await job.moveToWait(token);
        throw new WaitingError();
      }
      throw error instanceof SimulationFailure ? new UnrecoverableError(error.message) : error;
    } finally {
      clearInterval(timer);
      this.running.delete(id);
    }
  }
}
