import { writeFileSync } from 'node:fs';

/** What one caller saw, in the clients' own milliseconds (`Date.now()`). */
export interface CallerNotes {
  contactId: string;
  /** When the request was sent, and when it was answered 2xx. */
  sentAt: number;
  enqueuedAt?: number;
  answeredAt?: number;
  /** As the server names it. */
  agentId?: string;
  /** The offer that was accepted. */
  offerId?: string;
  abandonedAt?: number;
  completedAt?: number;
  /** The bank's second at which the wait ended by plan: the machine's delays are not in it. */
  decidedMoment?: number;
}

/** What an agent's client was told of an offer. */
interface Told {
  offerId: string;
  agentId: string;
  event: 'created' | 'ended';
  outcome?: string;
}

/**
 * The clients' own record of a run, kept apart from anything the server says later: which contacts were answered 2xx,
 * who was connected to whom, what agents were told of their offers.
 */
export class Ledger {
  /** By the caller's key. */
  readonly callers = new Map<string, CallerNotes>();
  private readonly told: Told[] = [];
  /** Real milliseconds from the request to the offer, of callers who found a free agent. */
  readonly offerLatencies: number[] = [];
  /** What went wrong in the clients' eyes. */
  readonly faults: string[] = [];

  tell(told: Told): void {
    this.told.push(told);
  }

  /** JSON lines, as the audit reads them. */
  lines(): string[] {
    const contacts = [...this.callers.values()].filter((notes) => notes.enqueuedAt !== undefined);
    return [
      ...contacts.map((notes) => JSON.stringify({ contactId: notes.contactId, at: notes.enqueuedAt })),
      ...this.told.map((told) => JSON.stringify(told)),
    ];
  }
}

export function writeLedgers(path: string, ledgers: readonly Pick<Ledger, 'lines'>[]): void {
  writeFileSync(
    path,
    ledgers
      .flatMap((ledger) => ledger.lines())
      .map((line) => `${line}\n`)
      .join(''),
  );
}

/** The value below which `share` of the values lie; null of none. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
}
