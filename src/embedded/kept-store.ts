import type { OwnedProcess } from './owned-process.js';

/** Restarts within this time, in milliseconds, count together. */
const WINDOW_MS = 60_000;
/** So many of them, and the store is given up. */
const MOST_RESTARTS = 5;
/** How long a store that does not come up again is tried, and the pause between two tries, in milliseconds. */
const RESTART_WITHIN_MS = 30_000;
const RESTART_PAUSE_MS = 200;
/** Tries of a first start, and the pause between two of them, in milliseconds. */
const FIRST_TRIES = 5;
const FIRST_PAUSE_MS = 500;

/** What a kept store needs to know. */
export interface KeptStoreOptions<S extends { process: OwnedProcess; port: number }> {
  name: string;
  /** Starts it, on `port` where one is given (its clients know that one). */
  start(port?: number): Promise<S>;
  log(line: string): void;
  /** It runs again as another process. */
  onRestarted(): void;
  /** It cannot be kept running. */
  onLost(reason: string): void;
}

/** A store process that is started again, on its data and its port, when it ends unasked. */
export class KeptStore<S extends { process: OwnedProcess; port: number }> {
  private current: S | undefined;
  private stopping = false;
  private restarts: number[] = [];

  constructor(private readonly options: KeptStoreOptions<S>) {}

  /** The running server. */
  get server(): S | undefined {
    return this.current;
  }

  /**
   * Starts it for the first time. It is tried again when its port was taken in between, or when processes of a killed
   * predecessor take a moment to go.
   */
  async start(): Promise<S> {
    for (let triesLeft = FIRST_TRIES; ; triesLeft--) {
      try {
        const server = await this.options.start();
        await this.adopt(server);
        return server;
      } catch (error) {
        if (triesLeft <= 1 || this.stopping) throw error;
        await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS));
      }
    }
  }

  /** Ends it for good. */
  async stop(signal: NodeJS.Signals, patienceMs: number): Promise<void> {
    this.stopping = true;
    await this.current?.process.stop(signal, patienceMs);
  }

  private async adopt(server: S): Promise<void> {
    this.current = server;
    void server.process.exited.then((why) => this.ended(server.port, why));
    if (this.stopping) await server.process.stop('SIGTERM', 1000);
  }

  private async ended(port: number, why: string): Promise<void> {
    if (this.stopping) return;
    const now = performance.now();
    this.restarts = [...this.restarts.filter((at) => now - at < WINDOW_MS), now];
    if (this.restarts.length > MOST_RESTARTS) {
      this.options.onLost(`${this.options.name} ends again and again (${why})`);
      return;
    }
    this.options.log(`${this.options.name} ended (${why}): starting it again`);
    await this.startAgain(port, now + RESTART_WITHIN_MS);
  }

  private async startAgain(port: number, deadline: number): Promise<void> {
    while (!this.stopping) {
      try {
        await this.adopt(await this.options.start(port));
        this.options.onRestarted();
        return;
      } catch (error) {
        // A killed PostgreSQL leaves processes that take a moment to go; until then it refuses to start.
        if (performance.now() > deadline) {
          this.options.onLost(error instanceof Error ? error.message : String(error));
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, RESTART_PAUSE_MS));
      }
    }
  }
}
