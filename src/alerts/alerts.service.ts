import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger } from '../config/logger.js';
import { RoutabilityService } from '../contacts/routability.js';
import type { LogEvent } from '../domain/events.js';
import { nextTurn } from '../domain/next-turn.js';
import { EventHub } from '../feed/event-hub.js';
import { isFlat, stateAfter } from '../feed/flat-event.js';
import type { ConfigChange } from '../store/config-store.js';
import { AlertBoard } from './alert-board.js';
import type { AlertFrame, ThresholdFrame } from './alert.js';
import { FloorWatch } from './floor-watch.js';
import { StandingThresholds } from './standing-thresholds.service.js';

/** Contacts that are read when the first supervisor comes; those that come later are followed in any case. */
const MAX_READ = 20_000;
const READ_AT_ONCE = 200;
/** Contacts that may wait to be judged: beyond these reading all anew is cheaper. */
const MAX_TOUCHED = 50_000;
/** How long contacts are judged at a stretch, ms: where thousands of agents must be asked for a new ask, each takes some. */
const SLICE_MS = 5;
/** Over the agents: the first reads all, each further one those that moved meanwhile. */
const MAX_PASSES = 5;
/** After a store that was away. */
const RETRY_MS = 1_000;

/** What has happened to a contact since it was last judged. */
interface Touched {
  refused: boolean;
  /** The state in which it does not wait any more. */
  left?: string;
}

/**
 * The alerts of the workspace as this node derives them from the log. Works only while somebody listens: the first
 * listener has the floor read, in pages; from then on each event is looked at once, in the turn after it came, and costs
 * what it changes. Nothing on the way of a command waits for it.
 */
@Injectable()
export class AlertsService implements OnModuleDestroy {
  private readonly receivers = new Set<(text: string) => void>();
  private readonly board = new AlertBoard((frame) => this.tell(frame));
  private readonly floor: FloorWatch;
  private readonly touched = new Map<string, Touched>();
  private stops: (() => void)[] = [];
  private retry?: NodeJS.Timeout;
  private scheduled = false;
  /** Until the agents are known, nothing is judged by who is there. */
  private ready = false;
  private reading = 0;
  /** Agents of which the log told, and contacts that left, while they were read: what was read may be older. */
  private readonly moved = new Set<string>();
  private readonly gone = new Set<string>();
  /** All who waited at the beginning have been judged. */
  private surveyed = false;
  /** Raised by each start and stop: what an older one still reads is dropped. */
  private round = 0;

  constructor(
    @Inject(EventHub) private readonly hub: EventHub,
    @Inject(RoutabilityService) routability: RoutabilityService,
    @Inject(StandingThresholds) private readonly thresholds: StandingThresholds,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    thresholds.onTold((frame) => this.tell(frame));
    this.floor = new FloorWatch(hub.config, routability, this.board);
  }

  /** All that stands. */
  standing(): (AlertFrame | ThresholdFrame)[] {
    return [...this.board.frames(), ...this.thresholds.frames()];
  }

  /** Contacts of which such an alert stands here, up to those that the board holds; undefined while they are being read. */
  contactsOf(kind: 'unroutable' | 'declinedByAll', queueId: string | undefined): number | undefined {
    if (!this.surveyed) return undefined;
    const isMeant = (frame: AlertFrame): boolean => queueId === undefined || frame.queueId === queueId;
    return this.board.frames().filter((frame) => frame.alert === kind && isMeant(frame)).length;
  }

  /** Hears of each alert from now on, as JSON text. Returns the function that ends it. */
  join(receiver: (text: string) => void): () => void {
    this.receivers.add(receiver);
    if (this.receivers.size === 1) this.start();
    return () => {
      this.receivers.delete(receiver);
      if (this.receivers.size === 0) this.stop();
    };
  }

  onModuleDestroy(): void {
    this.stop();
  }

  private start(): void {
    const { recent, config } = this.hub;
    this.stops = [
      recent.subscribe((events) => this.take(events)),
      recent.onLost(() => this.startOver()),
      config.onChange((changes) => this.configured(changes)),
    ];
    this.startOver();
  }

  private stop(): void {
    this.round += 1;
    this.surveyed = false;
    clearTimeout(this.retry);
    for (const stop of this.stops.splice(0)) stop();
    this.floor.clear();
    this.touched.clear();
  }

  private startOver(): void {
    this.round += 1;
    this.surveyed = false;
    this.ready = false;
    this.floor.clear();
    this.touched.clear();
    this.moved.clear();
    this.attempt(this.round, () => this.read(this.round));
  }

  private tell(frame: AlertFrame | ThresholdFrame): void {
    const text = JSON.stringify(frame);
    for (const receiver of this.receivers) receiver(text);
  }

