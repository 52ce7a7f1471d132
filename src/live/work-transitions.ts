import { ContactCommands } from './contact-commands.js';
import type { WindowTimes } from './callback-transitions.js';
import { actText } from './act-text.js';
import { wholeMs } from './duration.js';
import type { ContactResult, LiveStore, WaitingOrder } from './live-store.js';

type Args<K extends keyof LiveStore> = LiveStore[K] extends (command: infer C) => unknown ? C : never;

/** The queue that takes what overflows, and the contact's place in it. */
export interface OverflowTarget extends WaitingOrder {
  queueId: string;
  dueCreditSeconds: number;
  maxWaitSeconds?: number;
}

/** In place of an API key: no system asked for a consult, and none reconciles it. */
const CONSULT_KEY = 'consult';

/** Transitions of contacts that an agent has, or had: hold, park, transfer, and the ways back into the queue. */
export class WorkTransitions extends ContactCommands {
  async hold(command: Args<'hold'>): Promise<ContactResult> {
    return this.withContact(command.contactId, command, (place) => {
      const { queueId, agentId = '' } = place;
      const { meta, events, contact, command: key } = this.contactKeys(place, command);
      const args = {
        agentId,
        queueId,
        held: command.held,
        commandHash: command.commandHash,
        act: actText(command.act, command.held ? 'hold' : 'unhold'),
      };
      return this.connection.run('hold', { meta, events, contact, command: key }, args);
    });
  }

  async extendWrapUp(command: Args<'extendWrapUp'>): Promise<ContactResult> {
    return this.withContact(command.contactId, command, (place) => {
      const { queueId, agentId = '' } = place;
      return this.connection.run('extend-wrap-up', this.contactKeys(place, command), {
        agentId,
        queueId,
        extendMs: wholeMs(command.seconds),
        longestMs: wholeMs(command.longestSeconds),
        commandHash: command.commandHash,
        act: actText(command.act, 'extendWrapUp'),
      });
    });
  }

  async park(command: Args<'park'>): Promise<ContactResult> {
    return this.withContact(command.contactId, { ...command, orFormerAgent: true }, (place) => {
      const { queueId, agentId = '', keyId, channel } = place;
      const args = {
        agentId,
        queueId,
        keyId,
        channel,
        commandHash: command.commandHash,
        act: actText(command.act, 'park'),
      };
      return this.connection.run('park', { ...this.contactKeys(place, command), ...this.agentKeys(place) }, args);
    });
  }

  async resume(command: Args<'resume'>): Promise<ContactResult> {
    const { keys } = this.connection;
    return this.withContact(command.contactId, { ...command, orFormerAgent: true }, (place) => {
      const { queueId, formerAgentId = '' } = place;
      return this.connection.run(
        'resume',
        { ...this.contactKeys(place, command), order: keys.order(queueId), agent: keys.agent(formerAgentId) },
        {
          queueId,
          fromAgentId: formerAgentId,
          affinityWaitMs: Math.round(command.affinityWaitSeconds * 1000),
          commandHash: command.commandHash,
          act: actText(command.act, 'resume'),
        },
      );
    });
  }

  /** The deadline of a scheduled contact; `times` of one whose customer may not always be called. */
  async release(contactId: string, times: WindowTimes = {}): Promise<ContactResult> {
    return this.withContact(contactId, {}, (place) => {
      const { command: _, ...names } = this.contactKeys(place, {});
      const { queueId } = place;
      return this.connection.run(
        'release',
        { ...names, order: this.connection.keys.order(queueId) },
        { queueId, ...times },
      );
    });
  }

  /** The deadline of a contact that another queue takes; without `to` it stays. */
  async overflow(contactId: string, to: OverflowTarget | undefined): Promise<ContactResult> {
    const { keys } = this.connection;
    return this.withContact(contactId, {}, (place) => {
      const { command: _, ...names } = this.contactKeys(place, {});
      const { queueId } = place;
      const toQueueId = to?.queueId ?? queueId;
      return this.connection.run(
        'overflow',
        {
          ...names,
          order: keys.order(queueId),
          toorder: keys.order(toQueueId),
          from: keys.queue(queueId),
          queue: keys.queue(toQueueId),
        },
        {
          queueId,
          toQueueId: to?.queueId,
          agingRate: to?.agingRate,
          creditMs: to?.creditMs,
          dueCreditSeconds: to?.dueCreditSeconds,
          maxWaitMs: wholeMs(to?.maxWaitSeconds),
        },
      );
    });
  }

