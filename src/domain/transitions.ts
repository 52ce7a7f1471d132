import type { ContactState } from './contact.js';

/** Which state may follow which; the scripts hold the same table (checked by a test). */
export const CONTACT_TRANSITIONS: Record<ContactState, readonly ContactState[]> = {
  // Completed: the last call to a customer who is called first was not answered.
  scheduled: ['waiting', 'completed', 'abandoned', 'cancelled', 'expired'],
  waiting: ['offered', 'scheduled', 'abandoned', 'cancelled', 'expired'],
  offered: ['waiting', 'active', 'abandoned', 'cancelled', 'expired'],
  // Cancelled only by being merged into another contact.
  active: ['waiting', 'scheduled', 'parked', 'wrapUp', 'completed', 'cancelled'],
  parked: ['waiting', 'completed', 'abandoned', 'cancelled'],
  wrapUp: ['completed'],
  completed: [],
  abandoned: [],
  cancelled: [],
  expired: [],
};
