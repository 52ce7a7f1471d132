import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { onBehalf, requireRole, type Caller } from '../api-keys/principal.js';
import { encodeDecision } from '../domain/compact-decision.js';
import { effectiveAgingRate } from '../domain/configuration.js';
import type { ContactRecord } from '../domain/contact.js';
import { DomainError } from '../domain/errors.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import { translateOf } from '../matcher/translate.js';
import { recordByHand } from '../routing/by-hand.js';
import { FRONT_SECONDS } from '../routing/scorers/front.scorer.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import { unknownReferences } from './contact-planner.js';
import type { AssignRequest } from './contact-request.js';
import type { ContactView } from './contact.view.js';
import { ContactsService } from './contacts.service.js';
import { demandInForce } from './demand-in-force.js';
import { speaksAgainst, viewOf, waitingOf } from './judging.js';

const ATTEMPTS = 10;
const DEFAULT_OFFER_TIMEOUT_SECONDS = 20;

/** What supervisors do by hand with a contact that waits. Throws DomainError. */
@Injectable()
export class SupervisorActsService {
  constructor(
    @Inject(LIVE_STORE) private readonly live: LiveStore,
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(ContactsService) private readonly contacts: ContactsService,
  ) {}

  /** Before all others of its queue, until an agent takes it. @throws DomainError `stateForbids` */
  pullToFront(id: string, note: string | undefined, caller: Caller): Promise<ContactView> {
    requireRole(caller.principal, ['supervisor']);
    const command = { ...onBehalf(caller, note), contactId: id, frontMs: FRONT_SECONDS * 1000 };
    return this.contacts.command(
      id,
      () => this.live.pullToFront(command),
      () => false,
      caller.principal,
    );
  }

  /**
   * An offer like any other, with a decision that says by whom. Skills, queues and earlier declines do not forbid it: the
   * decision names them. A pair that changes meanwhile is judged anew.
   * @throws DomainError `unknownReference`, `stateForbids` with what forbids it as `state`
   */
  async assign(id: string, request: AssignRequest, caller: Caller): Promise<ContactView> {
    requireRole(caller.principal, ['supervisor']);
    for (let attempt = 1; ; attempt += 1) {
      const contact = (await this.live.contact(id))?.contact;
      const offerId = randomUUID();
      const made = contact?.state === 'waiting' ? await this.decide(contact, request.agentId, caller) : UNDECIDED;
      const command = {
        ...onBehalf(caller, request.note),
        ...made,
        contactId: id,
        agentId: request.agentId,
        offerId,
        override: request.override,
        offerTimeoutSeconds: this.offerTimeoutSeconds(contact),
        expectedEventId: contact?.eventId ?? '',
      };
      try {
        return await this.contacts.command(
          id,
          () => this.live.assign(command),
          () => false,
          caller.principal,
        );
      } catch (error) {
        const moved = error instanceof DomainError && error.code === 'conflict';
        if (!moved || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** Why the pair is offered: what it counts, by whose word, and despite what. */
  private async decide(contact: ContactRecord, agentId: string, { principal }: Caller) {
    const view = this.config.current();
    const agent = view.agent.get(agentId)?.value ?? (await this.config.find('agent', agentId))?.value;
    const live = agent && (await this.live.agent(agentId));
    // One that live state does not know yet has said nothing and is offline: the script refuses it.
    if (agent === undefined) throw unknownReferences([{ path: 'agentId', message: `no agent has the id ${agentId}` }]);
    const now = this.live.now();
    const inForce = demandInForce(contact, view, now);
    if (inForce === undefined)
      throw new DomainError('storeUnavailable', 'The queue of the contact is not known here.', {
        retryAfterSeconds: 1,
      });
    const { spec, channel, queueId } = contact;
    const translate = translateOf({ language: spec.language, channel, queueId, agentId }, view);
    const demand = (translate && inForce.translated) ?? inForce.demand;
    const pair = {
      contact: waitingOf(contact),
      agent: viewOf(agent, live),
      demand: { ...demand, agingRate: this.agingRate(contact, demand.agingRate) },
      now,
    };
    const despite = speaksAgainst(demand, contact, pair.agent, now);
    const record = recordByHand(pair, { keyId: principal.keyId, despite });
    return { decision: encodeDecision(record), agentEventId: live?.eventId ?? '', translate };
  }

  /** A callback ages by the channel that it came from. */
  private agingRate({ queueId, spec }: ContactRecord, otherwise: number): number {
    const { queue, channel } = this.config.current();
    const [own, from] = [queue.get(queueId)?.value, channel.get(spec.callback?.fromChannel ?? '')?.value];
    return own === undefined || from === undefined ? otherwise : effectiveAgingRate(own, from);
  }

  private offerTimeoutSeconds(contact: ContactRecord | undefined): number {
    const channel = this.config.current().channel.get(contact?.channel ?? '')?.value;
    return channel?.offerTimeoutSeconds ?? DEFAULT_OFFER_TIMEOUT_SECONDS;
  }
}

/** Of a contact that does not wait: it gets no offer, whatever is decided. */
const UNDECIDED = { decision: '', agentEventId: '', translate: undefined };
