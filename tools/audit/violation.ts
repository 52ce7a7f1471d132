/** The invariants that the audit holds the record against. */
export const INVARIANTS = {
  'INV-1': 'a contact has at most one live primary offer or agent',
  'INV-2': "no bind exceeds an agent's capacity or a block",
  'INV-3': 'every contact answered with 2xx reaches exactly one end state; none disappears',
  'INV-4': 'age survives offers, declines, misses, requeues, transfers, restarts, failover',
  'INV-5': 'everyone who was told of an offer is told how it ended',
  'INV-6': 'every offer has a decision record from which totals and winner can be recomputed',
  'INV-7': 'the log is in the order of change, archived once each, without gaps; state can be rebuilt from it',
  'INV-8': 'who is called first is offered on the line alone; an agent stands for one of them, which names it',
  'INV-9': 'the figures that are kept of intervals are those of the log',
} as const;
export type InvariantCode = keyof typeof INVARIANTS;

export interface Violation {
  code: InvariantCode;
  contactId?: string;
  offerId?: string;
  agentId?: string;
  /** Event at which it was seen. */
  eventId?: string;
  message: string;
}

/** Counts all, keeps the first ones. */
export class Violations {
  readonly kept: Violation[] = [];
  readonly counts = new Map<InvariantCode, number>();

  constructor(private readonly most = 1000) {}

  add(violation: Violation): void {
    this.counts.set(violation.code, (this.counts.get(violation.code) ?? 0) + 1);
    if (this.kept.length < this.most) this.kept.push(violation);
  }

  get total(): number {
    let total = 0;
    for (const n of this.counts.values()) total += n;
    return total;
  }
}

/** One line: code, who it concerns, what was seen. */
export function describe(violation: Violation): string {
  const who: string[] = [];
  if (violation.contactId !== undefined) who.push(`contact ${violation.contactId}`);
  if (violation.offerId !== undefined) who.push(`offer ${violation.offerId}`);
  if (violation.agentId !== undefined) who.push(`agent ${violation.agentId}`);
  if (violation.eventId !== undefined) who.push(`event ${violation.eventId}`);
  return `${violation.code} ${who.join(', ')}: ${violation.message}`;
}
