import { Inject, Injectable } from '@nestjs/common';
import { actBy, actorOf, requireOwnAgent, requireRole, type Caller, type Principal } from '../api-keys/principal.js';
import { contactBrief, offerView, type ContactBrief, type OfferView } from '../contacts/contact.view.js';
import { iso } from '../domain/iso.js';
import { unknownReferences } from '../contacts/contact-planner.js';
import {
  routingStatus,
  type AgentWithLegs,
  type Presence,
  type PresenceSetter,
  type RoutingStatus,
} from '../domain/agent.js';
import { DomainError, fault } from '../domain/errors.js';
import { LIVE_STORE, type AgentSnapshot, type LiveStore } from '../live/live-store.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import { ReasonCodes } from './reason-codes.js';

export interface PresenceRequest {
  presence: Presence;
  reasonCode?: string;
  channels?: string[];
  afterWork?: boolean;
}

/** An agent's live side without its work. */
export interface PresenceView {
  agentId: string;
  presence: Presence;
  /** Who set it: a supervisor's stands until the agent acts. */
  presenceBy?: PresenceSetter;
  reasonCode?: string;
  channels?: string[];
  /** What the agent becomes once its work is done; until then nothing is offered to it. */
  next?: AgentWithLegs['next'];
  routingStatus: RoutingStatus;
  since: string;
  /** Used capacity per channel; channels without use are left out. */
  load: Record<string, number>;
}

export type AgentStateView = PresenceView & {
  offers: (OfferView & { contact: ContactBrief })[];
  contacts: ContactBrief[];
};

export function presenceView(agent: AgentWithLegs): PresenceView {
  const load = Object.fromEntries(Object.entries(agent.used).filter(([, used]) => used > 0));
  return {
    agentId: agent.id,
    presence: agent.presence,
    presenceBy: agent.presenceBy,
    reasonCode: agent.reasonCode,
    channels: agent.channels,
    next: agent.next,
    routingStatus: routingStatus(agent),
    since: iso(agent.presenceSince),
    load,
  };
}

export function agentStateView({ agent, offers, contacts }: AgentSnapshot): AgentStateView {
  return {
    ...presenceView(agent),
    offers: offers.map(({ offer, contact }) => ({ ...offerView(offer), contact: contactBrief(contact) })),
    contacts: contacts.map((contact) => contactBrief(contact)),
  };
}

/** Agents at work: presence, load, state. Throws DomainError. */
@Injectable()
export class PresenceService {
  constructor(
    @Inject(LIVE_STORE) private readonly live: LiveStore,
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(ReasonCodes) private readonly reasonCodes: ReasonCodes,
  ) {}

  /** The agent itself, a system, or a supervisor, whose word stands until the agent acts. */
  async set(agentId: string, request: PresenceRequest, caller: Caller): Promise<PresenceView> {
    const { principal, commandId, commandHash } = caller;
    requireRole(principal, ['agent', 'system', 'supervisor']);
    requireOwnAgent(principal, agentId);
    if (request.afterWork === true && (request.presence === 'available' || request.channels !== undefined))
      throw fault('afterWork', 'goes with unavailable or offline, and without channels');
    await this.checkChannels(request.channels);
    await this.reasonCodes.check(request.presence, request.reasonCode);
    const run = (): Promise<AgentWithLegs> =>
      this.live.setPresence({
        agentId,
        ...request,
        by: actorOf(principal),
        act: actBy(caller),
        commandId,
        commandHash,
      });
    return presenceView(await this.mirrored(agentId, run));
  }

  async state(agentId: string, principal: Principal): Promise<AgentStateView> {
    requireRole(principal, ['agent', 'system', 'supervisor']);
    requireOwnAgent(principal, agentId);
    return agentStateView(await this.mirrored(agentId, () => this.live.agentSnapshot(agentId)));
  }

  /** Work outside the server, which takes capacity until it is deleted or its time has passed. */
  async putExternalLoad(
    agentId: string,
    ref: string,
    load: { channel: string; untilSeconds?: number },
    caller: Caller,
  ): Promise<{ created: boolean; agent: PresenceView }> {
    requireRole(caller.principal, ['system']);
    if ((await this.config.find('channel', load.channel)) === undefined) throw unknownChannel('channel', load.channel);
    const agent = await this.mirrored(agentId, () => this.live.putExternalLoad({ agentId, ref, ...load }));
    return { created: agent.created, agent: presenceView(agent) };
  }

  async deleteExternalLoad(agentId: string, ref: string, caller: Caller): Promise<void> {
    requireRole(caller.principal, ['system']);
    await this.mirrored(agentId, () => this.live.deleteExternalLoad({ agentId, ref }));
  }

  private async checkChannels(channels: readonly string[] | undefined): Promise<void> {
    for (const [index, channel] of (channels ?? []).entries()) {
      if ((await this.config.find('channel', channel)) === undefined)
        throw unknownChannel(`channels.${index}`, channel);
    }
  }

  /**
   * A configured agent that live state does not know (a crash between the two stores, an emptied Redis) is mirrored
   * and the call repeated once.
   */
  private async mirrored<T>(agentId: string, run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'notFound') throw error;
      const configured = await this.config.find('agent', agentId);
      if (configured === undefined) throw new DomainError('notFound', `No agent has the id ${agentId}.`);
      await this.live.mirrorAgent(configured.value, configured.revision);
      return run();
    }
  }
}

function unknownChannel(path: string, channel: string): DomainError {
  return unknownReferences([{ path, message: `no channel has the id ${channel}` }]);
}
