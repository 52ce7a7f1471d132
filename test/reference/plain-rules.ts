import type { AgentConfig } from '../../src/domain/agent.js';
import type { ChannelConfig, QueueConfig, RoutingProfile } from '../../src/domain/configuration.js';
import type { Credits, ExclusionReason } from '../../src/domain/decision.js';
import type { AgentState, WaitingContact } from '../../src/routing/world.js';

/** Everything that is known, as plain maps. */
export interface PlainWorld {
  now: number;
  hardMs: number;
  softMs: number;
  channels: Map<string, ChannelConfig>;
  profiles: Map<string, RoutingProfile>;
  queues: Map<string, QueueConfig>;
  agents: Map<string, AgentConfig>;
  states: Map<string, AgentState>;
  contacts: Map<string, WaitingContact>;
  restingContacts: Set<string>;
  restingAgents: Set<string>;
}

/** A contact whose queue, channel or profile is unknown cannot be considered. */
export function isConsidered(world: PlainWorld, contact: WaitingContact): boolean {
  const queue = world.queues.get(contact.queueId);
  return queue !== undefined && world.channels.has(contact.channel) && world.profiles.has(queue.routingProfileId);
}

export function stateOf(world: PlainWorld, agentId: string): AgentState {
  const known = world.states.get(agentId);
  return known ?? { id: agentId, presence: 'offline', notResponding: false, used: {}, idleSince: 0 };
}

/** Steps in force, in order. */
export function stepsInForce(world: PlainWorld, contact: WaitingContact, now = world.now): QueueConfig['steps'] {
  const queue = world.queues.get(contact.queueId);
  const ageMs = now - contact.virtualEnqueuedAt;
  const steps = [...(queue?.steps ?? [])].sort((a, b) => a.afterSeconds - b.afterSeconds);
  return steps.filter((step) => step.afterSeconds * 1000 <= ageMs);
}

/** Why this agent cannot get this contact now, in the contract's order; undefined: it can. */
export function whyNot(world: PlainWorld, contact: WaitingContact, agent: AgentConfig): ExclusionReason | undefined {
  const early = apartFromCoolDown(world, contact, agent);
  if (early !== undefined) return early;
  if (isCoolingDown(world, contact, agent.id)) return 'coolDown';
  if (world.restingAgents.has(agent.id) || world.restingContacts.has(contact.id)) return 'resting';
  return undefined;
}

function apartFromCoolDown(
  world: PlainWorld,
  contact: WaitingContact,
  agent: AgentConfig,
): ExclusionReason | undefined {
  return byConfiguration(world, contact, agent, !isTranslated(world, contact)) ?? byLiveSide(world, contact, agent);
}

/** Its queue translates, its channel is text, and nobody on duty who could take it as configured speaks its language. */
export function isTranslated(world: PlainWorld, contact: WaitingContact): boolean {
  return mayBeTranslated(world, contact) && !hasSpeaker(world, contact);
}

/** Whether only the language, which somebody on duty speaks, keeps this agent from a contact that could be translated. */
export function isKeptForSpeaker(world: PlainWorld, contact: WaitingContact, agent: AgentConfig): boolean {
  if (!mayBeTranslated(world, contact) || !hasSpeaker(world, contact)) return false;
  const reason = (asksLanguage: boolean): ExclusionReason | undefined =>
    byConfiguration(world, contact, agent, asksLanguage) ?? byLiveSide(world, contact, agent);
  return reason(false) === undefined && reason(true) !== undefined;
}

function mayBeTranslated(world: PlainWorld, contact: WaitingContact): boolean {
  const channel = world.channels.get(contact.channel);
  const written = channel?.text ?? ['chat', 'messaging', 'email', 'social', 'case'].includes(contact.channel);
  if (contact.language === undefined || reservedFor(world, contact) !== undefined || !written) return false;
  return world.queues.get(contact.queueId)?.translation?.allowed === true;
}

function hasSpeaker(world: PlainWorld, contact: WaitingContact): boolean {
  for (const agent of world.agents.values()) {
    const onDuty = stateOf(world, agent.id).presence !== 'offline';
    if (onDuty && byConfiguration(world, contact, agent, true) === undefined) return true;
  }
  return false;
}

function byConfiguration(
  world: PlainWorld,
  contact: WaitingContact,
  agent: AgentConfig,
  asksLanguage: boolean,
): ExclusionReason | undefined {
  const heldFor = reservedFor(world, contact);
  if (heldFor !== undefined && heldFor !== agent.id) return 'reservedForOther';
  const steps = stepsInForce(world, contact);
  const anyone = steps.some((step) => step.anyone);
  const queues = [contact.queueId, ...steps.flatMap((step) => step.addQueues ?? [])];
  if (heldFor === undefined && !anyone && !agent.queues.some((queue) => queues.includes(queue))) return 'notInQueue';
  if (!agent.channels.some((channel) => channel.id === contact.channel)) return 'channelNotConfigured';
  const skillReason = heldFor === undefined ? skillGap(contact, agent, steps, anyone, asksLanguage) : undefined;
  if (skillReason !== undefined) return skillReason;
  return agent.kind === 'bot' && !isForBots(world, contact) ? 'botNotWanted' : undefined;
}

