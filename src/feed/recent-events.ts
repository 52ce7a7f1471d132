import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { LogEvent } from '../domain/events.js';
import { toKeep } from '../live/logged-event.js';
import { LIVE_STORE, LOG_TAIL, type LiveStore, type LogTail } from '../live/live-store.js';
import { comparePositions, parseCursor, positionId, type EventPosition } from './event-position.js';

/** How far back a cursor may lie, in events. */
export const REPLAY_EVENTS = 10_000;
/** How far back a cursor may lie, ms between the log's last event and the first one missed. */
export const REPLAY_MS = 15 * 60_000;

const READ_CHUNK = 1_000;

/** Called with each batch in log order; `previous` is the position before its first event. */
export type EventListener = (events: readonly LogEvent[], previous: EventPosition) => void;

/**
 * The node's one subscription to the log, with its last events kept: a socket that comes back reads them from here
 * and not from the store. An event is in memory before any listener hears of it, so who has read up to
 * {@link position} within one turn of the event loop has missed nothing.
 */
@Injectable()
export class RecentEvents implements OnApplicationBootstrap, OnModuleDestroy {
  private events: LogEvent[] = [];
  private start: EventPosition = { generation: 0, seq: 0 };
  private readonly listeners = new Set<EventListener>();
  private readonly lostListeners = new Set<() => void>();
  private unsubscribe?: () => void;

  constructor(
    @Inject(LOG_TAIL) private readonly tail: LogTail,
    private readonly capacity: number = REPLAY_EVENTS,
    @Inject(LIVE_STORE) private readonly live?: Pick<LiveStore, 'eventsAfter'>,
  ) {}

  /**
   * Before sockets are let in: when a node starts because another died, all of that one's clients come back at once with
   * their cursors, and must not read the log each for itself.
   */
  async onApplicationBootstrap(): Promise<void> {
    this.open();
    if (this.live) await this.remember(this.live);
  }

  /** Begins to follow the log. Repeats do nothing. */
  open(): void {
    if (this.unsubscribe) return;
    this.start = parseCursor(this.tail.position()) ?? this.start;
    this.unsubscribe = this.tail.subscribe((events) => this.take(events));
  }

  /** Reads what happened before this node followed the log, as far as cursors may reach and one generation tells. */
  private async remember(live: Pick<LiveStore, 'eventsAfter'>): Promise<void> {
    const until = this.start;
    const beginning = { generation: until.generation, seq: Math.max(0, until.seq - this.capacity) };
    const older: LogEvent[] = [];
    for (let at: EventPosition = beginning; at.seq < until.seq;) {
      const events = await live.eventsAfter(positionId(at), Math.min(READ_CHUNK, until.seq - at.seq));
      const last = events?.[events.length - 1];
      if (!events || !last) return;
      for (const event of events) older.push(event);
      at = { generation: last.generation, seq: last.seq };
    }
    if (comparePositions(this.start, until) !== 0) return;
    this.events = [...older, ...this.events];
    this.start = beginning;
  }

  onModuleDestroy(): void {
    this.unsubscribe?.();
    this.unsubscribe = undefined;
    this.listeners.clear();
    this.lostListeners.clear();
  }

  /** Returns the unsubscribe function. */
  subscribe(listener: EventListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Called when the log goes on elsewhere than it stopped: the store came back without what it had told, or events were
   * trimmed before this node read them. Returns the unsubscribe function.
   */
  onLost(listener: () => void): () => void {
    this.lostListeners.add(listener);
    return () => this.lostListeners.delete(listener);
  }

  /** The position before the first event that is in memory. */
  beginning(): EventPosition {
    return this.start;
  }

  /** The last event that is in memory. */
  position(): EventPosition {
    const last = this.events[this.events.length - 1];
    return last ? { generation: last.generation, seq: last.seq } : this.start;
  }

  /** When the last event in memory happened, store ms; undefined while there is none. */
  lastAt(): number | undefined {
    return this.events[this.events.length - 1]?.at;
  }

  /**
   * At most `limit` events after `cursor`, oldest first. Undefined when memory cannot tell: the cursor lies before
   * what is kept or after its end.
   */
  after(cursor: EventPosition, limit: number): LogEvent[] | undefined {
    if (comparePositions(cursor, this.start) < 0 || comparePositions(cursor, this.position()) > 0) return undefined;
    const from = this.firstAfter(cursor);
    const before = this.events[from - 1] ?? this.start;
    // A cursor between two kept events names one that never was: a generation that was cut.
    if (comparePositions(before, cursor) !== 0) return undefined;
    const first = this.events[from];
    const last = this.events[this.events.length - 1];
    if (first && last && (last.at - first.at > REPLAY_MS || this.events.length - from > this.capacity))
      return undefined;
    return this.events.slice(from, from + limit);
  }

  private take(events: readonly LogEvent[]): void {
    let previous = this.position();
    let fresh = events;
    let lost = false;
    for (const [index, event] of events.entries()) {
      if (event.seq !== previous.seq + 1 || event.generation < previous.generation) {
        lost = true;
        fresh = events.slice(index);
      }
      previous = event;
    }
    const [first] = fresh;
    if (first === undefined) return;
    // What another history said, or what was missed, must not be answered from memory.
    if (lost) {
      this.events = [];
      this.start = { generation: first.generation, seq: first.seq - 1 };
    }
    const before = this.position();
    for (const event of fresh) this.events.push(toKeep(event));
    this.trim();
    if (lost) for (const listener of this.lostListeners) listener();
    for (const listener of this.listeners) listener(fresh, before);
  }

  /** Cuts in one go once there is twice the capacity: a shift per event would move the whole array each time. */
  private trim(): void {
    if (this.events.length < 2 * this.capacity) return;
    const cut = this.events.length - this.capacity;
    const lastCut = this.events[cut - 1];
    if (lastCut) this.start = { generation: lastCut.generation, seq: lastCut.seq };
    this.events = this.events.slice(cut);
  }

  private firstAfter(cursor: EventPosition): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const event = this.events[middle];
      if (event && comparePositions(event, cursor) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
