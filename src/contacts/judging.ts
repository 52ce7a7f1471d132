import type { AgentConfig, AgentWithLegs } from '../domain/agent.js';
import type { ContactRecord } from '../domain/contact.js';
import type { ExclusionReason } from '../domain/decision.js';
import { FILTERS } from '../routing/filters/index.js';
import type { WaitingContact } from '../routing/world.js';
import { abilitiesOf, offlineState, type AgentView, type Demand } from '../routing/views.js';

/* The engine's own filters, asked about one agent and one contact outside the engine. */

/** After a decline or miss: not before `hardMs`, and not before `softMs` while another agent passes. */
export const COOL_DOWN = { hardMs: 5_000, softMs: 60_000 };

/** A contact as the engine sees it. */
export function waitingOf(contact: ContactRecord): WaitingContact {
  const { id, spec, due, virtualEnqueuedAt, enqueuedAt, enqueueSeq } = contact;
  return {
    id,
    queueId: contact.queueId,
    channel: spec.channel,
    agingChannel: spec.callback?.fromChannel,
    requirements: spec.requirements,
    language: spec.language,
    priority: spec.priority,
    customerValue: spec.customer?.value ?? 0,
    journeyStage: spec.journeyStage,
    preferredAgentId: spec.preferredAgentId,
    lastAgentId: contact.lastAgentId,
    botAcceptance: contact.botAcceptance,
    reserved: contact.reserved,
    due,
    pulledToFront: contact.pulledToFront,
    virtualEnqueuedAt,
    enqueuedAt,
    enqueueSeq,
    declines: contact.declines,
  };
}

/** An agent as filters see it; one that live state does not know is offline. */
export function viewOf(config: AgentConfig, record: AgentWithLegs | undefined): AgentView {
  const abilities = abilitiesOf(config);
  if (record === undefined) return { abilities, state: offlineState(config.id), used: 0, resting: false };
  const { id, presence, channels, used, idleSince } = record;
  const notResponding = record.notRespondingSince !== undefined;
  const standsForDial = record.standsFor !== undefined;
  const state = { id, presence, channels, notResponding, standsForDial, used, idleSince };
  return { abilities, state, used: Object.values(used).reduce((sum, n) => sum + n, 0), resting: false };
}

/** The first filter that refuses an agent's configuration. */
export function refusedByDemand(demand: Demand, agent: AgentConfig): ExclusionReason | undefined {
  const abilities = abilitiesOf(agent);
  for (const filter of FILTERS)
    if (filter.scope === 'demand' && !filter.passes(demand, abilities)) return filter.reason;
  return undefined;
}

/** All that speaks against a pair, in the order of the filters; none is left out because an earlier one refused. */
export function speaksAgainst(demand: Demand, contact: ContactRecord, view: AgentView, now: number): ExclusionReason[] {
  const ago = declinedAgo(contact, view, now);
  return FILTERS.filter((filter) => {
    if (filter.scope === 'demand') return !filter.passes(demand, view.abilities);
    if (filter.scope === 'live') return !filter.passes(view, contact.channel, false);
    return filter.scope === 'decline' && !filter.passes(ago, () => true, COOL_DOWN);
  }).map(({ reason }) => reason);
}

/** The first filter that refuses what an agent is doing now. */
export function refusedByState(
  view: AgentView,
  { channel, spec, callback }: ContactRecord,
): ExclusionReason | undefined {
  return refusedOn(view, channel, spec.callback?.mode === 'customerFirst' && callback?.reached !== true);
}

/** The same of all contacts of a channel whose customers are, or are not, yet to be called. */
export function refusedOn(view: AgentView, channel: string, dialFirst = false): ExclusionReason | undefined {
  for (const filter of FILTERS)
    if (filter.scope === 'live' && !filter.passes(view, channel, dialFirst)) return filter.reason;
  return undefined;
}

/** Whether an earlier decline bars the agent. @param fresh whether another agent passes that has not declined */
export function refusedByDecline(
  contact: ContactRecord,
  view: AgentView,
  now: number,
  fresh: boolean,
): ExclusionReason | undefined {
  const ago = declinedAgo(contact, view, now);
  for (const filter of FILTERS)
    if (filter.scope === 'decline' && !filter.passes(ago, () => fresh, COOL_DOWN)) return filter.reason;
  return undefined;
}

/** Ms since the agent last declined or missed it; Infinity: never. */
export function declinedAgo(contact: ContactRecord, view: AgentView, now: number): number {
  const at = contact.declines[view.abilities.id];
  return at === undefined ? Infinity : now - at;
}
