import { DelayedError, Queue, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from '../config/logger.js';
import type { LiveStore } from '../live/live-store.js';
import type { ConfigCache } from '../store/config-store.js';
import { notifyAttempt, webhookAttempt, type AttemptParts } from './attempt.js';
import { botAttempt } from './bot-attempt.js';
import { BOT_LOST_MS, onBotLoss } from './bot-loss.js';
import { drain, type DrainParts } from './delivery.js';
import { ownerOf } from './lists.js';
import type { Beginning, ListJob, NoticeStore } from './notice-store.js';
import type { ReceiverClient } from './receiver-client.js';
import { Receivers } from './receivers.js';
import { botReceiver, targetOf, type Target } from './target.js';

const QUEUE = 'webhooks';
/** Lists drained at once by a node; each receiver has but a few of these places. */
const CONCURRENCY = 256;
/** A job that broke unexpectedly runs again after this time, ms. */
const BROKEN_RETRY_MS = 2_000;
/**
 * A job whose node has not renewed it for this long is free, and is looked for so often, ms: together well under the time
 * that an offer is open, for its webhook may be among what a killed node had in hand. A node that only was slow delivers
 * twice, which receivers have to bear anyway.
 */
const LOCK_MS = 6_000;
const STALLED_EVERY_MS = 2_000;
/** A list whose webhook this node has not heard of is looked at again after this time, ms. */
const UNKNOWN_RETRY_MS = 1_000;

interface DrainJob {
  list: string;
}

export interface DeliveryWorkerParts {
  redis: Redis;
  prefix: string;
  notices: NoticeStore;
  client: ReceiverClient;
  live: Pick<
    LiveStore,
    'offer' | 'cancel' | 'accept' | 'refuseOffer' | 'contact' | 'transfer' | 'agentUnreachable' | 'now'
  >;
  config: Pick<ConfigCache, 'current'>;
  logger: Logger;
}

/** How the events of a list go out. */
type Way = Pick<DrainParts, 'attempt' | 'now' | 'giveUpMs' | 'givingUp'>;

/** One job per receiver and contact drains their list; a job that has to wait gives its place to others. */
export class DeliveryWorker {
  private readonly queue: Queue<DrainJob>;
  private readonly worker: Worker<DrainJob>;
  private readonly receivers = new Receivers();
  /** Parked jobs that do not wait yet, and so cannot be promoted: whether their place has become free meanwhile. */
  private readonly parking = new Map<string, boolean>();
  private stopped = false;

  constructor(private readonly parts: DeliveryWorkerParts) {
    const { redis: connection, prefix, logger } = parts;
    this.queue = new Queue<DrainJob>(QUEUE, { connection, prefix });
    this.worker = new Worker<DrainJob>(QUEUE, (job, token) => this.process(job, token), {
      connection,
      prefix,
      concurrency: CONCURRENCY,
      // A node that was killed must not cost a contact its notices, however often it happens.
      maxStalledCount: 1_000_000,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_EVERY_MS,
      autorun: false,
    });
    const report = (err: Error): void => {
      if (!this.stopped) logger.debug({ err }, 'the webhook queue reported a fault');
    };
    this.queue.on('error', report);
    this.worker.on('error', report);
    this.worker.on('failed', (job, err) => logger.warn({ list: job?.data.list, err }, 'a webhook job broke'));
  }

  start(): void {
    void this.worker.run().catch((err: unknown) => this.parts.logger.error({ err }, 'the webhook worker ended'));
  }

  /** Ends the requests in flight; their notices go out again elsewhere. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.parts.client.abort();
    await this.worker.close();
    await this.queue.close();
  }

  /** Adds the jobs that do not exist yet, to run after `delayMs`; `promptly` ends the wait of those that do. */
  async schedule(jobs: readonly ListJob[], promptly = false, delayMs = 0): Promise<void> {
    const options = {
      ...(delayMs > 0 && { delay: delayMs }),
      removeOnComplete: true,
      attempts: Number.MAX_SAFE_INTEGER,
      backoff: { type: 'fixed', delay: BROKEN_RETRY_MS },
    };
    try {
      await this.queue.addBulk(
        jobs.map(({ job, list }) => ({ name: 'drain', data: { list }, opts: { ...options, jobId: job } })),
      );
    } finally {
      if (delayMs > 0) for (const { job } of jobs) this.waits(job);
    }
    if (promptly) for (const { job } of jobs) await this.promote(job);
  }

  private async process(job: Job<DrainJob>, token: string | undefined): Promise<void> {
    const id = job.id ?? '';
    const waitMs = await this.drain(job.data.list, id, () => true);
    if (waitMs === undefined) return;
    try {
      await job.moveToDelayed(Date.now() + waitMs, token);
    } finally {
      this.waits(id);
    }
    throw new DelayedError();
  }

  /**
   * Delivers what is in a list, as long as `stands`. Undefined: all of it, or nobody is to hear it; else ms after which
   * its job is to go on.
   * @param begins what is known of a list that has begun just now
   */
  async drain(list: string, jobId: string, stands: () => boolean, begins?: Beginning): Promise<number | undefined> {
    const target: Target = begins
      ? { kind: 'notifyUrl', url: begins.url }
      : await targetOf(list, this.parts.notices, this.parts.config);
    if (target === 'removed') {
      await this.parts.notices.drop(list);
      return undefined;
    }
    if (target === 'unknown') return UNKNOWN_RETRY_MS;
    // Scheme, host and port: what is slow or dead together.
    const receiver = new URL(target.kind === 'notifyUrl' ? target.url : target.webhook.url).origin;
    const waitMs = this.receivers.enter(receiver, jobId);
    if (waitMs > 0) {
      this.parking.set(jobId, false);
      return waitMs;
    }
    try {
      const { notices, logger } = this.parts;
      const both = (): boolean => stands() && this.stands(target);
      const way = target.kind === 'bot' ? this.toBot(list, target, receiver) : this.toOthers(list, target, receiver);
      const first = begins && { body: begins.body, tries: 0 };
      const result = await drain(list, { notices, logger, stands: both, random: Math.random, ...way }, first);
      if (result === 'done') return undefined;
      return this.stopped ? 0 : result.retryInMs;
    } finally {
      this.callParked(this.receivers.leave(receiver));
    }
  }

  /** What a PUT or a DELETE of a webhook, or of a bot, has answered holds from the next event on. */
  private stands(target: Exclude<Target, string>): boolean {
    if (target.kind === 'notifyUrl') return true;
    const { config } = this.parts;
    if (target.kind === 'bot')
      return JSON.stringify(botReceiver(target.agentId, config)) === JSON.stringify(target.webhook);
    return config.current().webhook.get(target.webhook.id)?.value === target.webhook;
  }

  private toOthers(list: string, target: Exclude<Target, string | { kind: 'bot' }>, receiver: string): Way {
    const parts: AttemptParts = {
      live: this.parts.live,
      logger: this.parts.logger,
      post: async (...request) => {
        if (this.stopped) throw new Error('the server stops');
        return this.parts.client.post(...request);
      },
      learn: this.learn(receiver),
      now: Date.now,
    };
    const { contactId } = ownerOf(list);
    const attempt =
      target.kind === 'webhook'
        ? webhookAttempt(contactId, target.webhook, parts)
        : notifyAttempt(contactId, target.url, parts);
    return { attempt, now: Date.now };
  }

  /** Counted in the store's time, for what follows happens to live contacts. */
  private toBot(list: string, { agentId, webhook }: Extract<Target, { kind: 'bot' }>, receiver: string): Way {
    const { live, config, notices, client } = this.parts;
    const { contactId } = ownerOf(list);
    const now = (): number => live.now();
    const attempt = botAttempt(contactId, webhook, {
      live,
      ask: async (...request) => {
        if (this.stopped) throw new Error('the server stops');
        return client.ask(...request);
      },
      learn: this.learn(receiver),
      answered: () => notices.answered(webhook, now()),
      stopping: () => this.stopped,
    });
    const givingUp = async (failedSince: number): Promise<void> => {
      const answersOthers = (await notices.answeredAt(webhook)) > failedSince;
      await onBotLoss({ agentId, contactId, answersOthers }, { live, config });
    };
    return { attempt, now, giveUpMs: BOT_LOST_MS, givingUp };
  }

  private learn(receiver: string): (ok: boolean, tookMs: number) => void {
    return (ok, tookMs) => {
      if (!this.stopped) this.receivers.learn(receiver, ok, tookMs);
    };
  }

  /** A freed place goes to the job that has waited longest for it. Should this fail, the job looks by itself. */
  private callParked(jobId: string | undefined): void {
    if (jobId === undefined || this.stopped) return;
    if (this.parking.has(jobId)) this.parking.set(jobId, true);
    else void this.promote(jobId);
  }

  /** The job can be promoted from now on: it is where it was called before. */
  private waits(jobId: string): void {
    const called = this.parking.get(jobId);
    this.parking.delete(jobId);
    if (called === true) this.callParked(jobId);
  }

  /** Has a job that waits run now; one that runs, or has ended, needs nothing. */
  private async promote(jobId: string): Promise<void> {
    try {
      await (await this.queue.getJob(jobId))?.promote();
    } catch {
      // It no longer waits.
    }
  }
}
