import { DomainError, type ErrorCode } from '../domain/errors.js';
import type { LiveStore } from '../live/live-store.js';
import type { ConfigCache } from '../store/config-store.js';

/** A bot that fails for so long has lost the contact, or is lost itself: as long as an agent may be without a socket, ms. */
export const BOT_LOST_MS = 15_000;

export interface LossParts {
  live: Pick<LiveStore, 'contact' | 'transfer' | 'agentUnreachable'>;
  config: Pick<ConfigCache, 'current'>;
}

/** The bot was removed, or its contact went on, in between: nothing is left to do. */
const SETTLED: readonly ErrorCode[] = ['stateForbids', 'forbidden', 'notFound'];

/**
 * An event about this contact failed for {@link BOT_LOST_MS}. Where the bot answers others, people get this contact.
 * Where it answers nothing it counts as a bot that lost its socket: people get all that it has, by a deadline of the
 * store, so that it happens whatever becomes of this node.
 */
export async function onBotLoss(
  { agentId, contactId, answersOthers }: { agentId: string; contactId: string; answersOthers: boolean },
  { live, config }: LossParts,
): Promise<void> {
  try {
    if (!answersOthers) return await live.agentUnreachable(agentId);
    const queueId = (await live.contact(contactId))?.contact.queueId ?? '';
    await live.transfer({
      contactId,
      asAgentId: agentId,
      reserveSeconds: 0,
      keepAge: true,
      maxWaitSeconds: config.current().queue.get(queueId)?.value.maxWaitSeconds,
      handover: { reason: 'connectionLost' },
    });
  } catch (error) {
    if (!(error instanceof DomainError) || !SETTLED.includes(error.code)) throw error;
  }
}
