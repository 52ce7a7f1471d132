import { hashOf, IdIndex } from './id-index.js';
import { ACCEPTANCE, ASK, CREDITS, DUE, ENQUEUED, EPOCH, HASH, LINE, MARK, PRIORITY, SEQUENCE, SLOT } from './lines.js';
import { VALUE, VIRTUAL, WHOLES, WISH } from './lines.js';
import { UNKNOWN_ACCEPTANCE, type BotAcceptance, type Reservation } from '../domain/contact.js';
import type { ContactFigures } from './scorers/scorer.js';
import type { WaitingContact } from './world.js';

/** No class: queue, channel or profile is unknown, or the contact has left. */
export const NO_CLASS = -1;

/** Marks. */
export const STANDS = 1;
export const RESTING = 2;
/** Some agent declined it within the soft cool-down. */
export const COOLING = 4;
export const DECLINED = 8;
/** It has a journey stage, or names an agent. */
const TEXTS = 16;
/** It is reserved for an agent, or was. */
export const RESERVED = 32;
/** A supervisor pulled it to the front. */
export const PULLED = 64;

type Declines = Readonly<Record<string, number>>;
const NO_DECLINES: Declines = {};

/** Named agents of a contact. */
interface NamedAgents {
  preferredAgentId?: string;
  lastAgentId?: string;
}
const NO_AGENTS: NamedAgents = {};

/**
 * The waiting contacts by number: of 100,000 objects scattered over the memory each one that a decision looks at costs
 * a wait, and the collector looks at all of them. A number that is free keeps its texts until it is used again.
 */
export class WaitingTable {
  readonly ids: string[] = [];
  wholes = new Int32Array(64 * WHOLES);
  /** The same bytes as numbers. */
  lines = new Float64Array(this.wholes.buffer);
  private readonly index = new IdIndex();
  private readonly stages: (string | undefined)[] = [];
  private readonly agents: NamedAgents[] = [];
  private readonly declined = new Map<number, Declines>();
  private readonly reserved = new Map<number, Reservation>();
  private readonly free: number[] = [];

  get size(): number {
    return this.index.size;
  }

  /** −1: it does not wait. */
  find(id: string, hash = hashOf(id)): number {
    return this.index.find(id, hash, this.ids);
  }

  /** Reads what `find` will look at, so that it is in the cache by then. */
  peek(hash: number): number {
    return this.index.peek(hash);
  }

  numbers(): Iterable<number> {
    return this.index.numbers();
  }

  admit(id: string, hash: number): number {
    const no = this.free.pop() ?? this.ids.length;
    if ((no + 1) * LINE > this.lines.length) this.grow();
    const at = no * WHOLES;
    this.ids[no] = id;
    this.wholes[at + SLOT] = NO_CLASS;
    this.wholes[at + ASK] = -1;
    this.wholes[at + MARK] = 0;
    this.wholes[at + EPOCH] = -1;
    this.wholes[at + HASH] = hash;
    this.wholes[at + WISH] = 0;
    this.index.add(hash, no);
    return no;
  }

  dismiss(no: number): void {
    this.index.remove(this.wholes[no * WHOLES + HASH]!, no);
    if (this.has(no, DECLINED)) this.declined.delete(no);
    if (this.has(no, RESERVED)) this.reserved.delete(no);
    this.wholes[no * WHOLES + SLOT] = NO_CLASS;
    this.free.push(no);
  }

  has(no: number, mark: number): boolean {
    return (this.wholes[no * WHOLES + MARK]! & mark) !== 0;
  }

  mark(no: number, mark: number, holds: boolean): void {
    const at = no * WHOLES + MARK;
    if (holds) this.wholes[at]! |= mark;
    else this.wholes[at]! &= ~mark;
  }

  slot(no: number): number {
    return this.wholes[no * WHOLES + SLOT]!;
  }

  /** Agent id → when it last declined or missed this contact. */
  declines(no: number): Declines {
    return this.has(no, DECLINED) ? (this.declined.get(no) ?? NO_DECLINES) : NO_DECLINES;
  }

  /** Ended ones included. */
  reservation(no: number): Reservation | undefined {
    return this.has(no, RESERVED) ? this.reserved.get(no) : undefined;
  }

  virtualEnqueuedAt(no: number): number {
    return this.lines[no * LINE + VIRTUAL]!;
  }

