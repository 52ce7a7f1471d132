import { createWriteStream, type WriteStream } from 'node:fs';

/** What the clients wrote down: the ledger that the audit is given, and counts for the report. */
export class ClientRecord {
  readonly counts = {
    sent: 0,
    accepted2xx: 0,
    repeats: 0,
    answered503: 0,
    connectionsLost: 0,
    refused: 0,
    cancelled: 0,
    offersTold: 0,
    endsTold: 0,
    completed: 0,
    transferred: 0,
    parked: 0,
    consults: 0,
    takenOver: 0,
    calledBack: 0,
    attemptsFailed: 0,
    reached: 0,
    merged: 0,
    reconnects: 0,
  };
  readonly outcomes: Record<string, number> = {};
  private readonly open = new Map<string, string>();
  private readonly ended = new Set<string>();
  private readonly file: WriteStream;

  constructor(path: string) {
    this.file = createWriteStream(path);
  }

  contactTaken(contactId: string): void {
    this.counts.accepted2xx += 1;
    this.write({ contactId, at: Date.now() });
  }

  offerTold(offerId: string, agentId: string): void {
    if (this.open.has(offerId) || this.ended.has(offerId)) return;
    this.counts.offersTold += 1;
    this.open.set(offerId, agentId);
    this.write({ offerId, agentId, event: 'created' });
  }

  /** An `offer.ended`, the answer to an accept or a decline, or a snapshot that no longer has it. */
  endTold(offerId: string, agentId: string, outcome?: string): void {
    if (this.ended.has(offerId)) return;
    this.ended.add(offerId);
    this.open.delete(offerId);
    this.counts.endsTold += 1;
    const name = outcome ?? 'bySnapshot';
    this.outcomes[name] = (this.outcomes[name] ?? 0) + 1;
    this.write({ offerId, agentId, event: 'ended', ...(outcome !== undefined && { outcome }) });
  }

  /** Offers that an agent was told of, and nothing since. */
  openOffers(agentId?: string): string[] {
    return [...this.open].filter(([, agent]) => agentId === undefined || agent === agentId).map(([offerId]) => offerId);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.file.end(() => resolve()));
  }

  private write(line: unknown): void {
    this.file.write(`${JSON.stringify(line)}\n`);
  }
}
