import type { LogEvent } from '../domain/events.js';
import { workFrames } from '../feed/agent-frames.js';
import { contactsOf, type ContactSource } from '../feed/contact-lookup.js';
import { agentAddress } from '../feed/flat-event.js';
import { frameText } from '../feed/frame-text.js';
import type { ConfigCache } from '../store/config-store.js';
import type { SubscribedEvent } from './notice-store.js';
import { botReceiver } from './target.js';

type Told = LogEvent & { agentId: string; contactId: string };

/**
 * What bots that are reached by POST are to hear of these events: what their sockets would, but for `presence.changed`.
 * Throws what the stores throw.
 */
export async function botNotices(
  events: readonly LogEvent[],
  source: ContactSource,
  config: ConfigCache,
): Promise<SubscribedEvent[]> {
  const agents = config.current().agent;
  const told = events.filter(
    (event): event is Told =>
      event.agentId !== undefined &&
      event.contactId !== undefined &&
      agents.get(event.agentId)?.value.webhook !== undefined,
  );
  if (told.length === 0) return [];
  const contactOf = await contactsOf(source, told);
  return told.flatMap((event) => {
    const { agentId, contactId, generation, seq } = event;
    const webhook = botReceiver(agentId, config);
    const frames = workFrames(event, contactOf, (channel) => agentAddress(config, agentId, channel), true) ?? [];
    const [body, ...more] = frames.map((frame, part) => frameText(frame, event, part, frames.length));
    if (webhook === undefined || body === undefined) return [];
    return [{ contactId, generation, seq, body, more, webhook, revision: agents.get(agentId)?.revision ?? 0 }];
  });
}
