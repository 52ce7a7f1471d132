import type { Logger } from '../config/logger.js';
import { DomainError } from '../domain/errors.js';
import type { LiveStore } from '../live/live-store.js';
import type { ConfigCache, ConfigKind, ConfigSnapshot, ConfigWriter } from '../store/config-store.js';
import { SingleFlight } from '../store/single-flight.js';

/** Scripts under way at once: enough to fill a round trip, too few to hold up live commands. */
const AT_ONCE = 32;
const RETRY_AFTER_MS = 500;
/** A removal that did not commit is put right after this. */
const RECHECK_AFTER_MS = 2_000;
/**
 * A removal is told to live state before it commits, half a revision below its own: newer than all that stood, older
 * than what is written under that revision should the removal fail. Putting back goes in between.
 */
const BEFORE_COMMIT = 0.5;
const PUT_BACK = 0.25;

type Mirrored = 'agent' | 'queue';
type MirrorTarget = Pick<LiveStore, 'mirrorAgent' | 'removeAgent' | 'mirrorQueue' | 'removeQueue'>;

/**
 * Keeps what scripts need of agents and queues equal to the configuration. Every write carries its revision and an older
 * one changes nothing, so all nodes may mirror the same, in any order, as often as they like.
 */
export class MirrorService {
  private readonly done: Record<Mirrored, Map<string, number>> = { agent: new Map(), queue: new Map() };
  /** What was taken away for a removal that has not been seen to commit: the revision under which to put it back. */
  private readonly released: Record<Mirrored, Map<string, number>> = { agent: new Map(), queue: new Map() };
  private readonly flight = new SingleFlight(() => this.mirror());
  private readonly stops: (() => void)[] = [];
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly config: ConfigCache,
    private readonly writer: ConfigWriter,
    private readonly live: MirrorTarget,
    /** Calls back each time the live store is (again) safe to write to. */
    private readonly onLiveOpen: (listener: () => void) => () => void,
    private readonly logger: Logger,
  ) {}

  /** Resolves when the first round is done or had to be put off. */
  async start(): Promise<void> {
    this.stops.push(this.config.onChange(() => this.sync()));
    this.stops.push(this.onLiveOpen(() => this.startOver()));
    this.writer.guardRemovals((kind, id, revision) => this.release(kind, id, revision));
    await this.sync();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    for (const stop of this.stops) stop();
    await this.flight.run();
  }

  /** A round that begins after the call; never rejects: what fails is tried again. */
  sync(): Promise<void> {
    return this.flight.run();
  }

  /** The live store may have come back without its last writes. */
  private startOver(): void {
    this.done.agent.clear();
    this.done.queue.clear();
    void this.sync();
  }

  private async mirror(): Promise<void> {
    if (this.stopped) return;
    const snapshot = this.config.current();
    // Before the first load there is nothing to compare with, and nothing may be taken away.
    if (snapshot.revision === 0) return;
    try {
      await inGroups(this.tasks(snapshot));
    } catch (error) {
      const away =
        error instanceof DomainError && (error.code === 'storeUnavailable' || error.code === 'outcomeUnknown');
      if (!away) this.logger.error({ err: error }, 'the configuration could not be mirrored into live state');
      this.syncIn(RETRY_AFTER_MS);
    }
  }

  private tasks(snapshot: ConfigSnapshot): (() => Promise<void>)[] {
    const tasks: (() => Promise<void>)[] = [];
    for (const [id, { value, revision }] of snapshot.queue) {
      if (this.done.queue.get(id) === revision) continue;
      const as = Math.max(revision, this.released.queue.get(id) ?? 0);
      tasks.push(() => this.note('queue', id, revision, this.live.mirrorQueue(id, value.open, as)));
    }
    for (const [id, { value, revision }] of snapshot.agent) {
      if (this.done.agent.get(id) === revision) continue;
      const as = Math.max(revision, this.released.agent.get(id) ?? 0);
      tasks.push(() => this.note('agent', id, revision, this.live.mirrorAgent(value, as)));
    }
    for (const kind of ['agent', 'queue'] as const) {
      for (const id of this.done[kind].keys()) {
        if (!snapshot[kind].has(id)) tasks.push(() => this.takeAway(kind, id, snapshot.revision));
      }
    }
    return tasks;
  }

  private async note(kind: Mirrored, id: string, revision: number, work: Promise<void>): Promise<void> {
    await work;
    this.done[kind].set(id, revision);
    this.released[kind].delete(id);
  }

  private async takeAway(kind: Mirrored, id: string, revision: number): Promise<void> {
    await (kind === 'agent' ? this.live.removeAgent(id, revision) : this.live.removeQueue(id, revision));
    this.done[kind].delete(id);
    this.released[kind].delete(id);
  }

  /** The last word on a removal: refused with `resourceInUse` while live state needs it. */
  private async release(kind: ConfigKind, id: string, revision: number): Promise<void> {
    if (kind !== 'agent' && kind !== 'queue') return;
    const under = revision - BEFORE_COMMIT;
    await (kind === 'agent' ? this.live.removeAgent(id, under) : this.live.removeQueue(id, under));
    // Still known as mirrored: the commit's change takes it away for good, the look after it finds a failed one.
    this.released[kind].set(id, revision - PUT_BACK);
    setTimeout(() => this.putBack(kind, id), RECHECK_AFTER_MS).unref();
  }

  private putBack(kind: Mirrored, id: string): void {
    if (this.stopped || !this.released[kind].has(id)) return;
    this.done[kind].delete(id);
    void this.sync();
  }

  private syncIn(ms: number): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.sync(), ms);
    this.timer.unref();
  }
}

async function inGroups(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  for (let i = 0; i < tasks.length; i += AT_ONCE) {
    const results = await Promise.allSettled(tasks.slice(i, i + AT_ONCE).map((task) => task()));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }
}
