import { isEnded, type ContactRecord, type ContactState } from '../domain/contact.js';
import { iso } from '../domain/iso.js';

/** What an agent should know of an earlier contact of the matter. */
export interface EarlierContact {
  id: string;
  channel: string;
  state: ContactState;
  /** When it was enqueued. */
  at: string;
  /** It has not ended: somebody may be at work on it. */
  open?: true;
  /** Who has it, had it last, or parked it. */
  agentId?: string;
  disposition?: string;
  note?: string;
  /** Where its matter goes on, if it was merged away. */
  mergedInto?: string;
}

/** In the order of the ids; who is not found is left out. Undefined where there are no ids. */
export function earlierContacts(
  ids: readonly string[] | undefined,
  contactOf: (id: string) => ContactRecord | undefined,
): EarlierContact[] | undefined {
  return ids?.flatMap((id) => {
    const contact = contactOf(id);
    return contact === undefined ? [] : earlierContact(contact);
  });
}

function earlierContact(contact: ContactRecord): EarlierContact {
  const { id, channel, state, agentId, formerAgentId, disposition, note, mergedInto } = contact;
  return {
    id,
    channel,
    state,
    at: iso(contact.enqueuedAt),
    open: isEnded(state) ? undefined : true,
    agentId: state === 'offered' ? undefined : (agentId ?? formerAgentId),
    disposition,
    note,
    mergedInto,
  };
}
