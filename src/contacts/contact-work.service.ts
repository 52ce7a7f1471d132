import { Inject, Injectable } from '@nestjs/common';
import { onBehalf, type Caller } from '../api-keys/principal.js';
import type { QueueConfig } from '../domain/configuration.js';
import type { ContactRecord, ContactSpec } from '../domain/contact.js';
import { DomainError, fault } from '../domain/errors.js';
import { LIVE_STORE, type ContactResult, type LiveStore } from '../live/live-store.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import { ContactPlanner, unknownReferences, type PlacedContact } from './contact-planner.js';
import { withDefaults, type HandoverRequest, type MergeRequest, type TransferRequest } from './contact-request.js';
import type { ContactView } from './contact.view.js';
import { ContactsService } from './contacts.service.js';
import { Intake } from './intake.js';
import { uuidV7 } from './uuid-v7.js';

/** How long a resumed contact waits for its agent alone, where the queue does not say. */
export const DEFAULT_AFFINITY_WAIT_SECONDS = 30;
const DEFAULT_OFFER_TIMEOUT_SECONDS = 20;
const ATTEMPTS = 5;
/** Longest wrap-up that an agent may ask for, s from the end of the talk. */
const LONGEST_WRAP_UP_SECONDS = 3_600;

/** Where a transfer goes, as the configuration has it. */
interface Target {
  queue: QueueConfig;
  toAgentId?: string;
  /** What is asked for there. */
  spec: ContactSpec;
  placed: PlacedContact;
  /** How long only the agent may get it. */
  reserveSeconds: number;
}

/** What agents and systems do with a contact between accept and end. Throws DomainError. */
@Injectable()
export class ContactWorkService {
  constructor(
    @Inject(LIVE_STORE) private readonly live: LiveStore,
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(ContactPlanner) private readonly planner: ContactPlanner,
    @Inject(ContactsService) private readonly contacts: ContactsService,
    @Inject(Intake) private readonly intake: Intake,
  ) {}

  hold(id: string, held: boolean, caller: Caller): Promise<ContactView> {
    return this.run(id, caller, () => this.live.hold({ ...onBehalf(caller), contactId: id, held }));
  }

  park(id: string, caller: Caller): Promise<ContactView> {
    return this.run(id, caller, () => this.live.park({ ...onBehalf(caller), contactId: id }));
  }

  /** @throws DomainError `stateForbids`, `validationFailed` (it would last too long) */
  extendWrapUp(id: string, seconds: number, caller: Caller): Promise<ContactView> {
    const longestSeconds = LONGEST_WRAP_UP_SECONDS;
    return this.run(id, caller, () =>
      this.live.extendWrapUp({ ...onBehalf(caller), contactId: id, seconds, longestSeconds }),
    );
  }

  async resume(id: string, caller: Caller): Promise<ContactView> {
    const queueId = (await this.live.contact(id))?.contact.queueId ?? '';
    const affinityWaitSeconds =
      this.config.current().queue.get(queueId)?.value.affinityWaitSeconds ?? DEFAULT_AFFINITY_WAIT_SECONDS;
    return this.run(id, caller, () => this.live.resume({ ...onBehalf(caller), contactId: id, affinityWaitSeconds }));
  }

