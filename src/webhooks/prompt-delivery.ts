import type { Logger } from '../config/logger.js';
import type { EventPosition } from '../feed/event-position.js';
import type { Beginning, ListJob } from './notice-store.js';

/** What is not through after this time goes on as a job, ms. */
const LONGEST_MS = 10_000;
/** A store that refuses a job is asked again after this time, ms. */
const AGAIN_MS = 1_000;

export interface PromptParts {
  /** As of the delivery worker. */
  drain(list: string, job: string, stands: () => boolean, begins: Beginning): Promise<number | undefined>;
  schedule(jobs: readonly ListJob[], delayMs?: number): Promise<void>;
  logger: Logger;
}

interface Drain {
  job: string;
  since: EventPosition;
  ended: Promise<void>;
}

/**
 * Delivers the lists that the feeder has just begun from its own process: a caller waits for it, and a job would take
 * several more writes of the store before the first attempt. What fails, has to wait or takes long becomes a job. Nothing
 * else remembers such a list as being delivered, so the feeder confirms no position past {@link first}: who takes over
 * feeds from there, finds the list with a job that nobody has, and makes it.
 */
export class PromptDelivery {
  private readonly drains = new Map<string, Drain>();
  private ending = false;

  constructor(private readonly parts: PromptParts) {}

  async deliver(jobs: readonly ListJob[]): Promise<void> {
    const others: ListJob[] = [];
    for (const each of jobs) {
      // While the list has that job its drain is not through, and takes what came now along.
      if (this.drains.get(each.list)?.job === each.job) continue;
      if (each.begins === undefined || this.ending) others.push(each);
      else this.begin(each, each.begins);
    }
    if (others.length > 0) await this.parts.schedule(others);
  }

  /** Where the first event lies whose list is delivered from here. */
  first(): EventPosition | undefined {
    let first: EventPosition | undefined;
    for (const { since } of this.drains.values()) {
      const isEarlier =
        first === undefined ||
        since.generation < first.generation ||
        (since.generation === first.generation && since.seq < first.seq);
      if (isEarlier) first = since;
    }
    return first;
  }

  /** Settles when what is under way was delivered or has become jobs; from then on all do. */
  async handOver(): Promise<void> {
    this.ending = true;
    await Promise.all([...this.drains.values()].map(({ ended }) => ended));
  }

  private begin(job: ListJob, begins: Beginning): void {
    const drain = { job: job.job, since: begins.at, ended: Promise.resolve() };
    this.drains.set(job.list, drain);
    drain.ended = this.run(job, begins).finally(() => {
      // A list that was through and began again in the meantime has a drain of its own.
      if (this.drains.get(job.list) === drain) this.drains.delete(job.list);
    });
  }

  private async run(job: ListJob, begins: Beginning): Promise<void> {
    const deadline = performance.now() + LONGEST_MS;
    let waitMs: number | undefined;
    try {
      const stands = (): boolean => !this.ending && performance.now() < deadline;
      waitMs = await this.parts.drain(job.list, job.job, stands, begins);
    } catch (error) {
      this.parts.logger.warn({ list: job.list, err: error }, 'a webhook could not be delivered at once');
      waitMs = AGAIN_MS;
    }
    if (waitMs !== undefined) await this.makeJob(job, waitMs);
  }

  private async makeJob(job: ListJob, waitMs: number): Promise<void> {
    for (;;) {
      try {
        return await this.parts.schedule([job], waitMs);
      } catch (error) {
        this.parts.logger.warn({ list: job.list, err: error }, 'a webhook waits for its job');
        if (this.ending) return;
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  }
}
