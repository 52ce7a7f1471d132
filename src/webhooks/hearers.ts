import type { LogEvent } from '../domain/events.js';
import { EVERY_ALERT_EVENT, EVERY_CONTACT_EVENT, type WebhookConfig } from '../domain/webhook.js';
import type { ConfigSnapshot, Versioned } from '../store/config-store.js';

type Webhooks = ConfigSnapshot['webhook'];

/** Which webhooks hear an event, by its type and by the queue that its contact is in after it. */
export class Hearers {
  private webhooks?: Webhooks;
  private byType = new Map<string, Versioned<WebhookConfig>[]>();

  of(webhooks: Webhooks, event: Pick<LogEvent, 'type' | 'queueId'>): readonly Versioned<WebhookConfig>[] {
    if (webhooks.size === 0) return [];
    if (this.webhooks !== webhooks) {
      this.webhooks = webhooks;
      this.byType = new Map();
    }
    return this.ofType(webhooks, event.type).filter(
      ({ value: { queues } }) =>
        queues === undefined || (event.queueId !== undefined && queues.includes(event.queueId)),
    );
  }

  private ofType(webhooks: Webhooks, type: string): Versioned<WebhookConfig>[] {
    const known = this.byType.get(type);
    if (known !== undefined) return known;
    const every = type.startsWith('alert.') ? EVERY_ALERT_EVENT : EVERY_CONTACT_EVENT;
    const hears = ({ events }: WebhookConfig): boolean => events.includes(every) || events.includes(type);
    const found = [...webhooks.values()].filter(({ value }) => hears(value));
    this.byType.set(type, found);
    return found;
  }
}
