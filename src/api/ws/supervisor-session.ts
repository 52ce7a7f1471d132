import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { DomainError } from '../../domain/errors.js';
import { positionId } from '../../feed/event-position.js';
import type { RecentEvents } from '../../feed/recent-events.js';
import type { AlertsService } from '../../alerts/alerts.service.js';
import { ROW_GROUPS } from '../../queues/live-row.js';
import { validateBody } from '../validate.js';
import { MOST_WATCHED, WatchFrame } from './command-frames.dto.js';
import { requestIdOf, type Frame } from './frame.js';
import { RowDeltas, type Wanted } from './row-deltas.js';
import type { SocketPrincipal } from '../../feed/key-watch.js';
import { Session, type SessionHost } from './session.js';
import type { Reading, StatsSource, StatsTicker, Watcher } from './stats-ticker.js';

/** Rows of a group that a client watches who has not said what it wants. */
const FIRST_ROWS = 100;
/** Longest that the hello waits for the figures, ms: without them it comes too, and they follow. */
const HELLO_PATIENCE_MS = 2_000;

/** A supervisor's socket: figures, each second as what has changed, and alerts as they come. */
export class SupervisorSession extends Session implements Watcher {
  private readonly leaves: (() => void)[] = [];
  private readonly deltas = new RowDeltas();
  private watching: WatchFrame = { groups: [...ROW_GROUPS] };
  private greeted: () => void = () => undefined;
  private hasGreeted = false;
  /** Its rows were told whole at least once. */
  private hasRows = false;
  /** The answer to a subscribe tells them next. */
  private paused = false;

  constructor(
    socket: WebSocket,
    request: IncomingMessage,
    host: SessionHost,
    private readonly recent: RecentEvents,
    private readonly ticker: StatsTicker,
    private readonly alerts: AlertsService,
    private readonly source: Pick<StatsSource, 'firstIds'>,
  ) {
    super(socket, request, host);
  }

  wanted(): Wanted {
    const { groups = [], ...named } = this.watching;
    const ids = { queue: named.queues, channel: named.channels, skill: named.skills, agent: named.agents };
    return Object.fromEntries(
      ROW_GROUPS.map((group) => [
        group,
        groups.includes(group)
          ? [...this.source.firstIds(group, FIRST_ROWS), ...(ids[group] ?? [])]
          : (ids[group] ?? []),
      ]),
    );
  }

  take(reading: Reading): void {
    if (this.paused) return;
    if (!this.hasGreeted) return this.greet(reading);
    const { changed, removed } = this.deltas.next(reading.rows, this.wanted());
    const { cursor, at, stats } = reading;
    const head = JSON.stringify({ type: 'stats', cursor, at, delta: this.hasRows }).slice(0, -1);
    this.hasRows = true;
    this.socket.send(`${head},"stats":${stats},"changed":${changed},"removed":${removed}}`);
  }

  failed(): void {
    this.greet();
  }

  protected allows(principal: SocketPrincipal): boolean {
    return principal.role === 'supervisor' || principal.role === 'admin';
  }

  protected async begin(): Promise<void> {
    const greeting = new Promise<void>((resolve) => (this.greeted = resolve));
    const timer = setTimeout(() => this.greet(), HELLO_PATIENCE_MS);
    this.leaves.push(() => clearTimeout(timer), this.ticker.join(this));
    await greeting;
    clearTimeout(timer);
  }

  /** Alerts that stand and those that come: nothing between the two. */
  private greet(reading?: Reading): void {
    if (this.hasGreeted) return;
    this.hasGreeted = true;
    const cursor = reading?.cursor ?? positionId(this.recent.position());
    const head = JSON.stringify({ type: 'hello', cursor, alerts: this.alerts.standing() });
    this.socket.send(reading === undefined ? head : `${head.slice(0, -1)},${this.snapshot(reading)}}`);
    if (this.socket.open) this.leaves.push(this.alerts.join((text) => this.socket.send(text)));
    this.greeted();
  }

  /** All that it watches, whole; what comes next is told against it. */
  private snapshot(reading: Reading): string {
    this.deltas.forget();
    const { changed } = this.deltas.next(reading.rows, this.wanted());
    this.hasRows = true;
    return `"at":${JSON.stringify(reading.at)},"stats":${reading.stats},"rows":${changed}`;
  }

  protected async command(frame: Frame): Promise<object | undefined> {
    const { type, requestId: _requestId, ...body } = frame;
    if (type !== 'subscribe') throw notHere();
    const asked = validateBody(WatchFrame, body);
    const named = [asked.queues, asked.channels, asked.skills, asked.agents];
    if (named.reduce((sum, ids = []) => sum + ids.length, 0) > MOST_WATCHED) throw tooMany();
    const before = this.watching;
    this.watching = asked;
    this.paused = true;
    try {
      const reading = await this.ticker.refresh();
      const head = JSON.stringify({ type: 'result', requestId: requestIdOf(frame), cursor: reading.cursor });
      this.socket.send(`${head.slice(0, -1)},${this.snapshot(reading)}}`);
      return undefined;
    } catch (error) {
      this.watching = before;
      throw error;
    } finally {
      this.paused = false;
    }
  }

  protected end(): Promise<void> {
    for (const leave of this.leaves) leave();
    return Promise.resolve();
  }
}

function notHere(): DomainError {
  const message = 'is not a command of this socket';
  return new DomainError('validationFailed', `type: ${message}`, { errors: [{ path: 'type', message }] });
}

function tooMany(): DomainError {
  const message = `names more than ${MOST_WATCHED} rows`;
  return new DomainError('validationFailed', message, { errors: [{ path: 'agents', message }] });
}