  /** @throws DomainError `unknownReference`, `queueClosed`, `stateForbids` */
  async transfer(id: string, request: TransferRequest, caller: Caller): Promise<ContactView> {
    if ((request.queueId === undefined) === (request.agentId === undefined))
      throw fault(request.queueId === undefined ? 'queueId' : 'agentId', 'name either queueId or agentId');
    for (let attempt = 1; ; attempt += 1) {
      const contact = await this.present(id);
      if (contact === undefined) return this.run(id, caller, () => Promise.reject(gone(id)));
      if (request.agentId !== undefined && request.agentId === contact.agentId)
        throw fault('agentId', 'this agent has the contact');
      const target = await this.targetOf(contact, request);
      const send = request.mode === 'consult' ? this.consult : this.sendOn;
      try {
        return await this.run(id, caller, () => send.call(this, contact, target, request, caller));
      } catch (error) {
        const moved = error instanceof DomainError && error.code === 'conflict';
        if (!moved || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** To people, in the queue that it is in, with its age and what was learned of it. */
  async handOver(id: string, request: HandoverRequest, caller: Caller): Promise<ContactView> {
    const { reason, summary, requirements } = request;
    for (let attempt = 1; ; attempt += 1) {
      const contact = await this.present(id);
      if (contact === undefined) return this.run(id, caller, () => Promise.reject(gone(id)));
      const target = requirements && (await this.targetOf(contact, { mode: 'blind', requirements }));
      try {
        return await this.run(id, caller, () =>
          this.live.transfer({
            ...onBehalf(caller),
            contactId: id,
            reserveSeconds: 0,
            keepAge: true,
            maxWaitSeconds: this.config.current().queue.get(contact.queueId)?.value.maxWaitSeconds,
            handover: { reason, summary },
            ...(target && { spec: target.spec, expectedEventId: contact.eventId }),
          }),
        );
      } catch (error) {
        const moved = error instanceof DomainError && error.code === 'conflict';
        if (!moved || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /**
   * Ends a contact whose matter goes on in another.
   * @throws DomainError `unknownReference`, `validationFailed` (into itself), `stateForbids`
   */
  async merge(id: string, { intoContactId }: MergeRequest, caller: Caller): Promise<ContactView> {
    if (intoContactId === id) throw fault('intoContactId', 'is the contact itself');
    const command = { ...onBehalf(caller), contactId: id, intoContactId };
    return this.contacts.command(
      id,
      () => this.live.merge(command).catch((error: unknown) => this.unlessItHasEnded(intoContactId, error)),
      (contact) => contact.mergedInto === intoContactId,
      caller.principal,
    );
  }

  /** A contact that live state does not know is unknown, or has ended long ago. */
  private async unlessItHasEnded(intoContactId: string, error: unknown): Promise<never> {
    if (!(error instanceof DomainError) || error.code !== 'unknownReference') throw error;
    const { contact } = await this.contacts.find(intoContactId).catch((found: unknown) => {
      if (found instanceof DomainError && found.code === 'notFound') throw error;
      throw found;
    });
    throw new DomainError('stateForbids', `The contact to merge into is ${contact.state}.`, { state: contact.state });
  }

  /** The agent who answered the consult takes over. */
  async completeTransfer(id: string, caller: Caller): Promise<ContactView> {
    const contact = await this.present(id);
    const { asAgentId } = onBehalf(caller);
    // Said again: it has been done, and the contact is the other agent's.
    const done = contact?.state === 'active' && contact.consultedId !== undefined && contact.consultId === undefined;
    if (done && (asAgentId === undefined || contact.formerAgentId === asAgentId)) return this.view(contact);
    const consultId = contact?.consultId;
    if (contact?.state === 'active' && consultId === undefined)
      throw new DomainError('stateForbids', 'No consult is open for this contact.', { state: contact.state });
    return this.run(id, caller, () =>
      this.live.completeConsult({ ...onBehalf(caller), contactId: id, consultId: consultId ?? id }),
    );
  }

  /** The contact stays with its agent, and whoever was asked is free. */
  async cancelTransfer(id: string, caller: Caller): Promise<ContactView> {
    const contact = await this.present(id);
    if (contact === undefined) return this.run(id, caller, () => Promise.reject(gone(id)));
    const { asAgentId, act } = onBehalf(caller);
    if (asAgentId !== undefined && contact.agentId !== asAgentId)
      throw new DomainError('forbidden', 'This contact is not with you.', { state: contact.state });
    if (contact.state !== 'active')
      throw new DomainError('stateForbids', `The contact is ${contact.state}.`, { state: contact.state });
    if (contact.consultId !== undefined) await this.live.endConsult(contact.consultId, act);
    return this.view((await this.present(id)) ?? contact);
  }

  private sendOn(contact: ContactRecord, target: Target, request: TransferRequest, caller: Caller) {
    const { queue, toAgentId, placed, reserveSeconds, spec } = target;
    const changed = request.requirements !== undefined;
    return this.live.transfer({
      ...onBehalf(caller, request.note),
      agingRate: placed.agingRate,
      creditMs: placed.creditMs,
      dueCreditSeconds: placed.dueCreditSeconds,
      contactId: contact.id,
      queueId: toAgentId === undefined ? queue.id : undefined,
      toAgentId,
      reserveSeconds,
      keepAge: request.keepAge ?? true,
      maxWaitSeconds: queue.maxWaitSeconds,
      overflowAfterSeconds: queue.overflow?.afterSeconds,
      note: request.note,
      ...(changed && { spec, expectedEventId: contact.eventId }),
    });
  }

  private consult(contact: ContactRecord, target: Target, { note }: TransferRequest, caller: Caller) {
    const { queue, toAgentId, placed, reserveSeconds } = target;
    const { id: _, dueAt: _dueAt, ...asked } = target.spec;
    return this.live.consult({
      ...onBehalf(caller, note),
      contactId: contact.id,
      spec: {
        ...asked,
        id: uuidV7(this.live.now()),
        queueId: queue.id,
        preferredAgentId: undefined,
        consultFor: contact.id,
        callback: undefined,
      },
      agingRate: placed.agingRate,
      creditMs: placed.creditMs,
      toAgentId,
      reserveSeconds,
    });
  }

  private async targetOf(contact: ContactRecord, request: TransferRequest): Promise<Target> {
    const spec: ContactSpec =
      request.requirements === undefined
        ? contact.spec
        : { ...contact.spec, requirements: withDefaults(request.requirements) };
    const queueId = request.queueId ?? contact.queueId;
    // What the client did not send is not its fault: a skill that was once asked for may be gone.
    const { queue, channel } = await this.planner.check({
      ...spec,
      queueId,
      preferredAgentId: undefined,
      requirements: request.requirements === undefined ? [] : spec.requirements,
    });
    if (request.queueId !== undefined) await this.intake.requireOpen(queue);
    const toAgentId = request.agentId;
    if (toAgentId !== undefined && (await this.config.find('agent', toAgentId)) === undefined)
      throw unknownReferences([{ path: 'agentId', message: `no agent has the id ${toAgentId}` }]);
    const placed = await this.planner.place(spec, queue, channel);
    return {
      queue,
      toAgentId,
      spec,
      placed,
      reserveSeconds: channel.offerTimeoutSeconds ?? DEFAULT_OFFER_TIMEOUT_SECONDS,
    };
  }

  private async present(id: string): Promise<ContactRecord | undefined> {
    return (await this.live.contact(id))?.contact;
  }

  private view(contact: ContactRecord): ContactView {
    return this.contacts.view(contact, null);
  }

  /** Nothing here agrees with an end: a contact that has left live state has ended. */
  private run(id: string, caller: Caller, command: () => Promise<ContactResult>): Promise<ContactView> {
    return this.contacts.command(id, command, () => false, caller.principal);
  }
}

function gone(id: string): DomainError {
  return new DomainError('notFound', `No contact has the id ${id}.`);
}
