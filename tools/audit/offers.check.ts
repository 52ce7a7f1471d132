import type { LogCheck, Report, Seen } from './check.js';
import { readDecision } from './decision-text.js';
import { decisionFault } from './decision.js';
import type { LogEntry } from './log-entry.js';

const OUTCOMES: ReadonlySet<string> = new Set([
  'accepted',
  'declined',
  'missed',
  'rescinded',
  'customerAbandoned',
  'transportLost',
]);

interface OfferLife {
  contactId: string;
  agentId: string;
  outcome?: string;
}

/** INV-5 (every offer ends, exactly once) and INV-6 (every offer stands on a decision that can be recomputed). */
export class OffersCheck implements LogCheck {
  readonly offers = new Map<string, OfferLife>();

  after(seen: Seen, report: Report): void {
    const { entry } = seen;
    if (entry.type === 'contact.offered') this.opened(entry, report);
    if (entry.outcome !== undefined) this.closed(seen, entry.outcome, report);
  }

  private opened(entry: LogEntry, report: Report): void {
    const { offerId, contactId = '', agentId = '' } = entry;
    if (offerId === undefined)
      return report({ code: 'INV-5', contactId, eventId: entry.id, message: 'offered without an offer' });
    if (this.offers.has(offerId))
      report({ code: 'INV-5', offerId, contactId, eventId: entry.id, message: 'an offer of this id was made before' });
    this.offers.set(offerId, { contactId, agentId });
    const fault = entry.decision === undefined ? 'no decision record' : recordFault(entry.decision, entry);
    if (fault !== undefined) report({ code: 'INV-6', offerId, contactId, agentId, eventId: entry.id, message: fault });
  }

  private closed({ entry, replica }: Seen, outcome: string, report: Report): void {
    const { offerId, contactId } = entry;
    const fault = (message: string): void =>
      report({
        code: 'INV-5',
        ...(offerId !== undefined && { offerId }),
        ...(contactId !== undefined && { contactId }),
        eventId: entry.id,
        message,
      });
    const offer = offerId === undefined ? undefined : this.offers.get(offerId);
    if (!offer) return fault(`${outcome}, but the offer was never made`);
    if (!OUTCOMES.has(outcome)) fault(`ended with an outcome that does not exist: ${outcome}`);
    if (offer.outcome !== undefined) fault(`ended twice: ${offer.outcome}, then ${outcome}`);
    if (contactId !== offer.contactId) fault(`was made for contact ${offer.contactId}`);
    offer.outcome = outcome;
    const recorded = replica.hash(`offer:${offerId}`)?.get('outcome');
    if (recorded !== undefined && recorded !== outcome) fault(`its record says ${recorded}, the event says ${outcome}`);
    if (recorded === undefined && replica.hash(`offer:${offerId}`)) fault(`its record has no outcome after ${outcome}`);
  }
}

function recordFault(text: string, entry: LogEntry): string | undefined {
  const record = readDecision(text);
  if (record === undefined) return 'its decision record cannot be read';
  return decisionFault(record, entry.contactId ?? '', entry.agentId ?? '');
}
