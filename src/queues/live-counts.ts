import type { OpenContact } from '../contacts/history.port.js';
import { isEnded, type ContactSpec, type ContactState } from '../domain/contact.js';
import type { LogEvent, WriteOp } from '../domain/events.js';
import { earlierOf, Earliest, type Moment } from './earliest.js';

export type CallbackStates = Record<'scheduled' | 'waiting' | 'offered' | 'active', number>;

/** How many contacts stand where, and since when the first of them waits. */
export interface ContactCounts {
  waiting: number;
  offered: number;
  active: number;
  callbacks: CallbackStates;
  /** Beginning (ms) of the age of the contact that waits and is the oldest. */
  oldestSince?: number;
  /** Beginning (ms) of the longest wait in a queue, of a contact that waits or is offered. */
  longestSince?: number;
}

const CONTACT = 'contact:';

/** What is counted together. */
class Cell {
  readonly states: CallbackStates = { scheduled: 0, waiting: 0, offered: 0, active: 0 };
  readonly callbacks: CallbackStates = { scheduled: 0, waiting: 0, offered: 0, active: 0 };
  readonly ages = new Earliest();
  readonly waits = new Earliest();
}

interface Known extends OpenContact {
  /** Where it counts; empty: to be looked up again. */
  cells: Cell[];
  /** While it waits. */
  age?: Moment;
  /** While it waits or is offered. */
  wait?: Moment;
}

/** A contact that is being written to, and what it was. */
interface Touched {
  contact: Known;
  before?: { state: ContactState; queueId: string; waited: boolean };
}

/**
 * Counts of contacts per queue, channel and skill, kept by the log's events: what an event costs depends on what it
 * changes, and a question on how many queues, channels and skills there are, never on how many contacts wait.
 */
export class LiveCounts {
  private readonly contacts = new Map<string, Known>();
  private readonly cells = new Map<string, Map<string, Cell>>();
  private readonly skills = new Map<string, Cell>();

  clear(): void {
    this.contacts.clear();
    this.cells.clear();
    this.skills.clear();
  }

  /** A contact as it was read. */
  put(contact: OpenContact): void {
    const known = this.contacts.get(contact.id);
    if (known !== undefined) this.leave(known);
    const entered: Known = { ...contact, cells: [] };
    this.contacts.set(contact.id, entered);
    this.enter(entered);
  }

  /** Must come in the log's order, each event once. */
  apply(event: LogEvent): void {
    let touched: Touched | undefined;
    for (const op of event.ops) {
      if (!op[1].startsWith(CONTACT)) continue;
      const id = op[1].slice(CONTACT.length);
      if (touched?.contact.id !== id) {
        if (touched !== undefined) this.settle(touched, event.at);
        touched = this.touch(id);
      }
      write(touched.contact, op);
    }
    if (touched !== undefined) this.settle(touched, event.at);
  }

  /** All contacts; with a queue, or a channel, those in it. */
  of(only: { queueId?: string; channel?: string } = {}): ContactCounts {
    const { queueId, channel } = only;
    const found: Cell[] = [];
    for (const cells of queueId === undefined ? this.cells.values() : [this.cells.get(queueId)])
      for (const [of, cell] of cells ?? []) if (channel === undefined || channel === of) found.push(cell);
    return sum(found);
  }

  /** Contacts that ask for a skill. */
  ofSkill(skillId: string): ContactCounts {
    const cell = this.skills.get(skillId);
    return sum(cell === undefined ? [] : [cell]);
  }

  /** Channels of the contacts that wait in a queue, are offered or in talk. */
  channelsIn(queueId: string): string[] {
    const isIn = ({ states }: Cell): boolean => states.waiting + states.offered + states.active > 0;
    return [...(this.cells.get(queueId) ?? [])].flatMap(([channel, cell]) => (isIn(cell) ? [channel] : []));
  }

  /** Takes a contact out of the counts for as long as it is written to. */
  private touch(id: string): Touched {
    const known = this.contacts.get(id);
    if (known === undefined) return { contact: unknown(id), before: undefined };
    const { state, queueId } = known;
    const before = { state, queueId, waited: waits(known) };
    this.leave(known);
    return { contact: known, before };
  }

  private settle({ contact, before }: Touched, at: number): void {
    if (before === undefined) contact.enteredAt = contact.since;
    else if (waits(contact) && (!before.waited || before.queueId !== contact.queueId)) {
      // As history has it: a requeue takes the answer back, everything else begins another wait.
      const goesOn = before.state === 'active' && contact.isRequeued && before.queueId === contact.queueId;
      if (!goesOn) contact.enteredAt = at;
    }
    if (contact.queueId === '' || isEnded(contact.state)) {
      this.contacts.delete(contact.id);
      return;
    }
    if (before === undefined) this.contacts.set(contact.id, contact);
    this.enter(contact);
  }

