import type { Logger } from '../config/logger.js';
import type { LogEvent } from '../domain/events.js';
import type { LiveStore } from '../live/live-store.js';
import { contactsOf, type ContactLookup, type ContactSource } from './contact-lookup.js';
import { comparePositions, positionId, type EventPosition } from './event-position.js';
import { frameText } from './frame-text.js';
import { REPLAY_EVENTS, REPLAY_MS, type RecentEvents } from './recent-events.js';

/** Where frames go: a client's socket. */
export interface FrameSink {
  readonly open: boolean;
  /** Never throws, never blocks. */
  send(text: string): void;
  /** Settles once little enough waits for a replay to go on, or when the sink is closed. */
  drained(): Promise<void>;
  /** Sends the client away, to come again later. */
  giveUp(): void;
}

/** What one client wants of the log. */
export interface Audience {
  wants(event: LogEvent): boolean;
  /**
   * The frames that an event becomes, as JSON without cursor and time. Undefined: a contact is needed that `contactOf`
   * does not find and `last` is false; nothing may have changed then.
   */
  frames(event: LogEvent, contactOf: ContactLookup, last: boolean): readonly object[] | undefined;
  /** Tells the client that its cursor is lost, says hello anew and returns the position of that snapshot. */
  restart(): Promise<EventPosition>;
}

export interface FollowerSource extends ContactSource {
  recent: RecentEvents;
  live: Pick<LiveStore, 'eventsAfter' | 'contacts'>;
  logger: Logger;
}

const CHUNK = 500;
/** Histories lost in a row before the client is sent away. */
const MAX_RESTARTS = 3;

/**
 * Brings one client the events of its audience, each once and in order. It is either *live*, and handed each event as
 * it comes, or *behind*, and reads the log from its own position until it stands at the end of the node's memory; both
 * happen within one turn of the event loop, so between them there is neither gap nor repeat. A live follower that lacks
 * a contact falls behind for the moment in which that is read.
 */
export class Follower {
  private position: EventPosition = { generation: 0, seq: 0 };
  private live = false;
  /** Raised by each start: an older catch-up then ends. */
  private round = 0;

  constructor(
    private readonly sink: FrameSink,
    private readonly audience: Audience,
    private readonly source: FollowerSource,
  ) {}

  /** Begins after `position`; settles when live (or closed). Repeats begin anew. */
  start(position: EventPosition): Promise<void> {
    return this.begin(() => position);
  }

  /** Whether everything after this position can still be told, and a client that stands there may ask for it. */
  async reaches(position: EventPosition): Promise<boolean> {
    const from = beforePart(position);
    const { recent, live } = this.source;
    if (recent.after(from, 1) !== undefined) return true;
    // The store keeps more than clients may ask for while a consumer of the log is behind.
    if (recent.position().seq - from.seq > REPLAY_EVENTS) return false;
    const events = await live.eventsAfter(positionId(from), 1);
    const first = events?.[0];
    if (first === undefined) return events !== undefined;
    return (recent.lastAt() ?? first.at) - first.at <= REPLAY_MS;
  }

  /** Begins after a client's cursor, or with a snapshot where it is too old; settles when live (or closed). */
  resume(cursor: EventPosition): Promise<void> {
    return this.begin(async () => ((await this.reaches(cursor)) ? cursor : this.audience.restart()));
  }

  /** Begins anew with a snapshot: the history that it followed is lost. */
  restart(): Promise<void> {
    return this.begin(() => this.audience.restart());
  }

  private async begin(from: () => EventPosition | Promise<EventPosition>): Promise<void> {
    this.live = false;
    this.round += 1;
    const round = this.round;
    try {
      const position = from();
      this.position = position instanceof Promise ? await position : position;
      if (round === this.round) await this.catchUp(round);
    } catch (error) {
      this.source.logger.warn({ err: error }, 'a socket could not be brought up to date');
      this.sink.giveUp();
    }
  }

  /** Takes an event as it comes; `previous` is the position before it. */
  deliver(event: LogEvent, previous: EventPosition): void {
    if (!this.live || comparePositions(event, this.position) <= 0 || !this.audience.wants(event)) return;
    const frames = this.audience.frames(event, this.source.contactOf, false);
    if (frames === undefined) {
      void this.start(previous);
      return;
    }
    this.send(event, frames, 0);
    this.position = { generation: event.generation, seq: event.seq };
  }

  /**
   * Hands on what is no event of the log and comes from where the node stands. Who is behind does not get it: its cursor
   * would be taken for one before which all was heard.
   */
  tell(text: string): void {
    if (this.live) this.sink.send(text);
  }

  private async catchUp(round: number): Promise<void> {
    let restarts = 0;
    while (this.sink.open && round === this.round) {
      const from = beforePart(this.position);
      const remembered = this.source.recent.after(from, CHUNK);
      if (remembered?.length === 0) break;
      const events = remembered ?? (await this.source.live.eventsAfter(positionId(from), CHUNK));
      if (round !== this.round) return;
      if (events?.length === 0 && comparePositions(from, this.source.recent.position()) >= 0) break;
      if (events?.length === 0 && this.source.recent.after(from, 1) !== undefined) continue;
      if (events === undefined || events.length === 0) {
        restarts += 1;
        if (restarts > MAX_RESTARTS) throw new Error('the history is lost again and again');
        this.position = await this.audience.restart();
        continue;
      }
      await this.replay(events, round);
    }
    if (round === this.round) this.live = true;
  }

  private async replay(events: readonly LogEvent[], round: number): Promise<void> {
    const wanted = events.filter((event) => this.audience.wants(event));
    const contactOf = await contactsOf(this.source, wanted);
    if (round !== this.round) return;
    for (const event of wanted) {
      const seen = comparePositions(event, this.position) === 0 ? (this.position.part ?? 0) : 0;
      this.send(event, this.audience.frames(event, contactOf, true) ?? [], seen);
    }
    const last = events[events.length - 1] as LogEvent;
    this.position = { generation: last.generation, seq: last.seq };
    await this.sink.drained();
  }

  /** Frames of one event get cursors of their own, so that a client that drops cursors it has seen drops none of them. */
  private send(event: LogEvent, frames: readonly object[], seen: number): void {
    for (let part = seen; part < frames.length; part += 1) {
      this.sink.send(frameText(frames[part] as object, event, part, frames.length));
    }
  }
}

/** Where to read from so that the rest of a half-seen event comes too. */
function beforePart(position: EventPosition): EventPosition {
  const { generation, seq, part } = position;
  return part === undefined ? position : { generation, seq: Math.max(0, seq - 1) };
}
