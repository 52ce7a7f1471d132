import type { Translate } from '../domain/language.js';
import { actText } from './act-text.js';
import { ContactCommands } from './contact-commands.js';
import { wholeMs } from './duration.js';
import type { ContactResult, LiveStore } from './live-store.js';

type Args<K extends keyof LiveStore> = LiveStore[K] extends (command: infer C) => unknown ? C : never;

/** What only supervisors do with a contact that waits. */
export class ActTransitions extends ContactCommands {
  /** @param command `frontMs`: what the pull is worth */
  async pullToFront(command: Args<'pullToFront'>): Promise<ContactResult> {
    return this.withContact(command.contactId, command, ({ queueId, ...place }) => {
      const { meta, events, contact, command: key } = this.contactKeys({ queueId, ...place }, command);
      const { frontMs, act, commandHash } = command;
      return this.connection.run(
        'pull-to-front',
        { meta, events, contact, order: this.connection.keys.order(queueId), command: key },
        { queueId, frontMs, note: act?.note, commandHash, act: actText(act, 'pullToFront') },
      );
    });
  }

  async assign(command: Args<'assign'>): Promise<ContactResult> {
    const { keys } = this.connection;
    const { contactId, agentId, offerId, override } = command;
    return this.withContact(
      contactId,
      command,
      (place) =>
        this.connection.run(
          'assign',
          {
            order: keys.order(place.queueId),
            agent: keys.agent(agentId),
            legs: keys.legs(agentId),
            offer: keys.offer(offerId),
            stands: this.standsKey(place),
            ...this.contactKeys(place, command),
          },
          {
            agentId,
            queueId: place.queueId,
            channel: place.channel,
            offerId,
            timeoutMs: wholeMs(command.offerTimeoutSeconds),
            decision: command.decision,
            translate: translateText(offerId, command.translate),
            expectedEventId: command.expectedEventId,
            agentEventId: command.agentEventId,
            override,
            commandHash: command.commandHash,
            act: actText(command.act, 'assign', { override }),
          },
        ),
      // Once more where what the log told of its place is old; what has changed since the decision takes another decision.
      2,
    );
  }
}

/** What is to be translated names the offer that it is for, so that it may stand once that is over. */
function translateText(offerId: string, translate: Translate | undefined): string | undefined {
  return translate && JSON.stringify({ offerId, ...translate });
}