  private enter(contact: Known): void {
    const { state, queueId, channel } = contact;
    if (contact.cells.length === 0) {
      contact.cells.push(this.cellOf(queueId, channel));
      for (const skill of contact.skills) contact.cells.push(this.skillCell(skill));
    }
    contact.age = state === 'waiting' ? { at: contact.since, gone: false } : undefined;
    const isWaiting = (state === 'waiting' || state === 'offered') && !contact.isConsult;
    contact.wait = isWaiting ? { at: contact.enteredAt, gone: false } : undefined;
    for (const cell of contact.cells) {
      tally(cell, contact, 1);
      if (contact.age !== undefined) cell.ages.add(contact.age);
      if (contact.wait !== undefined) cell.waits.add(contact.wait);
    }
  }

  private leave(contact: Known): void {
    if (contact.age !== undefined) contact.age.gone = true;
    if (contact.wait !== undefined) contact.wait.gone = true;
    for (const cell of contact.cells) {
      tally(cell, contact, -1);
      if (contact.age !== undefined) cell.ages.lost();
      if (contact.wait !== undefined) cell.waits.lost();
    }
  }

  private cellOf(queueId: string, channel: string): Cell {
    const cells = this.cells.get(queueId) ?? new Map<string, Cell>();
    this.cells.set(queueId, cells);
    const cell = cells.get(channel) ?? new Cell();
    cells.set(channel, cell);
    return cell;
  }

  private skillCell(skillId: string): Cell {
    const cell = this.skills.get(skillId) ?? new Cell();
    this.skills.set(skillId, cell);
    return cell;
  }
}

/** Skills that a contact asks for, each once. */
export function skillsOf({ requirements }: Pick<ContactSpec, 'requirements'>): string[] {
  return requirements.length === 0 ? [] : [...new Set(requirements.map(({ skillId }) => skillId))];
}

function unknown(id: string): Known {
  const nothing = { queueId: '', channel: '', skills: [], since: 0, enteredAt: 0, cells: [] };
  return { id, state: 'scheduled', ...nothing, isConsult: false, isDialled: false, isRequeued: false };
}

function waits({ state, isDialled }: OpenContact): boolean {
  return isDialled || state === 'waiting' || state === 'offered';
}

function tally(cell: Cell, { state, channel }: Known, n: 1 | -1): void {
  if (!(state in cell.states)) return;
  cell.states[state as keyof CallbackStates] += n;
  if (channel === 'callback') cell.callbacks[state as keyof CallbackStates] += n;
}

function sum(cells: readonly Cell[]): ContactCounts {
  const callbacks: CallbackStates = { scheduled: 0, waiting: 0, offered: 0, active: 0 };
  const counts: ContactCounts = { waiting: 0, offered: 0, active: 0, callbacks };
  for (const cell of cells) {
    for (const state of ['waiting', 'offered', 'active'] as const) counts[state] += cell.states[state];
    for (const state of Object.keys(callbacks) as (keyof CallbackStates)[]) callbacks[state] += cell.callbacks[state];
    counts.oldestSince = earlierOf(counts.oldestSince, cell.ages.first());
    counts.longestSince = earlierOf(counts.longestSince, cell.waits.first());
  }
  return counts;
}

function write(contact: Known, op: WriteOp): void {
  if (op[0] === 'HSET') for (let i = 2; i + 1 < op.length; i += 2) set(contact, op[i], op[i + 1] as string);
  else if (op[0] === 'HDEL') for (let i = 2; i < op.length; i += 1) set(contact, op[i], undefined);
}

/** A field of the contact's hash; undefined: removed. */
function set(contact: Known, field: string | undefined, value: string | undefined): void {
  switch (field) {
    case 'cons':
      contact.isConsult = value !== undefined;
      return;
    case 'dialUntil':
      contact.isDialled = value !== undefined;
      return;
    case 'rq':
      contact.isRequeued = value !== undefined;
      return;
    case 'state':
      contact.state = (value ?? contact.state) as ContactState;
      return;
    case 'queueId':
      contact.queueId = value ?? '';
      contact.cells = [];
      return;
    case 'channel':
      contact.channel = value ?? '';
      contact.cells = [];
      return;
    case 'venq':
      contact.since = Number(value ?? contact.since);
      return;
    case 'spec':
      if (value === undefined) return;
      contact.skills = skillsOf(JSON.parse(value) as ContactSpec);
      contact.cells = [];
      return;
    default:
  }
}
