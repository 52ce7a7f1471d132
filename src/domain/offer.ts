export const OFFER_OUTCOMES = [
  'accepted',
  'declined',
  'missed',
  'rescinded',
  'customerAbandoned',
  'transportLost',
] as const;
export type OfferOutcome = (typeof OFFER_OUTCOMES)[number];

/** A contact reserved for one agent, waiting for an answer (hash `offer:<id>`), parsed. */
export interface OfferRecord {
  id: string;
  contactId: string;
  agentId: string;
  channel: string;
  queueId: string;
  createdAt: number;
  expiresAt: number;
  /** Absent while the offer is open. */
  outcome?: OfferOutcome;
  endedAt?: number;
}
