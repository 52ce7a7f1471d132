import type { Logger } from '../config/logger.js';
import { DomainError } from '../domain/errors.js';
import { compareEventIds, eventId, parseEventId, type LogEvent } from '../domain/events.js';
import type { Postgres } from '../store/postgres.js';
import { WORKSPACE } from '../store/workspace.js';
import { ArchiveWriter, type Batch, Overtaken } from './archive-writer.js';
import { IntervalFill } from './intervals/interval-fill.js';
import { RollUp } from './intervals/roll-up.js';
import { findCut, firstGap } from './log-continuity.js';
import { Pause } from './pause.js';
import type { Projecting, ProjectorState } from './projecting.js';
import type { ProjectorLog } from './projector-log.js';
import { Waiters } from './waiters.js';

/** Events in one transaction: what takes some 20 ms, slice by slice, to turn into rows, where so many have gathered. */
const BATCH = 1_000;
/**
 * Batches that nobody waits for begin at least this far apart: what came meanwhile is written together, and of a contact
 * that passed through several states only the last.
 */
const GATHER_MS = 250;
/** Safety net below the wake-up by the log's tail, and how long a node stands by after another was faster. */
const LOOK_EVERY_MS = 1_000;
const BACK_OFF_MS = { first: 100, most: 5_000 };

/**
 * Copies the event log into Postgres: every event verbatim and the history made from it, in one transaction that
 * compares-and-sets the position. So any number of nodes may run it and each event arrives once, in order; it stops at a
 * gap rather than go on over it.
 */
export class Projector implements Projecting {
  private position = '0.0';
  private known = false;
  private mode: ProjectorState = 'standby';
  private running = false;
  private loop: Promise<void> | undefined;
  private confirming: Promise<void> | undefined;
  private unsubscribe: (() => void) | undefined;
  private readonly resting = new Pause();
  private readonly gathering = new Pause();
  private awake = false;
  private copiedAt = 0;
  private backOff = BACK_OFF_MS.first;
  private readonly waiters = new Waiters();
  private readonly writer: ArchiveWriter;
  /** What follows the position, made ready while what leads to it was written. */
  private ahead: Batch | undefined;
  private readonly fill: IntervalFill;
  private readonly rollUp: RollUp;

  constructor(
    private readonly postgres: Postgres,
    private readonly log: ProjectorLog,
    private readonly logger: Logger,
    /** Told of each change of its status. */
    private readonly onStatus: (status: { state: ProjectorState; position: string }) => void = () => undefined,
    /** Whose days and hours figures are summed up by, an IANA name. */
    timezone = 'UTC',
  ) {
    this.writer = new ArchiveWriter(postgres);
    this.fill = new IntervalFill(postgres);
    this.rollUp = new RollUp(postgres, timezone);
  }

  start(): void {
    this.running = true;
    this.unsubscribe = this.log.subscribe(() => this.wake());
    this.loop = this.follow();
  }

  async stop(): Promise<void> {
    this.running = false;
    this.unsubscribe?.();
    this.wake();
    this.gathering.cutShort();
    await this.loop;
    await this.confirming;
    this.waiters.release();
  }

  status(): { state: ProjectorState; position: string } {
    return { state: this.mode, position: this.position };
  }

  async waitFor(id: string, timeoutMs: number): Promise<boolean> {
    if (compareEventIds(this.position, id) >= 0) return true;
    const arrived = this.waiters.add(id, timeoutMs);
    this.wake();
    this.gathering.cutShort();
    return await arrived;
  }

  private async follow(): Promise<void> {
    while (this.running) {
      const pause = await this.step();
      if (pause > 0 && this.running) await this.rest(pause);
      await this.gather();
    }
  }

  /** One batch at most. Returns how long to rest before the next, ms; 0: at once. */
  private async step(): Promise<number> {
    this.awake = false;
    try {
      if (!(await this.fill.step())) return 0;
      const moved = await this.learnPosition();
      if (this.mode === 'standby' && moved) return this.standByMs();
      const pause = await this.copy();
      this.backOff = BACK_OFF_MS.first;
      return pause;
    } catch (error) {
      if (error instanceof Overtaken) {
        this.leave('standby');
        return this.standByMs();
      }
      return this.noteFailure(error);
    }
  }

  /** Reads the position where this node is not sure of it. True: another node moved it since the last look. */
  private async learnPosition(): Promise<boolean> {
    if (this.known) return false;
    const { rows } = await this.postgres.run<{ generation: number; seq: number }>(
      'SELECT generation, seq FROM projector_position WHERE workspace = $1',
      [WORKSPACE],
    );
    const row = rows[0];
    if (row === undefined) throw new Error('no projector position: are the migrations done?');
    const stored = eventId(row.generation, row.seq);
    const moved = compareEventIds(stored, this.position) > 0 && this.position !== '0.0';
    this.moveTo(stored);
    // On standby the position is read again each time, until it stands still.
    this.known = this.mode !== 'standby' || !moved;
    return moved;
  }

