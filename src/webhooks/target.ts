import type { Receiver, WebhookConfig } from '../domain/webhook.js';
import type { ConfigSnapshot } from '../store/config-store.js';
import { agentOfReceiver, botReceiverId, ownerOf } from './lists.js';
import type { NoticeStore } from './notice-store.js';

/** Where a list goes. `removed`: nowhere any more. `unknown`: this node has not heard of the webhook yet. */
export type Target =
  | { kind: 'notifyUrl'; url: string }
  | { kind: 'webhook'; webhook: WebhookConfig }
  | { kind: 'bot'; agentId: string; webhook: Receiver }
  | 'removed'
  | 'unknown';

type Config = { current(): Pick<ConfigSnapshot, 'revision' | 'webhook' | 'agent'> };

/** As configured now: a changed address or secret holds for what is undelivered too. */
export async function targetOf(
  list: string,
  notices: Pick<NoticeStore, 'urlOf' | 'revisionOf'>,
  config: Config,
): Promise<Target> {
  const { webhook } = ownerOf(list);
  if (webhook === undefined) {
    const url = await notices.urlOf(list);
    return url === undefined ? 'removed' : { kind: 'notifyUrl', url };
  }
  const known = configured(webhook.id, config);
  if (known?.webhook.incarnation === webhook.incarnation) return known;
  // Missing from a view that is as new as its last write, it was removed since; from an older one it may be to come.
  const revision = await notices.revisionOf(list);
  return config.current().revision >= revision && config.current().revision > 0 ? 'removed' : 'unknown';
}

/** A bot that is reached by POST, as the receiver that it is. */
export function botReceiver(agentId: string, config: Config): Receiver | undefined {
  const webhook = config.current().agent.get(agentId)?.value.webhook;
  return webhook && { id: botReceiverId(agentId), ...webhook };
}

function configured(id: string, config: Config): Extract<Target, { webhook: unknown }> | undefined {
  const agentId = agentOfReceiver(id);
  if (agentId === undefined) {
    const webhook = config.current().webhook.get(id)?.value;
    return webhook && { kind: 'webhook', webhook };
  }
  const webhook = botReceiver(agentId, config);
  return webhook && { kind: 'bot', agentId, webhook };
}
