import type { Report } from './check.js';
import type { ContactLifeCheck } from './contact-life.check.js';
import type { OffersCheck } from './offers.check.js';
import type { LedgerLine, ToldLine } from './source.js';

interface Told {
  agentId: string;
  created: boolean;
  ended: boolean;
  outcome?: string;
}

/** What the clients wrote down against what the log says: INV-3 for contacts answered 2xx, INV-5 for offers told. */
export class LedgerCheck {
  contacts = 0;
  private readonly told = new Map<string, Told>();

  constructor(
    private readonly lives: ContactLifeCheck,
    private readonly offers: OffersCheck,
    private readonly report: Report,
  ) {}

  see(line: LedgerLine): void {
    if ('offerId' in line) return this.offer(line);
    this.contacts += 1;
    if (this.lives.lives.has(line.contactId)) return;
    this.report({ code: 'INV-3', contactId: line.contactId, message: 'was answered 2xx, and is not in the log' });
  }

  finish(): void {
    for (const [key, { agentId, created, ended, outcome }] of this.told) {
      const offerId = key.slice(key.indexOf(' ') + 1);
      const known = this.offers.offers.get(offerId);
      const subject = { offerId, agentId, ...(known && { contactId: known.contactId }) };
      if (!known)
        this.report({ code: 'INV-5', ...subject, message: 'an agent was told of it, and it is not in the log' });
      else if (created && !ended && known.outcome !== undefined) {
        this.report({
          code: 'INV-5',
          ...subject,
          message: `the agent was told of it, and never that it ended ${known.outcome}`,
        });
      } else if (ended && outcome !== undefined && outcome !== known.outcome) {
        this.report({
          code: 'INV-5',
          ...subject,
          message: `the agent was told ${outcome}, the log says ${known.outcome ?? 'open'}`,
        });
      }
    }
  }

  private offer(line: ToldLine): void {
    const key = `${line.agentId} ${line.offerId}`;
    const told: Told = this.told.get(key) ?? { agentId: line.agentId, created: false, ended: false };
    if (line.event === 'created') told.created = true;
    else told.ended = true;
    if (line.outcome !== undefined) told.outcome = line.outcome;
    this.told.set(key, told);
  }
}
