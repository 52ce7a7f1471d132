import type { ContactRecord } from '../domain/contact.js';
import type { OverflowTarget } from '../live/work-transitions.js';
import { waitingOrder } from '../routing/waiting-order.js';
import type { MatcherConfigView } from './configuration.js';

/** Where a contact goes that has waited too long in its queue; undefined where the queue has no overflow (any more). */
export function overflowTarget(contact: ContactRecord, view: MatcherConfigView): OverflowTarget | undefined {
  const overflow = view.queue.get(contact.queueId)?.value.overflow;
  if (overflow?.afterSeconds === undefined) return undefined;
  const queue = view.queue.get(overflow.toQueueId)?.value;
  const channel =
    view.channel.get(contact.spec.callback?.fromChannel ?? contact.channel)?.value ??
    view.channel.get(contact.channel)?.value;
  const profile = queue && view.profile.get(queue.routingProfileId)?.value;
  if (queue === undefined || channel === undefined || profile === undefined) return undefined;
  const { agingRate, creditMs, dueCreditSeconds } = waitingOrder(contact.spec, queue, channel, profile);
  return { queueId: queue.id, agingRate, creditMs, dueCreditSeconds, maxWaitSeconds: queue.maxWaitSeconds };
}
