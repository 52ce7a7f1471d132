import { isReserved, type Reservation } from '../domain/contact.js';
import type { ChannelConfig, QueueConfig, RelaxationStep, RoutingProfile } from '../domain/configuration.js';
import type { Alarms } from './alarms.js';
import type { Asks } from './asks.js';
import type { ClassTable } from './class-table.js';
import type { Classes } from './classes.js';
import { wantsBots } from './filters/bot.filter.js';
import { hashOf } from './id-index.js';
import { ACCEPTANCE, ASK, BOT, CREDITS, FIXED, LINE, SLOT, VALUE, VIRTUAL, WHOLES, WISH } from './lines.js';
import { placeAmong, type Ask, type ContactClass } from './model.js';
import { demandOf, mayTranslate, stepAt } from './relaxation.js';
import type { ScoreBook } from './score-book.js';
import type { Screen } from './screen.js';
import type { Translations } from './translations.js';
import { COOLING, DECLINED, NO_CLASS, PULLED, RESERVED, RESTING, STANDS, type WaitingTable } from './waiting-table.js';
import type { WishIndex } from './wish-index.js';
import type { WaitingContact } from './world.js';

const NOBODY: readonly number[] = [];
const NO_STEPS: readonly RelaxationStep[] = [];

/** What the backlog is made of. */
export interface BacklogParts {
  waiting: WaitingTable;
  classTable: ClassTable;
  classes: Classes;
  asks: Asks;
  wishIndex: WishIndex;
  screen: Screen;
  book: ScoreBook;
  alarms: Alarms;
  translations: Translations;
}

/** The waiting contacts: each in its class's heaps, with an alarm for its next step or cool-down moment. */
export class Backlog {
  readonly channels = new Map<string, ChannelConfig>();
  readonly profiles = new Map<string, RoutingProfile>();
  readonly queues = new Map<string, QueueConfig>();
  /** Agent id → contacts that it declined within the soft cool-down. */
  readonly declined = new Map<string, Set<number>>();
  readonly resting = new Set<number>();
  private readonly restingIds = new Set<string>();
  private now = 0;
  /** Where what is read ahead is put, so that the compiler does not leave the reads out. */
  fetched = 0;
  /** Subtracted from times before they become keys, so that doubles keep fractions of a ms. */
  private base: number | undefined;

  constructor(private readonly parts: BacklogParts) {}

  /** Its number, when something changed. */
  set(contact: WaitingContact): number | undefined {
    const { waiting, asks } = this.parts;
    const hash = hashOf(contact.id);
    this.fetched = waiting.peek(hash);
    const ask = asks.of(contact, this.holderOf(contact.reserved));
    let no = waiting.find(contact.id, hash);
    const isKnown = no >= 0;
    if (isKnown && this.askOf(no) === ask && waiting.isSame(no, contact)) return undefined;
    // Held from here on: to lift the contact may forget what nobody holds.
    ask.holders += 1;
    if (isKnown) {
      this.lift(no);
    } else {
      no = waiting.admit(contact.id, hash);
      if (this.restingIds.size > 0) waiting.mark(no, RESTING, this.restingIds.has(contact.id));
    }
    waiting.write(no, contact);
    this.setAsk(no, ask);
    this.place(no);
    return no;
  }

  remove(id: string): number | undefined {
    const no = this.parts.waiting.find(id);
    if (no < 0) return undefined;
    this.take(no);
    return no;
  }

  /** Takes a contact out for good. */
  take(no: number): void {
    const { waiting } = this.parts;
    const ask = this.askOf(no)!;
    this.lift(no);
    waiting.dismiss(no);
    this.release(ask);
  }

  /** Its number, when it waits and was not so before. */
  rest(id: string, resting: boolean): number | undefined {
    if (resting === this.restingIds.has(id)) return undefined;
    if (resting) this.restingIds.add(id);
    else this.restingIds.delete(id);
    const { waiting } = this.parts;
    const no = waiting.find(id);
    if (no < 0) return undefined;
    this.lift(no);
    waiting.mark(no, RESTING, resting);
    this.place(no);
    return no;
  }

  /** Contacts for which the moment of a step, a cool-down or a reservation's end has come by `now`, each moved to where it belongs. */
  passTime(now: number): readonly number[] {
    this.now = now;
    const { alarms, waiting } = this.parts;
    let no = alarms.due(now);
    if (no < 0) return NOBODY;
    const due: number[] = [];
    for (; no >= 0; no = alarms.due(now)) {
      this.lift(no);
      if (waiting.has(no, RESERVED)) this.renewReservation(no);
      this.place(no);
      due.push(no);
    }
    return due;
  }

