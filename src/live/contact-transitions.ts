import { ContactCommands, contactResult, dialMsOf, type ContactReply } from './contact-commands.js';
import { hashTerms, type EndingTerms } from './ending-terms.js';
import { CALLBACK_CHANNEL } from '../domain/callback.js';
import { actText } from './act-text.js';
import { wholeMs } from './duration.js';
import { customerKey, threadKey } from './keys.js';
import type { CompleteCommand, ContactResult, EnqueueCommand, EnqueueResult, LiveStore } from './live-store.js';
import { unwrap } from './refusals.js';

type Args<K extends keyof LiveStore> = LiveStore[K] extends (command: infer C) => unknown ? C : never;

/** Transitions of contacts from enqueue to end. */
export class ContactTransitions extends ContactCommands {
  async enqueue(command: EnqueueCommand): Promise<EnqueueResult> {
    const { keys } = this.connection;
    const { spec } = command;
    const [customer, thread] = [customerKey(spec.customer), threadKey(spec.threadId)];
    const queueId = command.overflowQueueId ?? spec.queueId;
    const reply = await this.connection.run(
      'enqueue',
      {
        meta: keys.meta,
        events: keys.events,
        contact: keys.contact(spec.id),
        order: keys.order(queueId),
        queue: keys.queue(queueId),
        deadlines: keys.deadlines,
        last: customer && keys.last(customer),
        callback: customer && spec.channel === CALLBACK_CHANNEL ? keys.callback(customer) : undefined,
        ...this.matterKeys({ customer, thread }),
        command: command.commandId && keys.command(command.commandId),
      },
      {
        contactId: spec.id,
        queueId,
        channel: spec.channel,
        spec: JSON.stringify(spec),
        bodyHash: command.bodyHash,
        keyId: command.keyId,
        enqueuedAt: command.enqueuedAt,
        dueAt: command.dueAt,
        dueHorizonSeconds: command.dueHorizonSeconds,
        dueCreditSeconds: command.dueCreditSeconds,
        agingRate: command.agingRate,
        creditMs: command.creditMs,
        maxWaiting: command.maxWaiting,
        maxWaitSeconds: command.maxWaitSeconds,
        scheduledAt: command.scheduledAt,
        overflowMs: wholeMs(command.overflowAfterSeconds),
        closesAt: command.closesAt,
        dialMs: dialMsOf(spec),
        customer,
        threadKey: thread,
        closed: command.closed,
        contactType: spec.contactTypeId,
        maxHandlingSeconds: command.maxHandlingSeconds,
        askedQueueId: command.overflowQueueId && spec.queueId,
        commandHash: command.commandHash,
      },
    );
    const result = unwrap<ContactReply>(reply, `queue ${queueId}`);
    const { repeated, ...rest } = contactResult(this.connection, result, spec);
    return { created: !repeated, ...rest };
  }

  async cancel(command: Args<'cancel'> & { timer?: boolean }): Promise<ContactResult> {
    const { keys } = this.connection;
    return this.withContact(command.contactId, command, (place) => {
      const { agentId, offerId } = place.state === 'offered' ? place : {};
      return this.connection.run(
        'cancel',
        {
          order: keys.order(place.queueId),
          queue: keys.queue(place.queueId),
          parent: place.consultFor && keys.contact(place.consultFor),
          callback: this.callbackKey(place),
          stands: this.standsKey(place),
          offer: offerId && keys.offer(offerId),
          agent: agentId && keys.agent(agentId),
          legs: agentId && keys.legs(agentId),
          ...this.contactKeys(place, command),
          ...this.matterKeys(place),
        },
        {
          queueId: place.queueId,
          offerId,
          reason: command.reason,
          detail: command.detail,
          timer: command.timer,
          commandHash: command.commandHash,
          act: actText(command.act, 'cancel'),
        },
      );
    });
  }

  async requeue(command: Args<'requeue'>): Promise<ContactResult> {
    const { keys } = this.connection;
    return this.withContact(command.contactId, command, (place) => {
      const { queueId, agentId = '', keyId, channel } = place;
      return this.connection.run(
        'requeue',
        {
          order: keys.order(queueId),
          agent: keys.agent(agentId),
          legs: keys.legs(agentId),
          keyactive: keys.keyActive(keyId, channel),
          parent: place.consultFor && keys.contact(place.consultFor),
          ...this.contactKeys(place, command),
        },
        { agentId, queueId, keyId, channel, reason: command.reason, commandHash: command.commandHash },
      );
    });
  }

  async complete(command: CompleteCommand & { timer?: boolean }): Promise<ContactResult> {
    const { keys } = this.connection;
    return this.withContact(command.contactId, command, async (place) => {
      const { queueId, agentId = '', keyId, channel, customer, contactTypeId } = place;
      const { wrapUpSeconds } = command;
      const wrapUp = typeof wrapUpSeconds === 'number' ? wrapUpSeconds : wrapUpSeconds({ queueId, channel });
      let terms: EndingTerms | undefined;
      try {
        terms = await command.terms?.(contactTypeId);
      } catch (error) {
        // What does not fit now may have fitted when the same command first came.
        const first = await this.connection.remembered(command);
        if (first === undefined) throw error;
        return first;
      }
      return this.connection.run(
        'complete',
        {
          order: keys.order(queueId),
          queue: keys.queue(queueId),
          agent: keys.agent(agentId),
          legs: keys.legs(agentId),
          keyactive: keys.keyActive(keyId, channel),
          parent: place.consultFor && keys.contact(place.consultFor),
          last: customer && keys.last(customer),
          callback: this.callbackKey(place),
          ...this.contactKeys(place, command),
          ...this.matterKeys(place),
        },
        {
          agentId,
          queueId,
          keyId,
          channel,
          endedBy: command.endedBy ?? 'system',
          disposition: command.disposition,
          resolved: command.resolved,
          note: command.note,
          endWrapUp: command.endWrapUp,
          wrapUpMs: Math.round(wrapUp * 1000),
          timer: command.timer,
          contactType: contactTypeId,
          ...hashTerms(terms),
          lenient: command.lenient,
          commandHash: command.commandHash,
          act: actText(command.act, 'complete'),
        },
      );
    });
  }

  async patch(command: Args<'patch'>): Promise<ContactResult> {
    const { keys } = this.connection;
    const { spec } = command;
    return this.withContact(
      spec.id,
      command,
      ({ queueId }) =>
        this.connection.run(
          'patch',
          {
            meta: keys.meta,
            events: keys.events,
            contact: keys.contact(spec.id),
            order: keys.order(queueId),
            command: command.commandId && keys.command(command.commandId),
          },
          {
            queueId,
            spec: JSON.stringify(spec),
            expectedEventId: command.expectedEventId,
            dueAt: command.dueAt,
            dueHorizonSeconds: command.dueHorizonSeconds,
            dueCreditSeconds: command.dueCreditSeconds,
            agingRate: command.agingRate,
            creditMs: command.creditMs,
            contactType: spec.contactTypeId,
            maxHandlingSeconds: command.maxHandlingSeconds,
            need: hashTerms({ need: command.need ?? [], fields: {} }).need,
            commandHash: command.commandHash,
            act: actText(command.act, 'patch'),
          },
        ),
      1,
    );
  }
}
