import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger } from '../config/logger.js';
import { HISTORY_QUERIES, type HistoryQueries, type OpenContacts } from '../contacts/history.port.js';
import { DomainError } from '../domain/errors.js';
import { compareEventIds, eventId, parseEventId, type LogEvent } from '../domain/events.js';
import { nextTurn } from '../domain/next-turn.js';
import { LIVE_STORE, LOG_TAIL, type LiveStore, type LogTail } from '../live/live-store.js';
import { CONFIG_CACHE, type ConfigCache, type ConfigChange } from '../store/config-store.js';
import { AgentBoard } from './agent-board.js';
import { LiveCounts } from './live-counts.js';

const READ_AT_ONCE = 200;
const EVENTS_AT_ONCE = 1_000;
/** Contacts that are put in one turn of the event loop. */
const PUT_AT_ONCE = 2_000;
/** After a store that was away, or an archive that has not heard of a new history yet, ms. */
const RETRY_MS = 250;

/**
 * What happens now, as this node follows it in the log: counts of contacts, and what agents do. Contacts are read once,
 * from the archive, whose position says from which event on the log goes on; agents from the live store, each with the
 * event that changed it last.
 */
@Injectable()
export class LiveFloor implements OnApplicationBootstrap, OnModuleDestroy {
  readonly counts = new LiveCounts();
  readonly agents = new AgentBoard();
  private readonly waiting = new Set<() => void>();
  private unsubscribe: () => void = () => undefined;
  private retry?: NodeJS.Timeout;
  /** Events that came while the stores were read; undefined: all is known. */
  private early: LogEvent[] | undefined = [];
  private position = '0.0';
  private stopped = false;

  constructor(
    @Inject(LIVE_STORE) private readonly live: Pick<LiveStore, 'agent' | 'eventsAfter'>,
    @Inject(LOG_TAIL) private readonly tail: LogTail,
    @Inject(HISTORY_QUERIES) private readonly history: Pick<HistoryQueries, 'openContacts'>,
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The start does not wait for it. */
  onApplicationBootstrap(): void {
    this.position = this.tail.position();
    const stops = [
      this.tail.subscribe((events) => this.take(events)),
      this.config.onChange((changes) => this.configured(changes)),
    ];
    this.unsubscribe = () => stops.forEach((stop) => stop());
    this.attempt(this.position);
  }

  onModuleDestroy(): void {
    this.stopped = true;
    clearTimeout(this.retry);
    this.unsubscribe();
    for (const look of this.waiting) look();
  }

  get isReady(): boolean {
    return this.early === undefined;
  }

  /**
   * Settles when it has heard of the event, or after `patienceMs`: then what it knows is a little old.
   * @throws DomainError `storeUnavailable` while it knows nothing
   */
  async reach(id: string, patienceMs: number): Promise<void> {
    if (!this.has(id)) {
      await new Promise<void>((resolve) => {
        const look = (): void => {
          if (!this.has(id) && !this.stopped) return;
          clearTimeout(timer);
          this.waiting.delete(look);
          resolve();
        };
        const timer = setTimeout(() => {
          this.waiting.delete(look);
          resolve();
        }, patienceMs);
        this.waiting.add(look);
      });
    }
    if (!this.isReady) throw away('What happens now is still being read.');
  }

  private has(id: string): boolean {
    return this.isReady && compareEventIds(this.position, id) >= 0;
  }

  private take(events: readonly LogEvent[]): void {
    for (const event of events) {
      this.position = event.id;
      if (event.type === 'generation.started') this.startOver(event);
      else if (this.early !== undefined) this.early.push(event);
      else this.apply(event);
    }
    this.wake();
  }

  /** An agent of which this node heard later than the log told: read by itself. */
  private configured(changes: readonly ConfigChange[]): void {
    for (const { kind, id, value } of changes) {
      if (kind !== 'agent' || value === undefined || !this.isReady || this.agents.of(id) !== undefined) continue;
      this.live.agent(id).then(
        (agent) => void (agent && this.agents.of(id) === undefined && this.agents.put(agent)),
        () => undefined,
      );
    }
  }

  private wake(): void {
    for (const look of this.waiting) look();
  }

  private apply(event: LogEvent): void {
    this.counts.apply(event);
    this.agents.apply(event);
  }

  /** The store may have come back without what it had told. */
  private startOver(event: LogEvent): void {
    this.early = [];
    clearTimeout(this.retry);
    this.attempt(event.id);
  }

  /** @param until id of the last event that this node is not told of by itself */
  private attempt(until: string): void {
    const { early } = this;
    this.read(until, () => this.early !== early || this.stopped).catch((error: unknown) => {
      if (this.early !== early || this.stopped) return;
      const away = error instanceof DomainError && error.code === 'storeUnavailable';
      if (!away) this.logger.warn({ err: error }, 'what happens now could not be read');
      this.retry = setTimeout(() => this.again(), RETRY_MS).unref();
    });
  }

  /** However long the stores are away, what the log told meanwhile is read from it then, not kept here. */
  private again(): void {
    this.early = [];
    this.attempt(this.position);
  }

  private async read(until: string, isOver: () => boolean): Promise<void> {
    const open = await this.history.openContacts();
    if (isOver()) return;
    // Who is there is in the configuration, which comes from the same store.
    if (this.config.current().revision === 0) throw away('The configuration is not known yet.');
    if (open.generation < (parseEventId(until)?.generation ?? 0)) {
      throw away('The archive has not heard of the new history yet.');
    }
    this.counts.clear();
    this.agents.clear();
    if (!(await this.readAgents(isOver)) || !(await this.putContacts(open, isOver))) return;
    let at = eventId(open.generation, open.seq);
    while (compareEventIds(at, until) < 0) {
      const events = await this.live.eventsAfter(at, EVENTS_AT_ONCE);
      if (isOver()) return;
      const last = events?.[events.length - 1];
      if (events === undefined || last === undefined) throw new Error(`the log does not go on after ${at}`);
      for (const event of events) this.apply(event);
      at = last.id;
    }
    for (const event of this.early ?? []) if (compareEventIds(event.id, at) > 0) this.apply(event);
    this.early = undefined;
    this.wake();
  }

  /** False: given up. */
  private async readAgents(isOver: () => boolean): Promise<boolean> {
    const ids = [...this.config.current().agent.keys()];
    for (let start = 0; start < ids.length; start += READ_AT_ONCE) {
      const group = await Promise.all(ids.slice(start, start + READ_AT_ONCE).map((id) => this.live.agent(id)));
      if (isOver()) return false;
      for (const agent of group) if (agent !== undefined) this.agents.put(agent);
    }
    return true;
  }

  private async putContacts({ contacts }: OpenContacts, isOver: () => boolean): Promise<boolean> {
    for (let start = 0; start < contacts.length; start += PUT_AT_ONCE) {
      for (const contact of contacts.slice(start, start + PUT_AT_ONCE)) this.counts.put(contact);
      await nextTurn();
      if (isOver()) return false;
    }
    return true;
  }
}

function away(detail: string): DomainError {
  return new DomainError('storeUnavailable', detail, { retryAfterSeconds: 1 });
}
