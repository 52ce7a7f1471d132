import type { LogCheck, Report, Seen } from './check.js';

const HELD_STATES: ReadonlySet<string> = new Set(['offered', 'active', 'wrapUp']);

/**
 * INV-1: one primary leg while offered, active or in wrap-up, held by the agent that the contact names; else none. A
 * hand-over concerns two agents, and so is two events: in between nobody has it, after the second somebody must.
 */
export class PrimaryLegCheck implements LogCheck {
  private handedOver: string | undefined;

  after({ entry, replica, legs, legChanges }: Seen, report: Report): void {
    const touched = new Set(legChanges.filter((c) => !c.legId.startsWith('ext.')).map((c) => c.legId));
    if (entry.contactId !== undefined) touched.add(entry.contactId);
    if (this.handedOver !== undefined) touched.add(this.handedOver);
    this.handedOver = entry.type === 'contact.updated' && entry.cause === 'transferred' ? entry.contactId : undefined;
    for (const contactId of touched) {
      const holders = legs.primaryHolders(contactId);
      const eventId = entry.id;
      if (holders.length > 1) {
        report({
          code: 'INV-1',
          contactId,
          eventId,
          message: `held by ${holders.length} agents at once: ${holders.join(', ')}`,
        });
        continue;
      }
      if (contactId === this.handedOver && holders.length === 0) continue;
      const contact = replica.hash(`contact:${contactId}`);
      const state = contact?.get('state');
      if (state === undefined) continue;
      const holder = holders[0];
      if (HELD_STATES.has(state) && holder === undefined) {
        report({ code: 'INV-1', contactId, eventId, message: `is ${state} without a primary leg` });
      } else if (!HELD_STATES.has(state) && holder !== undefined) {
        report({
          code: 'INV-1',
          contactId,
          agentId: holder,
          eventId,
          message: `is ${state}, and an agent still holds its leg`,
        });
      } else if (holder !== undefined && contact?.get('agentId') !== holder) {
        const named = contact?.get('agentId') ?? 'nobody';
        report({
          code: 'INV-1',
          contactId,
          agentId: holder,
          eventId,
          message: `names ${named}, its leg is with ${holder}`,
        });
      }
    }
  }
}
