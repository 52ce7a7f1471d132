import type { ContactEvent, SystemSocket } from '@lotse/client';
import type { Stage } from './scene.js';

/** Follows the center's queues as telephony, chat and mail would: how contacts end, and which bots have them. */
export async function follow(socket: SystemSocket, stage: Stage): Promise<void> {
  const { contacts, nightBots, ledger, center } = stage;
  const ended = ({ contactId, state }: ContactEvent): void => {
    if (ledger.contacts.has(contactId)) ledger.ended += 1;
    contacts.get(contactId)?.ended.give(state);
  };
  socket
    .on('contact.completed', ended)
    .on('contact.abandoned', ended)
    .on('contact.cancelled', ended)
    .on('contact.expired', ended)
    .on('contact.active', ({ contactId, agentId }) => {
      const bot = nightBots.get(agentId);
      if (bot) contacts.get(contactId)?.heardWith(bot);
    });
  await socket.open();
  await socket.subscribe({ queues: center.queueIds });
}
