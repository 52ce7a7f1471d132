import type { WebhookConfig } from '../domain/webhook.js';
import type { ConfigSnapshot } from '../store/config-store.js';
import { ownerOf } from './lists.js';
import type { NoticeStore } from './notice-store.js';

/** Where a list goes. `removed`: nowhere any more. `unknown`: this node has not heard of the webhook yet. */
export type Target =
  { kind: 'notifyUrl'; url: string } | { kind: 'webhook'; webhook: WebhookConfig } | 'removed' | 'unknown';

/** As configured now: a changed address or secret holds for what is undelivered too. */
export async function targetOf(
  list: string,
  notices: Pick<NoticeStore, 'urlOf' | 'revisionOf'>,
  config: { current(): Pick<ConfigSnapshot, 'revision' | 'webhook'> },
): Promise<Target> {
  const { webhook } = ownerOf(list);
  if (webhook === undefined) {
    const url = await notices.urlOf(list);
    return url === undefined ? 'removed' : { kind: 'notifyUrl', url };
  }
  const known = config.current().webhook.get(webhook.id)?.value;
  if (known?.incarnation === webhook.incarnation) return { kind: 'webhook', webhook: known };
  // Missing from a view that is as new as its last write, it was removed since; from an older one it may be to come.
  const revision = await notices.revisionOf(list);
  return config.current().revision >= revision && config.current().revision > 0 ? 'removed' : 'unknown';
}
