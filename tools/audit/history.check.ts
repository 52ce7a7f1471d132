import type { Report } from './check.js';
import type { ContactLifeCheck } from './contact-life.check.js';
import type { OffersCheck } from './offers.check.js';
import { condensed, type Replica } from './replica.js';
import type { ContactRow, HistoryRow } from './source.js';

/** INV-7: the history tables hold the log's contacts with the same ends, its offers, and a leg for each accepted one. */
export class HistoryCheck {
  /** Contacts seen, and whether a leg of theirs is open. */
  private readonly contacts = new Map<string, { openLeg: boolean }>();
  private readonly offers = new Set<string>();
  private readonly legs = new Set<string>();

  /** @param moving contacts and offers that changed after the log was read, or are not projected yet: left out */
  constructor(
    private readonly lives: ContactLifeCheck,
    private readonly offersCheck: OffersCheck,
    private readonly replica: Replica,
    private readonly moving: ReadonlySet<string>,
    private readonly report: Report,
  ) {}

  see(row: HistoryRow): void {
    switch (row.table) {
      case 'contact':
        return this.contact(row);
      case 'offer':
        return this.offer(row);
      case 'leg':
        return this.leg(row);
    }
  }

  finish(): void {
    for (const contactId of this.lives.lives.keys()) {
      if (this.contacts.has(contactId) || this.moving.has(contactId)) continue;
      this.report({ code: 'INV-7', contactId, message: 'is in the log, and not in the history' });
    }
    for (const [offerId, { contactId, outcome }] of this.offersCheck.offers) {
      if (this.moving.has(contactId)) continue;
      const fault = (message: string): void => this.report({ code: 'INV-7', offerId, contactId, message });
      if (!this.offers.has(offerId)) fault('is in the log, and not in the history');
      const hasLeg = this.legs.has(offerId) || this.contacts.get(contactId)?.openLeg === true;
      if (outcome === 'accepted' && !hasLeg) fault('was accepted, and the history has no leg of it');
    }
  }

  private contact(row: ContactRow): void {
    const seenBefore = this.contacts.has(row.id);
    this.contacts.set(row.id, { openLeg: row.openLeg !== undefined });
    for (const id of row.openOffers) this.offers.add(id);
    if (this.moving.has(row.id)) return;
    const fault = (message: string): void =>
      this.report({ code: 'INV-7', contactId: row.id, message: `history ${message}` });
    if (seenBefore) return fault('has it among the live and among the ended');
    const life = this.lives.lives.get(row.id);
    if (!life) return fault('has it, the log does not');
    if (life.state !== row.state) return fault(`says ${row.state}, the log says ${life.state}`);
    if (this.lives.ended(row.id) !== row.ended) return fault(`has it among the ${row.ended ? 'ended' : 'live'}`);
    this.open(row, fault);
    this.hash(row, fault);
  }

  /** What the history keeps open with a live contact. */
  private open(row: ContactRow, fault: (message: string) => void): void {
    const isServed = row.state === 'active' || row.state === 'wrapUp';
    if (isServed !== (row.openLeg !== undefined))
      fault(row.openLeg === undefined ? 'shows no leg of it' : 'still shows its leg');
    for (const id of row.openOffers) {
      const known = this.offersCheck.offers.get(id);
      if (known?.contactId !== row.id || known.outcome !== undefined) fault(`shows offer ${id} as open`);
    }
  }

  private hash(row: ContactRow, fault: (message: string) => void): void {
    const hash = this.replica.hash(`contact:${row.id}`);
    if (!hash) return;
    if (hash.get('queueId') !== row.queueId)
      return fault(`says queue ${row.queueId}, the log says ${hash.get('queueId')}`);
    for (const [field, value] of Object.entries({ ...row.fields, spec: row.spec })) {
      if (hash.get(field) !== condensed(value)) return fault(`differs in ${field}`);
    }
  }

  private offer(row: HistoryRow & { table: 'offer' }): void {
    this.offers.add(row.id);
    if (this.moving.has(row.contactId)) return;
    const known = this.offersCheck.offers.get(row.id);
    const fault = (message: string): void =>
      this.report({ code: 'INV-7', offerId: row.id, contactId: row.contactId, message: `history ${message}` });
    if (!known) return fault('has it, the log does not');
    if (known.contactId !== row.contactId || known.agentId !== row.agentId)
      return fault('names another contact or agent than the log');
    if (known.outcome !== row.outcome) fault(`says ${row.outcome}, the log says ${known.outcome ?? 'open'}`);
  }

  private leg({ contactId, agentId, offerId }: HistoryRow & { table: 'leg' }): void {
    if (offerId === undefined) return;
    this.legs.add(offerId);
    const offer = this.offersCheck.offers.get(offerId);
    if (this.moving.has(contactId) || (offer?.contactId === contactId && offer.agentId === agentId)) return;
    this.report({ code: 'INV-7', contactId, agentId, offerId, message: 'its leg is not of the offer that it names' });
  }
}
