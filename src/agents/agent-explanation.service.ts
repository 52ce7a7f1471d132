import { Inject, Injectable } from '@nestjs/common';
import { demandInForce } from '../contacts/demand-in-force.js';
import {
  declinedAgo,
  COOL_DOWN,
  refusedByDecline,
  refusedByDemand,
  refusedByState,
  refusedOn,
  viewOf,
} from '../contacts/judging.js';
import { routingStatus, type AgentConfig, type Presence, type RoutingStatus } from '../domain/agent.js';
import type { ContactRecord } from '../domain/contact.js';
import type { ExclusionReason } from '../domain/decision.js';
import { DomainError } from '../domain/errors.js';
import { iso } from '../domain/iso.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import type { AgentView } from '../routing/views.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';

/** Why an agent gets what it gets, or nothing, as of one moment. */
export interface AgentExplanationView {
  agentId: string;
  at: string;
  presence: Presence;
  routingStatus: RoutingStatus;
  since: string;
  /** Each configured channel; `because`: why nothing of it is offered now. */
  channels: { channel: string; because?: ExclusionReason }[];
  /** Contacts that wait in the agent's queues and were looked at, first in line first. */
  waiting: number;
  /** More wait than were looked at. */
  truncated: boolean;
  /** Those that the agent cannot get now, by the first filter that refuses the pair. */
  counts: Partial<Record<ExclusionReason, number>>;
  /** The first of them; without `because`, the contact can be offered to the agent now. */
  contacts: { contactId: string; queueId: string; because?: ExclusionReason }[];
}

/** Of each queue so many are looked at, in line from the first. */
const LOOKED_AT = 200;
const LISTED = 20;

/** Answers why an agent gets nothing, from configuration, its live record and who waits in its queues, on any node. */
@Injectable()
export class AgentExplanationService {
  constructor(
    @Inject(LIVE_STORE) private readonly live: Pick<LiveStore, 'agent' | 'now' | 'waitingIds' | 'contacts'>,
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
  ) {}

  /** @throws DomainError `notFound` */
  async explain(agentId: string): Promise<AgentExplanationView> {
    const config = (await this.config.find('agent', agentId))?.value;
    if (config === undefined) throw new DomainError('notFound', `No agent has the id ${agentId}.`);
    const record = await this.live.agent(agentId);
    const now = this.live.now();
    const view = viewOf(config, record);
    const { found, truncated } = await this.waitingFor(config);
    const counts: AgentExplanationView['counts'] = {};
    const contacts = found.map((contact) => {
      const because = this.refusal(config, view, contact, now);
      if (because !== undefined) counts[because] = (counts[because] ?? 0) + 1;
      return { contactId: contact.id, queueId: contact.queueId, ...(because !== undefined && { because }) };
    });
    return {
      agentId,
      at: iso(now),
      presence: view.state.presence,
      routingStatus: record === undefined ? 'idle' : routingStatus(record),
      since: iso(record?.presenceSince ?? now),
      channels: config.channels.map(({ id }) => {
        const because = refusedOn(view, id);
        return { channel: id, ...(because !== undefined && { because }) };
      }),
      waiting: found.length,
      truncated,
      counts,
      contacts: contacts.slice(0, LISTED),
    };
  }

  private async waitingFor({ queues }: AgentConfig): Promise<{ found: ContactRecord[]; truncated: boolean }> {
    const lists = await Promise.all(queues.map((id) => this.live.waitingIds(id, 0, LOOKED_AT + 1)));
    const records = await Promise.all(lists.map((ids) => this.live.contacts(ids.slice(0, LOOKED_AT))));
    return {
      found: records.flat().filter(({ state }) => state === 'waiting'),
      truncated: lists.some((ids) => ids.length > LOOKED_AT),
    };
  }

  private refusal(
    config: AgentConfig,
    view: AgentView,
    contact: ContactRecord,
    now: number,
  ): ExclusionReason | undefined {
    const inForce = demandInForce(contact, this.config.current(), now);
    if (inForce === undefined) return 'notInQueue';
    // Whether it is translated now takes a look at all agents: told is what holds where it is, which lets in more.
    const demand = inForce.translated ?? inForce.demand;
    const byDemand = refusedByDemand(demand, config) ?? refusedByState(view, contact);
    if (byDemand !== undefined) return byDemand;
    const isFresh = declinedAgo(contact, view, now) >= COOL_DOWN.softMs;
    // Whether somebody else is free for it takes a look at all agents: the pause is told as if somebody were.
    return refusedByDecline(contact, view, now, !isFresh);
  }
}