  private take(events: readonly LogEvent[]): void {
    if (this.touched.size > MAX_TOUCHED) this.startOver();
    for (const event of events) {
      this.board.move(event, event.at);
      this.floor.apply(event);
      if (event.agentId !== undefined && !this.ready) this.moved.add(event.agentId);
      // An offered contact still waits for its answer.
      if (event.contactId !== undefined && event.type !== 'contact.offered') this.touch(event.contactId, event);
    }
    this.schedule();
  }

  private touch(contactId: string, event?: LogEvent): void {
    let touched = this.touched.get(contactId);
    if (touched === undefined) this.touched.set(contactId, (touched = { refused: false }));
    if (event === undefined) return;
    touched.refused ||= event.offerOutcome === 'declined' || event.offerOutcome === 'missed';
    if (!isFlat(event)) return;
    const state = stateAfter(event.type);
    touched.left = state === 'waiting' ? undefined : state;
  }

  private configured(changes: readonly ConfigChange[]): void {
    let others = false;
    for (const { kind, id } of changes) {
      if (kind === 'agent') this.floor.agentConfigured(id);
      else others ||= kind === 'queue' || kind === 'channel';
    }
    if (others) this.floor.reconfigured();
    for (const contactId of this.floor.unroutable()) this.touch(contactId);
    this.schedule();
  }

  private schedule(): void {
    if (this.scheduled || !this.ready || this.touched.size === 0) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      const { round } = this;
      if (!this.ready) return;
      const missing = this.judge();
      this.schedule();
      if (missing.size > 0) this.attempt(round, () => this.readContacts(missing, round));
    });
  }

  /** Judges what the node remembers, for a slice of time; answers what it does not. */
  private judge(): Map<string, Touched> {
    const missing = new Map<string, Touched>();
    const until = performance.now() + SLICE_MS;
    for (const [id, touched] of this.touched) {
      if (performance.now() > until) break;
      this.touched.delete(id);
      const contact = touched.left === undefined ? this.hub.source.contactOf(id) : undefined;
      if (touched.left !== undefined) {
        this.floor.contactLeft(id, touched.left);
        if (this.reading > 0) this.gone.add(id);
      } else if (contact === undefined) missing.set(id, touched);
      else {
        this.gone.delete(id);
        this.floor.contactStands(contact, touched.refused, this.hub.live.now());
      }
    }
    return missing;
  }

  private attempt(round: number, run: () => Promise<void>): void {
    this.reading += 1;
    run()
      .catch((error: unknown) => {
        if (round !== this.round) return;
        this.logger.warn({ err: error }, 'the floor could not be read for alerts');
        clearTimeout(this.retry);
        this.retry = setTimeout(() => this.startOver(), RETRY_MS).unref();
      })
      .finally(() => {
        this.reading -= 1;
        if (this.reading === 0) this.gone.clear();
      });
  }

  /** Agents first: contacts are judged by who is there. */
  private async read(round: number): Promise<void> {
    const { live, recent, config } = this.hub;
    this.board.move(recent.position(), recent.lastAt() ?? live.now());
    const { agent, queue } = config.current();
    for (
      let ids = [...agent.keys()], pass = 1;
      ids.length > 0 && pass <= MAX_PASSES;
      ids = [...this.moved], pass += 1
    ) {
      this.moved.clear();
      for (const page of pages(ids)) {
        const agents = await Promise.all(page.map((id) => live.agent(id)));
        if (round !== this.round) return;
        for (const each of agents) if (each) this.floor.agentRead(each);
      }
    }
    this.moved.clear();
    this.ready = true;
    this.schedule();
    let left = MAX_READ;
    for (const queueId of queue.keys()) {
      if (left <= 0) break;
      const ids = await live.waitingIds(queueId, 0, left);
      left -= ids.length;
      await this.readContacts(new Map(ids.map((id) => [id, { refused: true }])), round);
    }
    if (round === this.round) this.surveyed = true;
  }

  private async readContacts(wanted: ReadonlyMap<string, Touched>, round: number): Promise<void> {
    const { live, source } = this.hub;
    for (const ids of pages([...wanted.keys()])) {
      const contacts = await live.contacts(ids);
      if (round !== this.round) return;
      let until = performance.now() + SLICE_MS;
      for (const read of contacts) {
        if (performance.now() > until) {
          await nextTurn();
          if (round !== this.round) return;
          until = performance.now() + SLICE_MS;
        }
        // What the log has told meanwhile is newer, or as new.
        const contact = source.contactOf(read.id) ?? read;
        if (!this.touched.has(read.id) && !this.gone.has(read.id))
          this.floor.contactStands(contact, wanted.get(read.id)?.refused ?? false, live.now());
      }
    }
  }
}

function* pages(ids: readonly string[]): Generator<string[]> {
  for (let start = 0; start < ids.length; start += READ_AT_ONCE) yield ids.slice(start, start + READ_AT_ONCE);
}
