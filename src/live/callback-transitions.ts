import { DomainError } from '../domain/errors.js';
import { actText } from './act-text.js';
import { ContactCommands, contactResult, dialMsOf, type ContactReply } from './contact-commands.js';
import type { DialItem, DialItemResult } from './callback-commands.js';
import { customerKey, threadKey } from './keys.js';
import type { ContactResult, EnqueueResult, LiveStore } from './live-store.js';
import { bindingResults, MAX_GROUP } from './offer-transitions.js';
import { unwrap } from './refusals.js';

type Args<K extends keyof LiveStore> = LiveStore[K] extends (command: infer C) => unknown ? C : never;

/** When the customer may be called, as it stands: opens then (ms), or is open and closes then. */
export interface WindowTimes {
  opensAt?: number;
  closesAt?: number;
}

/** Transitions of callbacks beyond those of every contact. */
export class CallbackTransitions extends ContactCommands {
  async callback(command: Args<'callback'>): Promise<EnqueueResult> {
    const { keys } = this.connection;
    const { old, spec } = command;
    const customer = customerKey(spec.customer);
    if (customer === undefined) throw new Error('a callback of nobody');
    const { agentId, offerId } = old.state === 'offered' ? old : {};
    const reply = await this.connection.run(
      'callback',
      {
        meta: keys.meta,
        events: keys.events,
        deadlines: keys.deadlines,
        old: keys.contact(old.id),
        contact: keys.contact(spec.id),
        order: keys.order(old.queueId),
        queue: keys.queue(old.queueId),
        callback: keys.callback(customer),
        ...this.matterKeys({ customer, thread: threadKey(spec.threadId) }),
        offer: offerId && keys.offer(offerId),
        agent: agentId && keys.agent(agentId),
        legs: agentId && keys.legs(agentId),
        command: command.commandId && keys.command(command.commandId),
      },
      {
        contactId: spec.id,
        queueId: old.queueId,
        offerId,
        expectedEventId: old.eventId,
        spec: JSON.stringify(spec),
        channel: spec.channel,
        keyId: command.keyId,
        customer,
        callbackHash: command.callbackHash,
        releaseAt: command.releaseAt,
        closesAt: command.closesAt,
        dialMs: dialMsOf(spec),
        commandHash: command.commandHash,
        act: actText(command.act, 'callback', { on: 'old' }),
      },
    );
    const said = unwrap<ContactReply>(reply, `contact ${old.id}`);
    // A repeat tells only which callback it is.
    const stands = said[4] === undefined ? said : await this.read(said[4], said[0]);
    const { repeated, ...rest } = contactResult(this.connection, stands);
    return { created: !repeated, ...rest };
  }

  /**
   * Has up to 64 customers called, a compare-and-set per item.
   * @param epoch the lease's fencing epoch
   * @param faultAt test only: raises an error while item n is looked at
   * @throws StaleFenceError
   */
  async dial(items: readonly DialItem[], epoch: string, faultAt?: number): Promise<DialItemResult[]> {
    if (items.length > MAX_GROUP) throw new Error(`a group has at most ${MAX_GROUP} items`);
    const { keys } = this.connection;
    const { meta, events, deadlines } = keys;
    const given = items.map(({ contactId, agentId, queueId, channel }) => ({
      keys: { contact: keys.contact(contactId), agent: keys.agent(agentId), order: keys.order(queueId) },
      args: { contactId, agentId, queueId, channel },
    }));
    const reply = await this.connection.run('dial', { meta, events, deadlines }, { epoch, faultAt }, given);
    return bindingResults<DialItemResult>(reply, items.length);
  }

  /** @param command `timer`: run by the deadline of the dialling */
  async attempt(command: Args<'attempt'> & { timer?: boolean }): Promise<ContactResult> {
    const { keys } = this.connection;
    return this.withContact(command.contactId, { ...command, orFormerAgent: true }, (place) => {
      const { queueId, agentId = '', keyId, channel } = place;
      return this.connection.run(
        'attempt',
        {
          order: keys.order(queueId),
          queue: keys.queue(queueId),
          agent: keys.agent(agentId),
          legs: keys.legs(agentId),
          keyactive: keys.keyActive(keyId, channel),
          callback: this.callbackKey(place),
          stands: this.standsKey(place),
          ...this.contactKeys(place, command),
          ...this.matterKeys(place),
        },
        {
          agentId,
          queueId,
          keyId,
          channel,
          outcome: command.outcome,
          offerId: command.offerId,
          attempt: command.attempt,
          mostAttempts: command.mostAttempts,
          spacingMs: Math.round(command.spacingSeconds * 1000),
          opensAt: command.opensAt,
          timer: command.timer,
          commandHash: command.commandHash,
          act: actText(command.act, 'attempt'),
        },
      );
    });
  }

  /** The deadline of a callback whose customer may be called no more for now. */
  async closeWindow(contactId: string, times: WindowTimes): Promise<ContactResult> {
    return this.withContact(contactId, {}, (place) => {
      const { command: _, ...names } = this.contactKeys(place, {});
      const { queueId } = place;
      const order = this.connection.keys.order(queueId);
      return this.connection.run('window', { ...names, order }, { queueId, ...times });
    });
  }

  /** @throws DomainError `notFound` where it has left live state */
  private async read(contactId: string, now: number): Promise<ContactReply> {
    const { keys } = this.connection;
    const hash = await this.connection.read((redis) => redis.hgetall(keys.contact(contactId)));
    if (hash.id === undefined) throw new DomainError('notFound', `There is no contact ${contactId}.`);
    const member = `${String(hash.seq).padStart(12, '0')}:${contactId}`;
    const rank =
      hash.state === 'waiting'
        ? await this.connection.read((redis) => redis.zrank(keys.order(hash.queueId ?? ''), member))
        : null;
    return [now, rank === null ? 0 : rank + 1, 1, JSON.stringify(Object.entries(hash).flat())];
  }
}
