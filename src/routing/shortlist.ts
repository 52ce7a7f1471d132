import type { DeskTable } from './desk-table.js';
import { ENQUEUED, LINE, SEQUENCE } from './lines.js';
import type { Ties } from './tie-heap.js';

/** How many a record shows: the winner and the next three. */
export const RECORDED = 4;

/** The best few pairs found so far, best first. */
export class Shortlist {
  /** Numbers of contacts and of agents. */
  readonly contacts: Int32Array;
  readonly agents: Int32Array;
  /** Whole ms. */
  readonly totals: Float64Array;
  /** Numbers of how each agent fits its contact's class. */
  readonly fits: Int32Array;
  length = 0;
  /** What a pair has to beat: the last total of a full list. */
  worst = -Infinity;

  /** @param size how many to keep */
  constructor(
    readonly size: number,
    private readonly ties: Ties,
    private readonly desks: DeskTable,
  ) {
    this.contacts = new Int32Array(size);
    this.agents = new Int32Array(size);
    this.totals = new Float64Array(size);
    this.fits = new Int32Array(size);
  }

  clear(): void {
    this.length = 0;
    this.worst = -Infinity;
  }

  offer(contact: number, agent: number, total: number, fit: number): void {
    const { contacts, agents, totals, fits, size } = this;
    let at = this.length;
    while (at > 0) {
      const held = totals[at - 1]!;
      if (held > total || (held === total && !this.winsTie(contact, agent, at - 1))) break;
      at -= 1;
    }
    if (at >= size) return;
    if (this.length < size) this.length += 1;
    for (let i = this.length - 1; i > at; i -= 1) {
      contacts[i] = contacts[i - 1]!;
      agents[i] = agents[i - 1]!;
      totals[i] = totals[i - 1]!;
      fits[i] = fits[i - 1]!;
    }
    contacts[at] = contact;
    agents[at] = agent;
    totals[at] = total;
    fits[at] = fit;
    if (this.length === size) this.worst = totals[size - 1]!;
  }

  private winsTie(contact: number, agent: number, at: number): boolean {
    return comesFirst(this.ties, this.desks, contact, agent, this.contacts[at]!, this.agents[at]!);
  }
}

/** The contract's order among equal totals: idle since, enqueued at, enqueue sequence, agent id. */
export function comesFirst(
  { lines }: Ties,
  { idleSince, order }: DeskTable,
  contact: number,
  agent: number,
  otherContact: number,
  otherAgent: number,
): boolean {
  if (idleSince[agent] !== idleSince[otherAgent]) return idleSince[agent]! < idleSince[otherAgent]!;
  const [a, b] = [contact * LINE, otherContact * LINE];
  if (lines[a + ENQUEUED] !== lines[b + ENQUEUED]) return lines[a + ENQUEUED]! < lines[b + ENQUEUED]!;
  if (lines[a + SEQUENCE] !== lines[b + SEQUENCE]) return lines[a + SEQUENCE]! < lines[b + SEQUENCE]!;
  return order[agent]! < order[otherAgent]!;
}
