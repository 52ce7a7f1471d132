/** What a webhook's `events` names to hear everything about contacts. */
export const EVERY_CONTACT_EVENT = 'contact.*';
/** … and about alerts by thresholds. */
export const EVERY_ALERT_EVENT = 'alert.*';

/** A subscription to the flat events of contacts, and to alerts by thresholds, told by POST. */
export interface WebhookConfig {
  id: string;
  url: string;
  /** Types of flat events, `contact.*`, types of alerts' events, `alert.*`. */
  events: string[];
  /** Only events of contacts in these queues, and alerts of these queues; undefined: all. */
  queues?: string[];
  /** `whsec_` and base64: signs what is sent. Leaves the server in the answer that makes it, and never again. */
  secret: string;
  /** Signs beside {@link secret} until {@link previousUntil}, so that a receiver can change without a gap. */
  previousSecret?: string;
  /** Ms. */
  previousUntil?: number;
  /** Tells this webhook from one of the same id that was removed: what was left of that one is not this one's. */
  incarnation: string;
}

/** Who gets POSTs: a webhook, or a bot. Without a secret nothing is signed. */
export type Receiver = Pick<WebhookConfig, 'id' | 'url' | 'incarnation' | 'previousSecret' | 'previousUntil'> &
  Partial<Pick<WebhookConfig, 'secret'>>;