  /** Contacts whose class has come to ask for their language again, or no longer does. Those that rest are left out. */
  turnTranslated(): readonly number[] {
    const turned = this.parts.translations.takeTurned();
    if (turned.length === 0) return NOBODY;
    const contacts: number[] = [];
    for (const group of turned) {
      this.parts.classes.reseat(group);
      for (const heap of [group.members, group.cooling])
        for (let at = 0; at < heap.size; at += 1) contacts.push(heap.numberAt(at));
    }
    return contacts;
  }

  /** A time as heap keys use it. */
  relative(at: number): number {
    this.base ??= at;
    return at - this.base;
  }

  nextAlarm(): number | undefined {
    return this.parts.alarms.next();
  }

  stepOf(no: number, now: number): number {
    const { waiting } = this.parts;
    const steps = this.stepsOf(this.askOf(no)!);
    return steps.length === 0 ? 0 : stepAt(steps, now - waiting.virtualEnqueuedAt(no));
  }

  groupOf(no: number): ContactClass | undefined {
    const slot = this.parts.waiting.slot(no);
    return slot === NO_CLASS ? undefined : this.parts.classTable.groups[slot];
  }

  /** What a contact asks; undefined: it has just been admitted. */
  askOf(no: number): Ask | undefined {
    const ask = this.parts.waiting.wholes[no * WHOLES + ASK]!;
    return ask < 0 ? undefined : this.parts.asks.all[ask];
  }

  /** Takes contacts out while `change` alters configuration, and their classes with them; returns them placed anew. */
  reshape(concerns: (ask: Ask) => boolean, change: () => void): number[] {
    const { waiting, classes, asks } = this.parts;
    const concerned = [...waiting.numbers()].filter((no) => concerns(this.askOf(no)!));
    for (const no of concerned) this.lift(no);
    change();
    for (const ask of asks.all) if (ask !== undefined) ask.queue = undefined;
    classes.dropEmpty();
    for (const no of concerned) this.place(no);
    return concerned;
  }

  private place(no: number): void {
    const { waiting, classTable, classes, wishIndex, book, screen } = this.parts;
    const isCooling = this.noteDeclines(no);
    waiting.mark(no, COOLING, isCooling);
    this.setAlarm(no);
    const group = this.classFor(no);
    if (group === undefined) return;
    const { slot } = group;
    waiting.wholes[no * WHOLES + SLOT] = slot;
    const wished = group.affinityMs === 0 ? undefined : book.wishedAgent(waiting.namedAgents(no));
    const wishes = wished === undefined ? undefined : wishIndex.of(wished);
    waiting.wholes[no * WHOLES + WISH] = wishes === undefined ? 0 : wishes.no + 1;
    const fixedMs = this.writeCredits(no, group);
    classes.resize(group, 1);
    if (waiting.has(no, RESTING) && screen.rests(true)) {
      this.resting.add(no);
      return;
    }
    const key = group.ageRate * this.relative(waiting.lines[no * LINE + VIRTUAL]!) - fixedMs;
    const botKey = key - waiting.lines[no * LINE + BOT]!;
    (isCooling ? group.cooling : group.members).insert(no, key);
    waiting.mark(no, STANDS, true);
    if (key < classTable.heads[slot]!) classTable.heads[slot] = key;
    if (group.botRanks !== undefined) {
      (isCooling ? group.botRanks.cooling : group.botRanks.members).insert(no, botKey);
      if (botKey < classTable.botHeads[slot]!) classTable.botHeads[slot] = botKey;
    }
    if (wishes !== undefined) wishIndex.join(wishes, no, key, botKey, group);
  }

  /** Undoes `place`. */
  private lift(no: number): void {
    const { waiting, classTable, classes, wishIndex, alarms } = this.parts;
    alarms.clear(no);
    const isCooling = waiting.has(no, COOLING);
    if (isCooling) for (const agentId in waiting.declines(no)) this.forgetDecline(agentId, no);
    const group = this.groupOf(no);
    if (group === undefined) return;
    const wish = waiting.wholes[no * WHOLES + WISH]!;
    const wishes = wish === 0 ? undefined : wishIndex.at(wish - 1);
    waiting.wholes[no * WHOLES + SLOT] = NO_CLASS;
    waiting.wholes[no * WHOLES + WISH] = 0;
    if (waiting.has(no, RESTING)) this.resting.delete(no);
    if (waiting.has(no, STANDS)) {
      (isCooling ? group.cooling : group.members).remove(no);
      if (group.botRanks !== undefined) (isCooling ? group.botRanks.cooling : group.botRanks.members).remove(no);
      classTable.head(group);
      waiting.mark(no, STANDS, false);
      if (wishes !== undefined) wishIndex.leave(wishes, no, group);
    }
    if (wishes !== undefined) wishIndex.release(wishes);
    classes.resize(group, -1);
  }