  private async copy(): Promise<number> {
    this.copiedAt = performance.now();
    let batch = this.ahead;
    this.ahead = undefined;
    if (batch === undefined) {
      const events = await this.log.eventsAfter(this.position, BATCH);
      if (events === undefined) return await this.onLostHistory();
      if (events.length === 0) {
        this.enter('projecting');
        return LOOK_EVERY_MS;
      }
      const gap = firstGap(this.position, events);
      if (gap !== undefined) return this.noteGap(gap);
      batch = await this.writer.prepare(this.position, events);
    }
    const { events } = batch;
    const { id: last, at } = events[events.length - 1] as LogEvent;
    const written = this.writer.write(batch);
    // Of many, the next are turned into rows while the database has these.
    const next = events.length === BATCH ? this.prepareAfter(last, written) : undefined;
    // Both are over before a failure of the first is dealt with: it makes the second void.
    await Promise.allSettled([written, next]);
    await written;
    this.ahead = await next;
    this.enter('projecting');
    // Who waits for the event finds settled what its time settles.
    await this.fill.settle(at);
    this.moveTo(last);
    // The next batch need not wait for it: a later word comes after this one, and only trimming heeds either.
    this.confirming = this.log.confirmProjected(last).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'the archive could not tell the log how far it is');
    });
    // Of a long past a day after each batch.
    await this.rollUp.step(at);
    if (events.length === BATCH) this.copiedAt = 0;
    return events.length < BATCH && !this.awake ? LOOK_EVERY_MS : 0;
  }

  /** What follows `from`; undefined: nothing yet, or it could not be had, and will be looked at as ever. */
  private async prepareAfter(from: string, written: Promise<void>): Promise<Batch | undefined> {
    try {
      const events = await this.log.eventsAfter(from, BATCH);
      if (events === undefined || events.length === 0 || firstGap(from, events) !== undefined) return undefined;
      return await this.writer.prepare(from, events, written);
    } catch {
      this.writer.forget();
      return undefined;
    }
  }

  /**
   * The log does not know our position. Where a store came back without its last writes, the newest generation began
   * before it: what was copied beyond that is void, and copying goes on from there. Else events are missing.
   */
  private async onLostHistory(): Promise<number> {
    const cut = await findCut(this.log, this.position);
    if (cut === undefined) return await this.onNewStore();
    this.logger.error(
      { position: this.position, cut },
      'the event log lost events that the archive holds: they are void',
    );
    await this.writer.goBack(this.position, cut);
    this.position = cut;
    return 0;
  }

  /** The log begins anew in a later generation: the store lost everything. The archive keeps what it has and follows. */
  private async onNewStore(): Promise<number> {
    const first = (await this.log.eventsAfter('0.0', 1))?.[0];
    const old = parseEventId(this.position);
    if (first === undefined || old === undefined || first.generation <= old.generation)
      return this.noteGap(this.position);
    this.logger.error(
      { position: this.position, begins: first.id },
      'the event log lost its history: a new one begins',
    );
    const start = eventId(first.generation, first.seq - 1);
    await this.writer.beginAnew(this.position, start, first);
    this.moveTo(start);
    return 0;
  }

  private noteGap(after: string): number {
    if (this.mode !== 'gap') this.logger.error({ after }, 'the event log has a gap: the archive stops here');
    this.leave('gap');
    return LOOK_EVERY_MS;
  }

  private noteFailure(error: unknown): number {
    const away = error instanceof DomainError && (error.code === 'storeUnavailable' || error.code === 'outcomeUnknown');
    if (!away) this.logger.error({ err: error, after: this.position }, 'the archive cannot take the next events');
    else if (this.mode !== 'away') this.logger.warn({ err: error }, 'the archive waits for its stores');
    this.leave('away');
    const pause = this.backOff;
    this.backOff = Math.min(BACK_OFF_MS.most, pause * 2);
    return pause;
  }

  /** Stops projecting: what this node believed of position and tables may be wrong from here on. */
  private leave(mode: ProjectorState): void {
    this.enter(mode);
    this.known = false;
    this.ahead = undefined;
    this.writer.forget();
  }

  private enter(mode: ProjectorState): void {
    if (this.mode === mode) return;
    this.mode = mode;
    this.onStatus(this.status());
  }

  private moveTo(position: string): void {
    this.position = position;
    this.onStatus(this.status());
    this.waiters.reached(position);
  }

  /** Who waits for an event that another node copies looks more often. */
  private standByMs(): number {
    return this.waiters.size > 0 ? 25 : LOOK_EVERY_MS;
  }

  private wake(): void {
    this.awake = true;
    if (this.mode === 'projecting' || !this.running || this.waiters.size > 0) this.resting.cutShort();
  }

  private async rest(ms: number): Promise<void> {
    if (this.awake && this.mode === 'projecting') return;
    await this.resting.last(ms);
  }

  /** Lets events gather after a batch, unless somebody waits for one or there are more than a batch takes. */
  private async gather(): Promise<void> {
    const ms = this.copiedAt + GATHER_MS - performance.now();
    if (ms < 1 || !this.running || this.waiters.size > 0 || this.mode !== 'projecting') return;
    await this.gathering.last(ms);
  }
}
