import type { Backlog } from './backlog.js';
import type { ClassTable } from './class-table.js';
import { EPOCH, WHOLES, WISH } from './lines.js';
import { VERDICT, type LaneTable } from './lane-table.js';
import { PASSES, type ContactClass } from './model.js';
import { NumberSet } from './number-set.js';
import type { Proposer } from './proposals.js';
import type { Seating } from './seating.js';
import { COUNT, FIRST } from './slot-pool.js';
import { COOLING, STANDS, type WaitingTable } from './waiting-table.js';

/** What the changes are looked up in. */
export interface ChangesParts {
  waiting: WaitingTable;
  backlog: Backlog;
  lanes: LaneTable;
  seating: Seating;
  classTable: ClassTable;
}

/** The agents and contacts that have changed since all was last matched, by number. */
export class Changes {
  readonly agents = new NumberSet();
  readonly contacts = new NumberSet();
  /** Raised when all is matched: what was touched before it no longer counts as having become possible. */
  private epoch = 0;

  constructor(private readonly parts: ChangesParts) {}

  get size(): number {
    return this.agents.size + this.contacts.size;
  }

  touchContact(contact: number): void {
    this.parts.waiting.wholes[contact * WHOLES + EPOCH] = this.epoch;
    this.contacts.add(contact);
  }

  /** Whether a contact became possible since all was last matched. */
  hasTouched(contact: number): boolean {
    return this.parts.waiting.wholes[contact * WHOLES + EPOCH] === this.epoch;
  }

  /** All is matched. */
  end(): void {
    this.epoch += 1;
  }

  clear(): void {
    this.agents.clear();
    this.contacts.clear();
  }

  /** Brings all counts in line with what was reported, without deciding anything. */
  settleAll(): void {
    for (const agent of this.agents.members()) this.parts.seating.settle(agent);
  }

  /**
   * Drops what is spoken for: contacts without a free agent in their class (a changed agent speaks for itself), and
   * agents for which only changed contacts wait.
   */
  leaveOutSpokenFor(): void {
    const { waiting, backlog, classTable, seating } = this.parts;
    const { contacts, agents } = this;
    for (let i = contacts.size - 1; i >= 0; i -= 1) {
      const contact = contacts.at(i);
      const group = backlog.groupOf(contact);
      if (group === undefined || !waiting.has(contact, STANDS) || classTable.passing(group.slot) === 0) {
        contacts.delete(contact);
      } else {
        group.changed += 1;
      }
    }
    for (let i = agents.size - 1; i >= 0 && this.size > 1; i -= 1) {
      const agent = agents.at(i);
      seating.settle(agent);
      if (!this.hasUnchangedWaiting(agent)) agents.delete(agent);
    }
    for (let i = 0; i < contacts.size; i += 1) backlog.groupOf(contacts.at(i))!.changed = 0;
  }

  private hasUnchangedWaiting(agent: number): boolean {
    const { heads, groups } = this.parts.classTable;
    const { cells } = this.parts.seating.pool;
    const { lanes } = this.parts;
    for (let lane = lanes.first(agent); lane >= 0; lane = lanes.next(lane)) {
      if (lanes.words[lane + VERDICT] !== PASSES) continue;
      const first = lanes.words[lane + FIRST]!;
      const stop = first + lanes.words[lane + COUNT]!;
      for (let cell = first; cell < stop; cell += 1) {
        const slot = cells[2 * cell]!;
        if (heads[slot] === Infinity) continue;
        const { waiting, changed } = groups[slot]!;
        if (waiting > changed) return true;
      }
    }
    return false;
  }

  /** Who may have the best pair of all. */
  *proposers(): Iterable<Proposer> {
    const { waiting, backlog, classTable } = this.parts;
    const groups = new Set<ContactClass>();
    for (const contact of this.contacts.members()) {
      if (waiting.has(contact, COOLING)) yield { kind: 'contact', contact };
      else if (waiting.wholes[contact * WHOLES + WISH] !== 0) yield { kind: 'wish', contact };
      groups.add(backlog.groupOf(contact)!);
    }
    for (const agent of this.agents.members()) {
      yield { kind: 'desk', agent };
      for (const slot of this.slotsOf(agent)) {
        if (classTable.heads[slot]! < Infinity) groups.add(classTable.groups[slot]!);
      }
    }
    for (const group of groups) yield { kind: 'class', group };
  }

  /** The classes in which an agent is free. */
  private *slotsOf(agent: number): Iterable<number> {
    const { pool } = this.parts.seating;
    const { lanes } = this.parts;
    for (let lane = lanes.first(agent); lane >= 0; lane = lanes.next(lane)) {
      if (lanes.words[lane + VERDICT] !== PASSES) continue;
      const first = lanes.words[lane + FIRST]!;
      const stop = first + lanes.words[lane + COUNT]!;
      for (let cell = first; cell < stop; cell += 1) yield pool.slotAt(cell);
    }
  }
}
