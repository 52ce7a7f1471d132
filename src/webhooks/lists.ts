import { hash } from 'node:crypto';
import type { WebhookConfig } from '../domain/webhook.js';

/** Keys of the queue and of the lists beside it, in one hash slot of their own. */
export const WEBHOOK_PREFIX = '{lotse-bull}';

/** Before the id of an agent that is reached by POST, so that it is told apart from webhooks: no id holds a `/`. */
const BOT = 'bot/';

/** The same before the id of an alert: what the list is about, where it is no contact. */
const ALERT = 'alert/';

/** How the lists name an alert by a threshold. */
export function alertSubject(alertId: string): string {
  return ALERT + alertId;
}

/** What an event that was told is about, as the lists name it. */
export function subjectOf(event: { contactId: string } | { alertId: string }): string {
  return 'alertId' in event ? alertSubject(event.alertId) : event.contactId;
}

/** How the lists name a bot. */
export function botReceiverId(agentId: string): string {
  return BOT + agentId;
}

/** The agent, where a receiver is a bot. */
export function agentOfReceiver(receiverId: string): string | undefined {
  return receiverId.startsWith(BOT) ? receiverId.slice(BOT.length) : undefined;
}

/**
 * Whose list of undelivered events it is; an alert, `alert/id`, stands for a contact. The list of a contact's `notifyUrl` is
 * named by the contact; that of a webhook by contact and webhook: `contact@webhook~incarnation`, a bot's
 * `contact@bot/agent~incarnation`. Ids hold neither `@` nor `~`.
 */
export interface ListOwner {
  contactId: string;
  webhook?: { id: string; incarnation: string };
}

/** Names a webhook so that another of the same id, made after its removal, is told apart. */
export function webhookKey({ id, incarnation }: Pick<WebhookConfig, 'id' | 'incarnation'>): string {
  return `${id}~${incarnation}`;
}

export function listOf(contactId: string, webhook: Pick<WebhookConfig, 'id' | 'incarnation'>): string {
  return `${contactId}@${webhookKey(webhook)}`;
}

export function ownerOf(list: string): ListOwner {
  const [contactId = '', key] = list.split('@');
  const [id = '', incarnation = ''] = key?.split('~') ?? [];
  return key === undefined ? { contactId } : { contactId, webhook: { id, incarnation } };
}

/**
 * The `webhook-id` of an event for a webhook: the same at each attempt, another for each event and webhook.
 * @param cursor the event's, as in its body
 */
export function messageId(key: string, cursor: string): string {
  return `msg_${hash('sha256', `${key} ${cursor}`, 'base64url').slice(0, 27)}`;
}

/** Names of the keys that hold what is undelivered. */
export class ListKeys {
  constructor(
    /** Has a hash tag: {@link WEBHOOK_PREFIX}. */
    private readonly prefix: string,
  ) {}

  /** What is known of a list: its job, its failures, the last event that it took. */
  meta(list: string): string {
    return `${this.prefix}:notified:${list}`;
  }
  events(list: string): string {
    return `${this.prefix}:notices:${list}`;
  }
  /** How many undelivered events a webhook has in all its lists. */
  pending(key: string): string {
    return `${this.prefix}:pending:${key}`;
  }
  /** A webhook's dead letters: texts by id, ids in the order in which they came, and how many there ever were. */
  dead(key: string): [letters: string, order: string, count: string] {
    return [`${this.prefix}:dead:${key}`, `${this.prefix}:dead-order:${key}`, `${this.prefix}:dead-count:${key}`];
  }
  /** When a bot last answered well, ms. */
  answered(key: string): string {
    return `${this.prefix}:answered:${key}`;
  }
  /** Lists that got replayed events and want a job. */
  get due(): string {
    return `${this.prefix}:due`;
  }
  /** Contacts with a `notifyUrl` that more is to be told of. */
  get open(): string {
    return `${this.prefix}:open`;
  }
  get feeder(): string {
    return `${this.prefix}:feeder`;
  }
}