  stage(no: number): string | undefined {
    return this.has(no, TEXTS) ? this.stages[no] : undefined;
  }

  namedAgents(no: number): NamedAgents {
    return this.has(no, TEXTS) ? this.agents[no]! : NO_AGENTS;
  }

  botAcceptance(no: number): BotAcceptance {
    const acceptance = this.lines[no * LINE + ACCEPTANCE]!;
    return acceptance < 0 ? 'never' : acceptance;
  }

  /** What the contact scorers look at. */
  figures(no: number): ContactFigures {
    const { lines } = this;
    const at = no * LINE;
    const [priority, customerValue, due] = [lines[at + PRIORITY]!, lines[at + VALUE]!, lines[at + DUE]!];
    return { priority, customerValue, due, journeyStage: this.stage(no) };
  }

  write(no: number, contact: WaitingContact): void {
    const { lines } = this;
    const { journeyStage, preferredAgentId, lastAgentId, reserved, declines } = contact;
    const at = no * LINE;
    lines[at + VIRTUAL] = contact.virtualEnqueuedAt;
    lines[at + ENQUEUED] = contact.enqueuedAt;
    lines[at + SEQUENCE] = contact.enqueueSeq;
    lines[at + PRIORITY] = contact.priority;
    lines[at + VALUE] = contact.customerValue;
    lines[at + DUE] = contact.due;
    lines[at + ACCEPTANCE] = storedAcceptance(contact.botAcceptance);
    for (let credit = at + CREDITS; credit < at + CREDITS + 4; credit += 1) lines[credit] = 0;
    const names = preferredAgentId !== undefined || lastAgentId !== undefined;
    const hasTexts = names || journeyStage !== undefined;
    this.mark(no, TEXTS, hasTexts);
    if (hasTexts) {
      this.stages[no] = journeyStage;
      this.agents[no] = names ? { preferredAgentId, lastAgentId } : NO_AGENTS;
    }
    this.mark(no, PULLED, contact.pulledToFront === true);
    if (this.has(no, DECLINED)) this.declined.delete(no);
    const isDeclined = hasKeys(declines);
    this.mark(no, DECLINED, isDeclined);
    if (isDeclined) this.declined.set(no, { ...declines });
    if (this.has(no, RESERVED)) this.reserved.delete(no);
    this.mark(no, RESERVED, reserved !== undefined);
    if (reserved !== undefined) this.reserved.set(no, { ...reserved });
  }

  /** Whether what is known says the same, what it asks left aside. */
  isSame(no: number, contact: WaitingContact): boolean {
    const { lines } = this;
    const at = no * LINE;
    const { preferredAgentId, lastAgentId } = this.namedAgents(no);
    return (
      lines[at + VIRTUAL] === contact.virtualEnqueuedAt &&
      lines[at + ENQUEUED] === contact.enqueuedAt &&
      lines[at + SEQUENCE] === contact.enqueueSeq &&
      lines[at + PRIORITY] === contact.priority &&
      lines[at + VALUE] === contact.customerValue &&
      lines[at + DUE] === contact.due &&
      lines[at + ACCEPTANCE] === storedAcceptance(contact.botAcceptance) &&
      this.has(no, PULLED) === (contact.pulledToFront === true) &&
      this.stage(no) === contact.journeyStage &&
      preferredAgentId === contact.preferredAgentId &&
      lastAgentId === contact.lastAgentId &&
      sameReservation(this.reservation(no), contact.reserved) &&
      sameDeclines(this.declines(no), contact.declines)
    );
  }

  private grow(): void {
    const wholes = new Int32Array(this.wholes.length * 2);
    wholes.set(this.wholes);
    this.wholes = wholes;
    this.lines = new Float64Array(wholes.buffer);
  }
}

function storedAcceptance(acceptance: BotAcceptance = UNKNOWN_ACCEPTANCE): number {
  return acceptance === 'never' ? -1 : acceptance;
}

function hasKeys(record: Declines): boolean {
  for (const _ in record) return true;
  return false;
}

function sameReservation(a: Reservation | undefined, b: Reservation | undefined): boolean {
  return a?.agentId === b?.agentId && a?.untilMs === b?.untilMs;
}

function sameDeclines(a: Declines, b: Declines): boolean {
  for (const id in a) if (a[id] !== b[id]) return false;
  for (const id in b) if (a[id] !== b[id]) return false;
  return true;
}
