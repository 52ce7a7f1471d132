import type { LogCheck, Report, Seen } from './check.js';

/** INV-8: who is called first is offered on the line alone; an agent stands for one callback, and the callback names it. */
export class DiallingCheck implements LogCheck {
  /** Agent id → the callback that it stands for. */
  private readonly standing = new Map<string, string>();

  after(seen: Seen, report: Report): void {
    const { type, agentId, contactId, id: eventId } = seen.entry;
    if (type === 'contact.offered') {
      const contact = seen.replica.hash(`contact:${contactId}`);
      if (contact?.has('dialMs') === true && !contact.has('reach'))
        report({
          code: 'INV-8',
          contactId: contactId ?? '',
          eventId,
          message: 'offered, and its customer is not reached',
        });
    }
    if (agentId !== undefined && type.startsWith('agent.')) this.follow(agentId, seen, report);
  }

  private follow(agentId: string, { entry, replica }: Seen, report: Report): void {
    const before = this.standing.get(agentId);
    const now = replica.hash(`agent:${agentId}`)?.get('dial');
    if (now === before) return;
    if (now === undefined) {
      this.standing.delete(agentId);
      return;
    }
    this.standing.set(agentId, now);
    const fault = (message: string): void => report({ code: 'INV-8', agentId, eventId: entry.id, message });
    if (before !== undefined) fault(`stands for ${now}, and for ${before}`);
    const contact = replica.hash(`contact:${now}`);
    if (contact?.get('dial') !== agentId) fault(`stands for ${now}, which names ${contact?.get('dial') ?? 'nobody'}`);
  }
}