  async transfer(command: Args<'transfer'>): Promise<ContactResult> {
    const { keys } = this.connection;
    return this.withContact(command.contactId, { ...command, orFormerAgent: true }, (place) => {
      const { agentId = '', keyId, channel } = place;
      const queueId = command.queueId ?? place.queueId;
      return this.connection.run(
        'transfer',
        {
          order: keys.order(queueId),
          from: keys.queue(place.queueId),
          queue: keys.queue(queueId),
          ...this.contactKeys(place, command),
          ...this.agentKeys(place),
        },
        {
          agentId,
          fromQueueId: place.queueId,
          keyId,
          channel,
          queueId,
          target: targetOf(command, queueId),
          spec: command.spec && JSON.stringify(command.spec),
          expectedEventId: command.expectedEventId,
          agingRate: command.agingRate,
          creditMs: command.creditMs,
          dueCreditSeconds: command.dueCreditSeconds,
          toAgentId: command.toAgentId,
          reserveMs: Math.round(command.reserveSeconds * 1000),
          keepAge: command.keepAge,
          note: command.note,
          handover: command.handover && JSON.stringify(command.handover),
          maxWaitMs: wholeMs(command.maxWaitSeconds),
          overflowMs: wholeMs(command.overflowAfterSeconds),
          commandHash: command.commandHash,
          act: actText(command.act, command.handover === undefined ? 'transfer' : 'handOver'),
        },
      );
    });
  }

  async consult(command: Args<'consult'>): Promise<ContactResult> {
    const { keys } = this.connection;
    const { spec } = command;
    return this.withContact(command.contactId, command, (place) => {
      const { contact: parent, deadlines: _, ...shared } = this.contactKeys(place, command);
      return this.connection.run(
        'consult',
        {
          ...shared,
          parent,
          contact: keys.contact(spec.id),
          order: keys.order(spec.queueId),
          queue: keys.queue(spec.queueId),
        },
        {
          contactId: spec.id,
          parentId: place.id,
          agentId: place.agentId ?? '',
          queueId: spec.queueId,
          channel: spec.channel,
          spec: JSON.stringify(spec),
          keyId: CONSULT_KEY,
          agingRate: command.agingRate,
          creditMs: command.creditMs,
          toAgentId: command.toAgentId,
          reserveMs: Math.round(command.reserveSeconds * 1000),
          commandHash: command.commandHash,
          act: actText(command.act, 'consult', { on: 'parent' }),
        },
      );
    });
  }

  async completeConsult(command: Args<'completeConsult'>): Promise<ContactResult> {
    const { keys } = this.connection;
    const { consultId } = command;
    return this.withContact(command.contactId, command, async (place) => {
      const { contact: parent, ...shared } = this.contactKeys(place, command);
      const consult = await this.place(consultId);
      const [agentId, firstAgentId] = [consult?.agentId ?? '', place.agentId ?? ''];
      return this.connection.run(
        'consult-complete',
        {
          ...shared,
          parent,
          contact: keys.contact(consultId),
          queue: keys.queue(consult?.queueId ?? ''),
          agent: keys.agent(agentId),
          legs: keys.legs(agentId),
          keyactive: keys.keyActive(CONSULT_KEY, consult?.channel ?? ''),
          first: keys.agent(firstAgentId),
          firstlegs: keys.legs(firstAgentId),
          ...this.matterKeys(place),
        },
        {
          contactId: consultId,
          parentId: place.id,
          agentId,
          firstAgentId,
          commandHash: command.commandHash,
          act: actText(command.act, 'completeTransfer', { on: 'parent' }),
        },
      );
    });
  }

  async merge(command: Args<'merge'>): Promise<ContactResult> {
    const { keys } = this.connection;
    return this.withContact(command.contactId, { ...command, orFormerAgent: true }, (place) => {
      const { queueId, keyId, channel } = place;
      const held = place.state === 'offered' || place.state === 'active';
      const agentId = held ? place.agentId : undefined;
      const offerId = place.state === 'offered' ? place.offerId : undefined;
      return this.connection.run(
        'merge',
        {
          callback: this.callbackKey(place),
          stands: this.standsKey(place),
          into: keys.contact(command.intoContactId),
          order: keys.order(queueId),
          queue: keys.queue(queueId),
          offer: offerId && keys.offer(offerId),
          agent: agentId && keys.agent(agentId),
          legs: agentId && keys.legs(agentId),
          keyactive: keys.keyActive(keyId, channel),
          ...this.contactKeys(place, command),
          ...this.matterKeys(place),
        },
        {
          intoContactId: command.intoContactId,
          queueId,
          agentId,
          offerId,
          keyId,
          channel,
          endedBy: command.asAgentId === undefined ? 'system' : 'agent',
          byAgentId: command.asAgentId,
          commandHash: command.commandHash,
          act: actText(command.act, 'merge'),
        },
      );
    });
  }

  private agentKeys({ agentId = '', keyId, channel }: { agentId?: string; keyId: string; channel: string }) {
    const { keys } = this.connection;
    return {
      agent: keys.agent(agentId),
      legs: keys.legs(agentId),
      keyactive: keys.keyActive(keyId, channel),
    };
  }
}

/** Where it went, in a word: by it a repeat is known. */
function targetOf({ handover, toAgentId }: Args<'transfer'>, queueId: string): string {
  if (handover !== undefined) return 'people';
  return toAgentId === undefined ? `queue ${queueId}` : `agent ${toAgentId}`;
}
