import { Worker } from 'node:worker_threads';
import type { Logger } from '../config/logger.js';
import { compareEventIds } from '../domain/events.js';
import type { Projecting, ProjectorState } from './projecting.js';
import type { FromThread, ThreadData, ToThread } from './thread-messages.js';

const ENTRY = new URL('./projector-thread.js', import.meta.url);
/** How long after a thread ended by itself the next one starts, ms. */
const AGAIN_MS = 1_000;
/** Nearly all that a batch makes dies with it: a third of this is enough for one, MiB. */
const YOUNG_GENERATION_MB = 96;

export type ThreadSettings = Omit<ThreadData, 'wanted'>;

/** Calls back when events came. */
type Growth = (listener: () => void) => () => void;

/**
 * The projector in a thread of its own, so that turning events into rows never stands in the way of a request or a
 * decision. It reads the log itself; from here it hears only that the log grew, and only when it has read all it knew.
 * A thread that ends by itself is replaced: what it has not written, the log still holds.
 */
export class ThreadedProjector implements Projecting {
  private worker: Worker | undefined;
  private unsubscribe: (() => void) | undefined;
  private again: NodeJS.Timeout | undefined;
  private stopping = false;
  private state: ProjectorState = 'standby';
  private position = '0.0';
  private ticket = 0;
  private readonly waiting = new Map<number, (arrived: boolean) => void>();
  private readonly wanted = new Int32Array(new SharedArrayBuffer(4));

  constructor(
    private readonly settings: ThreadSettings,
    private readonly growth: Growth,
    private readonly logger: Logger,
    private readonly entry: URL = ENTRY,
  ) {}

  start(): void {
    this.unsubscribe = this.growth(() => {
      if (Atomics.exchange(this.wanted, 0, 0) !== 0) this.say({ type: 'grew' });
    });
    this.begin();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.unsubscribe?.();
    clearTimeout(this.again);
    const { worker } = this;
    if (worker !== undefined) {
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      this.say({ type: 'stop' });
      await ended;
    }
    this.release();
  }

  status(): { state: ProjectorState; position: string } {
    return { state: this.state, position: this.position };
  }

  waitFor(id: string, timeoutMs: number): Promise<boolean> {
    if (compareEventIds(this.position, id) >= 0) return Promise.resolve(true);
    if (this.worker === undefined) return Promise.resolve(false);
    this.ticket += 1;
    const { ticket } = this;
    return new Promise((resolve) => {
      this.waiting.set(ticket, resolve);
      this.say({ type: 'waitFor', ticket, id, timeoutMs });
    });
  }

  private begin(): void {
    const workerData: ThreadData = { ...this.settings, wanted: this.wanted };
    const worker = new Worker(this.entry, {
      workerData,
      name: 'projector',
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    worker.on('message', (message: FromThread) => this.hear(message));
    worker.on('error', (error) => this.logger.error({ err: error }, 'the thread of the archive failed'));
    worker.once('exit', () => this.ended());
    this.worker = worker;
  }

  private ended(): void {
    this.worker = undefined;
    this.state = 'away';
    this.release();
    if (!this.stopping) this.again = setTimeout(() => this.begin(), AGAIN_MS);
  }

  private hear(message: FromThread): void {
    if (message.type === 'status') {
      this.state = message.state;
      this.position = message.position;
      return;
    }
    this.waiting.get(message.ticket)?.(message.arrived);
    this.waiting.delete(message.ticket);
  }

  /** Nobody will answer these any more. */
  private release(): void {
    for (const settle of this.waiting.values()) settle(false);
    this.waiting.clear();
  }

  private say(message: ToThread): void {
    this.worker?.postMessage(message);
  }
}