function byLiveSide(world: PlainWorld, contact: WaitingContact, agent: AgentConfig): ExclusionReason | undefined {
  const capacity = agent.channels.find((channel) => channel.id === contact.channel)?.capacity ?? 0;
  const state = stateOf(world, agent.id);
  if (state.presence !== 'available') return 'notAvailable';
  if (state.channels !== undefined && !state.channels.includes(contact.channel)) return 'channelNotToday';
  if (state.notResponding) return 'notResponding';
  if ((state.used[contact.channel] ?? 0) >= capacity) return 'capacityFull';
  const blocker = agent.channels.find(
    (held) =>
      (state.used[held.id] ?? 0) > 0 &&
      (held.blocks ?? []).includes(contact.channel) &&
      !(held.interruptedBy ?? []).includes(contact.channel),
  );
  if (blocker !== undefined) return 'blockedByChannel';
  return contact.dialFirst === true && state.standsForDial === true ? 'standsForDial' : undefined;
}

/** The agent that alone may have it now. */
function reservedFor(world: PlainWorld, { reserved }: WaitingContact): string | undefined {
  return reserved === undefined || world.now >= (reserved.untilMs ?? Infinity) ? undefined : reserved.agentId;
}

function isForBots(world: PlainWorld, contact: WaitingContact): boolean {
  const { minAcceptance = 0, maxCustomerValue = 1 } = world.queues.get(contact.queueId)?.bots ?? {};
  const { botAcceptance = 0.5, customerValue } = contact;
  return botAcceptance !== 'never' && botAcceptance >= minAcceptance && customerValue <= maxCustomerValue;
}

function skillGap(
  contact: WaitingContact,
  agent: AgentConfig,
  steps: QueueConfig['steps'],
  anyone: boolean,
  asksLanguage: boolean,
): ExclusionReason | undefined {
  let tooLow = false;
  const { language } = contact;
  const spoken =
    language === undefined || !asksLanguage
      ? []
      : [{ skillId: language, minLevel: 1, mandatory: true, relaxable: false }];
  for (const wish of [...contact.requirements, ...spoken]) {
    if (!wish.mandatory) continue;
    let minLevel = wish.minLevel;
    if (wish.relaxable) {
      if (anyone || steps.some((step) => step.dropSkills?.includes(wish.skillId))) continue;
      for (const step of steps) minLevel = Math.min(minLevel, step.lowerLevelsTo ?? minLevel);
    }
    const skill = agent.skills.find((each) => each.id === wish.skillId);
    if (skill === undefined) return 'missingSkill';
    if (skill.level < minLevel) tooLow = true;
  }
  return tooLow ? 'skillLevelTooLow' : undefined;
}

function isCoolingDown(world: PlainWorld, contact: WaitingContact, agentId: string): boolean {
  const at = contact.declines[agentId];
  if (at === undefined || world.now >= at + world.softMs) return false;
  if (world.now < at + world.hardMs) return true;
  for (const other of world.agents.values()) {
    const otherAt = contact.declines[other.id];
    if (otherAt !== undefined && world.now < otherAt + world.softMs) continue;
    if (world.restingAgents.has(other.id)) continue;
    if (apartFromCoolDown(world, contact, other) === undefined) return true;
  }
  return false;
}

/** The contract's sum, term by term, each in whole ms. */
export function creditsOf(world: PlainWorld, contact: WaitingContact, agent: AgentConfig): Credits {
  const queue = world.queues.get(contact.queueId)!;
  const w = world.profiles.get(queue.routingProfileId)!.credits;
  const channel = world.channels.get(contact.agingChannel ?? '') ?? world.channels.get(contact.channel)!;
  const target = queue.serviceLevel?.targetSeconds ?? channel.defaultTargetSeconds;
  const state = stateOf(world, agent.id);
  const used = Object.values(state.used).reduce((a, b) => a + b, 0);
  const capacity = agent.channels.reduce((sum, channel) => sum + channel.capacity, 0);
  const load = capacity === 0 ? 0 : used / capacity;
  const asked = contact.requirements.map((wish) => agent.skills.find((skill) => skill.id === wish.skillId));
  const n = asked.length;
  const fit = n === 0 ? 1 : asked.reduce((sum, skill) => sum + (skill?.level ?? 0), 0) / (n * 10);
  const liking = n === 0 ? 0.5 : asked.reduce((sum, skill) => sum + (skill?.preference ?? 0.5), 0) / n;
  const proficiency = agent.channels.find((channel) => channel.id === contact.channel)?.proficiency ?? 5;
  const stage = contact.journeyStage;
  const stages = new Map(Object.entries(w.journeyStage.stages));
  const stageSeconds = stages.get(stage ?? '') ?? w.journeyStage.default;
  const idleMs = used > 0 ? 0 : Math.min(3_600_000, Math.max(0, world.now - state.idleSince));
  const ms = (seconds: number): number => Math.round(seconds * 1000);
  return {
    age: Math.round((queue.agingRate ?? 20 / target) * Math.max(0, world.now - contact.virtualEnqueuedAt)),
    priority: ms(w.priority * contact.priority),
    customerValue: ms(w.customerValue * contact.customerValue),
    journeyStage: ms(stageSeconds),
    due: ms(w.due * contact.due),
    skill: ms(w.skill * fit),
    preference: ms(w.preference * liking),
    channel: ms(w.channel * (proficiency / 10)),
    affinity: (contact.preferredAgentId ?? contact.lastAgentId) === agent.id ? ms(w.affinity) : 0,
    occupancy: ms(w.occupancy * (1 - load)),
    idle: Math.round(w.idlePerSecond * idleMs),
    bot: agent.kind === 'bot' ? ms(w.bot * Number(contact.botAcceptance ?? 0.5)) : 0,
    translation: isTranslated(world, contact) ? 0 - ms(queue.translation!.penaltySeconds) : 0,
    front: contact.pulledToFront === true ? ms(10_000_000_000) : 0,
  };
}