  /** What a contact is worth whoever serves it, apart from its age, and to a bot; returns the former, ms. */
  private writeCredits(no: number, { demand, botRanks }: ContactClass): number {
    const { waiting, book } = this.parts;
    const { lines } = waiting;
    const { credits } = demand.profile;
    const ownMs = book.writeContactMs(lines, no * LINE + CREDITS, waiting.figures(no), credits);
    const fixedMs = waiting.has(no, PULLED) ? ownMs + book.frontMs() : ownMs;
    lines[no * LINE + BOT] = botRanks === undefined ? 0 : book.botMs(lines[no * LINE + ACCEPTANCE]!, credits);
    lines[no * LINE + FIXED] = fixedMs;
    return fixedMs;
  }

  /** The class of a contact by the steps in force; undefined: queue, channel or profile is unknown. */
  private classFor(no: number): ContactClass | undefined {
    const { classes, waiting } = this.parts;
    const ask = this.askOf(no)!;
    const queue = this.queueOf(ask);
    const step = this.stepOf(no, this.now);
    const bots = wantsBots(queue?.bots, waiting.botAcceptance(no), waiting.lines[no * LINE + VALUE]!);
    const known = ask.groups[placeAmong(step, bots)];
    if (known !== undefined) return known;
    const channel = this.channels.get(ask.channel);
    const profile = queue && this.profiles.get(queue.routingProfileId);
    if (queue === undefined || channel === undefined || profile === undefined) return undefined;
    const { requirements, language, reservedFor, dialFirst } = ask;
    const aged = this.agedAs(channel, ask.agingChannel);
    const asked = { requirements, language, reservedFor, dialFirst, bots };
    const demand = demandOf(queue, aged, profile, asked, step);
    if (!mayTranslate(queue, channel, ask)) return classes.make(ask, demand);
    return classes.make(ask, demand, demandOf(queue, aged, profile, { ...asked, translated: true }, step));
  }

  /** The channel with the target by which its contacts age; its own where the other is gone. */
  private agedAs(channel: ChannelConfig, agingChannel: string | undefined): ChannelConfig {
    const other = agingChannel === undefined ? undefined : this.channels.get(agingChannel);
    return other === undefined ? channel : { ...channel, defaultTargetSeconds: other.defaultTargetSeconds };
  }

  /** An ask's queue, looked up once after each change of configuration. */
  private queueOf(ask: Ask): QueueConfig | undefined {
    return (ask.queue ??= this.queues.get(ask.queueId));
  }

  private stepsOf(ask: Ask): readonly RelaxationStep[] {
    return this.queueOf(ask)?.steps ?? NO_STEPS;
  }

  /** For whom a contact is reserved now. */
  private holderOf(reserved: Reservation | undefined): string | undefined {
    return isReserved(reserved, this.now) ? reserved.agentId : undefined;
  }

  /** A contact whose reservation has ended asks what any other would. */
  private renewReservation(no: number): void {
    const ask = this.askOf(no)!;
    const reservedFor = this.holderOf(this.parts.waiting.reservation(no));
    if (reservedFor === ask.reservedFor) return;
    const other = this.parts.asks.of(ask, reservedFor);
    other.holders += 1;
    this.setAsk(no, other);
  }

  /** @param ask already held for this contact */
  private setAsk(no: number, ask: Ask): void {
    const before = this.askOf(no);
    this.parts.waiting.wholes[no * WHOLES + ASK] = ask.no;
    if (before !== undefined) this.release(before);
  }

  private release(ask: Ask): void {
    ask.holders -= 1;
    if (ask.holders === 0) this.parts.asks.tidy(ask);
  }

  private noteDeclines(no: number): boolean {
    let cooling = false;
    const declines = this.parts.waiting.declines(no);
    for (const agentId in declines) {
      if (!this.parts.screen.isCooling(this.now - (declines[agentId] ?? 0))) continue;
      cooling = true;
      const known = this.declined.get(agentId);
      if (known === undefined) this.declined.set(agentId, new Set([no]));
      else known.add(no);
    }
    return cooling;
  }

  private forgetDecline(agentId: string, no: number): void {
    const known = this.declined.get(agentId);
    known?.delete(no);
    if (known?.size === 0) this.declined.delete(agentId);
  }

  private setAlarm(no: number): void {
    const { waiting, alarms } = this.parts;
    const steps = this.stepsOf(this.askOf(no)!);
    if (steps.length === 0 && !waiting.has(no, DECLINED | RESERVED)) return;
    const reservedUntil = waiting.reservation(no)?.untilMs;
    alarms.set(no, waiting.virtualEnqueuedAt(no), steps, waiting.declines(no), reservedUntil, this.now);
  }
}
