import type { AgentConfig } from '../domain/agent.js';
import { NO_CREDITS, type QueueConfig, type RoutingProfile } from '../domain/configuration.js';
import type { ExclusionReason } from '../domain/decision.js';
import { wantsBots } from './filters/bot.filter.js';
import type { DemandFilter } from './filters/filter.js';
import { FILTERS } from './filters/index.js';
import { demandOf, mayTranslate } from './relaxation.js';
import { abilitiesOf, type AgentAbilities, type Demand } from './views.js';
import type { WaitingContact } from './world.js';

/** What of a contact the answer depends on. */
export type Enquiry = Pick<WaitingContact, 'channel' | 'requirements' | 'language' | 'reserved' | 'botAcceptance'> & {
  /** 0–1; unknown is 0. */
  customerValue?: number;
  /** Whether its channel is text; left out: as its id says. */
  text?: boolean;
};

/** Whether any configured agent could ever take a contact; `because` says in words what is missing. */
export interface Routability {
  routable: boolean;
  because?: string;
}

export const DEMAND_FILTERS = FILTERS.filter((filter): filter is DemandFilter => filter.scope === 'demand');

/** Weights and rates do not matter to the question. */
export const NO_PROFILE: RoutingProfile = { id: 'none', name: 'none', version: 0, credits: NO_CREDITS };

/**
 * Looks at configuration alone: offline agents count, and so do all relaxation steps and the overflow queue with its
 * own steps (one hop: an overflowed contact does not overflow again from there), and translation where it is allowed. A reserved contact is asked for its
 * agent, and, where the reservation ends, for all.
 */
export function couldEverServe(
  contact: Enquiry,
  queue: QueueConfig,
  queues: ReadonlyMap<string, QueueConfig>,
  agents: Iterable<AgentConfig>,
): Routability {
  const overflow = queue.overflow && queues.get(queue.overflow.toQueueId);
  const abilities = Array.from(agents, abilitiesOnce);
  const everyQueue = overflow === undefined ? [queue] : [queue, overflow];
  const { reserved } = contact;
  if (reserved !== undefined) {
    const passed = furthestFilter({ ...contact, reservedFor: reserved.agentId }, queue, abilities);
    if (passed === DEMAND_FILTERS.length) return { routable: true };
    if (reserved.untilMs === undefined) return { routable: false, because: reservedInWords(contact, passed) };
  }
  let furthest = -1;
  for (const each of everyQueue) {
    const passed = furthestFilter(contact, each, abilities);
    if (passed === DEMAND_FILTERS.length) return { routable: true };
    furthest = Math.max(furthest, passed);
  }
  return { routable: false, because: inWords(abilities.length, contact.channel, DEMAND_FILTERS[furthest]?.reason) };
}

/**
 * What a contact asks at its loosest: a pair passes one of these exactly when {@link couldEverServe} counts it. Steps only
 * loosen and hold cumulatively, so the last one tells.
 */
export function loosestDemands(
  contact: Enquiry,
  queue: QueueConfig,
  queues: ReadonlyMap<string, QueueConfig>,
): Demand[] {
  const { reserved } = contact;
  const overflow = queue.overflow && queues.get(queue.overflow.toQueueId);
  const demands: Demand[] = [];
  if (reserved !== undefined) demands.push(demandAt({ ...contact, reservedFor: reserved.agentId }, queue, 0));
  if (reserved !== undefined && reserved.untilMs === undefined) return demands;
  for (const each of overflow === undefined ? [queue] : [queue, overflow])
    demands.push(demandAt(contact, each, each.steps.length));
  return demands;
}

/** Whether an agent, as configured, may serve what is asked. */
export function mayServe(demand: Demand, agent: AgentAbilities): boolean {
  return DEMAND_FILTERS.every((filter) => filter.passes(demand, agent));
}

function demandAt(contact: Enquiry & { reservedFor?: string }, queue: QueueConfig, step: number): Demand {
  const { requirements, language, reservedFor } = contact;
  const bots = wantsBots(queue.bots, contact.botAcceptance, contact.customerValue ?? 0);
  const channel = { id: contact.channel, text: contact.text, defaultTargetSeconds: 1 };
  // Who speaks the language passes without it too: nobody is left out by asking for less.
  const translated = mayTranslate(queue, channel, contact);
  return demandOf(queue, channel, NO_PROFILE, { requirements, language, reservedFor, bots, translated }, step);
}

const indexed = new WeakMap<AgentConfig, AgentAbilities>();

/** Indexed once per object: of ten thousand agents that takes longer than to ask them all. Not to be changed afterwards. */
export function abilitiesOnce(config: AgentConfig): AgentAbilities {
  let known = indexed.get(config);
  if (known === undefined) indexed.set(config, (known = abilitiesOf(config)));
  return known;
}

/** How many filters the agent that comes furthest passes, over all steps. */
function furthestFilter(
  contact: Enquiry & { reservedFor?: string },
  queue: QueueConfig,
  agents: readonly AgentAbilities[],
): number {
  let furthest = 0;
  for (let step = queue.steps.length; step >= 0; step -= 1) {
    const demand = demandAt(contact, queue, step);
    for (const agent of agents) {
      const failed = DEMAND_FILTERS.findIndex((filter) => !filter.passes(demand, agent));
      if (failed < 0) return DEMAND_FILTERS.length;
      furthest = Math.max(furthest, failed);
    }
  }
  return furthest;
}

function reservedInWords({ channel, reserved }: Enquiry, passed: number): string {
  const id = reserved?.agentId ?? '';
  const reason = DEMAND_FILTERS[passed]?.reason;
  if (reason === 'reservedForOther') return `the agent ${id}, for whom it is reserved, is not configured`;
  if (reason === 'botNotWanted') return `the agent ${id}, for whom it is reserved, is a bot, and it is not for bots`;
  return `the agent ${id}, for whom it is reserved, is not configured for the channel ${channel}`;
}

function inWords(agents: number, channel: string, reason: ExclusionReason | undefined): string {
  if (agents === 0) return 'no agent is configured';
  if (reason === 'notInQueue')
    return 'no agent belongs to the queue, to one that its steps add, or to its overflow queue';
  if (reason === 'channelNotConfigured') return `no agent of these queues is configured for the channel ${channel}`;
  if (reason === 'missingSkill') return 'no agent of these queues and this channel has all mandatory skills';
  if (reason === 'botNotWanted')
    return 'only bots of these queues and this channel have all mandatory skills, and it is not for bots';
  return 'no agent with all mandatory skills reaches their minimum levels, even under the last step';
}
