import type { DeskTable } from './desk-table.js';
import type { ContactClass } from './model.js';
import { comesFirst } from './shortlist.js';
import type { Ties } from './tie-heap.js';

/** Whose best pair a proposal is: asked again when the pair has become stale, or was taken. */
export type Proposer =
  | { kind: 'class'; group: ContactClass }
  | { kind: 'desk'; agent: number }
  | { kind: 'contact' | 'wish'; contact: number };

/** A pair that may be the best of all. */
export interface Proposal {
  contact: number;
  /** The class in which it waited. */
  slot: number;
  agent: number;
  totalMs: number;
  /** Number of how the agent fits. */
  fit: number;
  /** The agent's version that the total was computed with. */
  version: number;
  by: Proposer;
}

/** Proposals, the best on top. */
export class Proposals {
  private readonly heap: Proposal[] = [];

  constructor(
    private readonly ties: Ties,
    private readonly desks: DeskTable,
  ) {}

  push(proposal: Proposal): void {
    const { heap } = this;
    let at = heap.length;
    heap.push(proposal);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.isBetter(proposal, heap[above]!)) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = proposal;
  }

  pop(): Proposal | undefined {
    const { heap } = this;
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && this.isBetter(heap[below + 1]!, heap[below]!)) below += 1;
      if (!this.isBetter(heap[below]!, last)) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = last;
    return top;
  }

  private isBetter(a: Proposal, b: Proposal): boolean {
    if (a.totalMs !== b.totalMs) return a.totalMs > b.totalMs;
    return comesFirst(this.ties, this.desks, a.contact, a.agent, b.contact, b.agent);
  }
}
