import { usedTotal, type AgentConfig } from '../domain/agent.js';
import type { Requirement } from '../domain/contact.js';
import { Bits, bitCount } from '../routing/bits.js';
import { FILTERS } from '../routing/filters/index.js';
import type { LiveFilter } from '../routing/filters/filter.js';
import { demandOf } from '../routing/relaxation.js';
import { DEMAND_FILTERS, NO_PROFILE } from '../routing/static-eligibility.js';
import { abilitiesOf, offlineState, type AgentAbilities, type AgentView } from '../routing/views.js';
import type { AgentState } from '../routing/world.js';
import { DecayedMean } from './decayed-mean.js';

/** What a contact asks of its staff. */
export interface Ask {
  queueId: string;
  channel: string;
  requirements: readonly Requirement[];
  /** Id of the skill that is its language. */
  language?: string;
}

/** Contacts that the same agents can serve, before any relaxation step. */
export interface StaffClass {
  key: string;
  ask: Ask;
  team: Team;
  /** Who serves it while nobody of the team is on duty: the same without the language; undefined: nobody else. */
  translators?: Team;
  /** Configuration for which the teams hold. */
  revision: number;
}

interface Team {
  /** Numbers of the agents whose configuration allows it. */
  members: Bits;
  /** Contacts of the channel that a member may hold at once, in the mean. */
  capacity: number;
}

interface Member {
  abilities: AgentAbilities;
  state: AgentState;
  /** Its latest services by channel, ms. */
  services: Map<string, DecayedMean>;
}

const NO_TEAM: Team = { members: new Bits(), capacity: 1 };
const LIVE_FILTERS = FILTERS.filter((filter): filter is LiveFilter => filter.scope === 'live');
/** Classes kept; the one used longest ago goes first. */
const MOST_CLASSES = 512;
/** Moments kept at which somebody came. */
const MOST_JOINS = 1024;
/** Each service of an agent lowers the weight of those before by a tenth. */
const SERVICE_DECAY = 0.9;
/** Beside so many of the line's own the services of those who are there count. */
const USUAL_SERVICES = 20;
const JOINS_MS = 30 * 60_000;
const LEAST_JOINS_MS = 5 * 60_000;

/**
 * Who can serve whom, and who of them is there. A change of one agent costs O(channels of the agent); how many of a class
 * are there is counted 32 agents at a time. Membership is looked up anew after a change of configuration.
 */
export class Staff {
  private readonly numbers = new Map<string, number>();
  private readonly agents: Member[] = [];
  private readonly there = new Map<string, Bits>();
  private readonly free = new Map<string, Bits>();
  /** Not offline. */
  private readonly onDuty = new Bits();
  private readonly classes = new Map<string, StaffClass>();
  private readonly joins: { at: number; no: number }[] = [];
  private nextJoin = 0;
  private since: number | undefined;
  private revision = 0;
  /** Queues of agents who are there no more, or for less. */
  private left = new Set<string>();

  /** @param translates whether others serve who asks this while nobody on duty speaks its language */
  constructor(private readonly translates: (ask: Ask) => boolean) {}

  /** Queues or channels are configured otherwise. */
  reconfigured(): void {
    this.revision += 1;
  }

  setAgent(config: AgentConfig): void {
    const no = this.numberOf(config.id);
    const state = this.agents[no]?.state ?? offlineState(config.id);
    this.leave(no);
    this.unmark(no);
    this.agents[no] = { abilities: abilitiesOf(config), state, services: this.agents[no]?.services ?? new Map() };
    this.revision += 1;
    this.mark(no);
    this.markFree(no);
  }

  removeAgent(id: string): void {
    const no = this.numbers.get(id);
    const agent = no === undefined ? undefined : this.agents[no];
    if (no === undefined || agent === undefined) return;
    this.leave(no);
    this.unmark(no);
    // The number stays with the id: a log that still tells of the agent must not speak of another.
    this.agents[no] = { ...agent, abilities: { ...agent.abilities, queues: new Set(), channels: new Map() } };
    this.revision += 1;
  }

  /** The live side of an agent from a moment on, ms. Of one that is not configured nothing is kept. */
  setState(state: AgentState, at: number): void {
    this.since ??= at;
    const no = this.stateStands(state);
    if (no === undefined) return;
    this.joins[this.nextJoin] = { at, no };
    this.nextJoin = (this.nextJoin + 1) % MOST_JOINS;
  }

  /** The live side of an agent. @returns its number, where it was not there before and is now */
  stateStands(state: AgentState): number | undefined {
    const no = this.numbers.get(state.id);
    const agent = no === undefined ? undefined : this.agents[no];
    if (no === undefined || agent === undefined) return undefined;
    const before = agent.state;
    agent.state = state;
    const { presence, notResponding, channels } = before;
    if (isThere(before) && (!isThere(state) || state.channels !== channels)) this.leave(no as number);
    if (state.presence !== presence || state.notResponding !== notResponding || state.channels !== channels)
      this.mark(no);
    this.markFree(no);
    return isThere(state) && !isThere(before) ? no : undefined;
  }

  /** Queues whose staff may have fallen since the last time that this was asked. */
  takeLeft(): ReadonlySet<string> {
    const { left } = this;
    if (left.size > 0) this.left = new Set();
    return left;
  }

  classOf(ask: Ask): StaffClass {
    const key = keyOf(ask);
    let found = this.classes.get(key);
    if (found !== undefined) this.classes.delete(key);
    else if (this.classes.size >= MOST_CLASSES) this.classes.delete(this.classes.keys().next().value as string);
    found ??= { key, ask, team: NO_TEAM, revision: -1 };
    this.classes.set(key, found);
    return this.seated(found);
  }

  /** How many of the class are there: available, responding, on this channel. */
  present(group: StaffClass): number {
    return common(this.membersOf(group), this.there.get(group.ask.channel));
  }

  /** Contacts of the channel that one of them may hold at once, in the mean. */
  capacity(group: StaffClass): number {
    return this.teamOf(group).capacity;
  }

  /** How many of them could take one more contact now. */
  idle(group: StaffClass): number {
    return common(this.membersOf(group), this.free.get(group.ask.channel));
  }

  /** Of those who are there for `other`, the share that is there for `group` too, 0–1; with nobody there: 1. */
  share(group: StaffClass, other: StaffClass): number {
    if (group === other) return 1;
    if (group.ask.channel !== other.ask.channel) return 0;
    const there = this.there.get(other.ask.channel);
    const members = this.membersOf(this.seated(other));
    const all = common(members, there);
    return all === 0 ? 1 : inAll(members, there, this.membersOf(group)) / all;
  }

  /** How many of the class came per ms, over the last half hour. */
  joining(group: StaffClass, at: number): number {
    if (this.since === undefined) return 0;
    let count = 0;
    const members = this.membersOf(group);
    for (const join of this.joins) if (join.at > at - JOINS_MS && members.has(join.no)) count += 1;
    return count / Math.max(LEAST_JOINS_MS, Math.min(JOINS_MS, at - this.since));
  }

  /** An agent's work for a contact is over after so many ms. */
  served(agentId: string, channel: string, ms: number): void {
    const no = this.numbers.get(agentId);
    const services = no === undefined ? undefined : this.agents[no]?.services;
    if (services === undefined) return;
    let mean = services.get(channel);
    if (mean === undefined) services.set(channel, (mean = new DecayedMean(SERVICE_DECAY)));
    mean.add(ms, 1);
  }

  /** Ms that a service of those who are there takes, whomever they serve. @param usual ms that stands for who is new */
  meanService(group: StaffClass, usual: number): number {
    let sum = usual * USUAL_SERVICES;
    let weight = USUAL_SERVICES;
    const there = this.there.get(group.ask.channel);
    if (there !== undefined) {
      for (const no of bothIn(this.membersOf(group), there)) {
        const mean = this.agents[no]?.services.get(group.ask.channel);
        sum += mean?.sum ?? 0;
        weight += mean?.weight ?? 0;
      }
    }
    return sum / weight;
  }

  private leave(no: number): void {
    for (const queueId of this.agents[no]?.abilities.queues ?? []) this.left.add(queueId);
  }

  private numberOf(id: string): number {
    const known = this.numbers.get(id);
    if (known !== undefined) return known;
    this.numbers.set(id, this.numbers.size);
    return this.numbers.size - 1;
  }

  private seated(group: StaffClass): StaffClass {
    if (group.revision !== this.revision) this.seat(group);
    return group;
  }

  private seat(group: StaffClass): void {
    group.team = this.teamFor(group.ask, false);
    group.translators = this.translates(group.ask) ? this.teamFor(group.ask, true) : undefined;
    group.revision = this.revision;
  }

  private teamOf({ team, translators }: StaffClass): Team {
    return translators === undefined || common(team.members, this.onDuty) > 0 ? team : translators;
  }

  private membersOf(group: StaffClass): Bits {
    return this.teamOf(group).members;
  }

  private teamFor({ queueId, channel, requirements, language }: Ask, translated: boolean): Team {
    const asked = { requirements, language, bots: true, translated };
    const queue = { id: queueId, name: queueId, routingProfileId: '', shortAbandonSeconds: 0, steps: [], open: true };
    const demand = demandOf(queue, { id: channel, defaultTargetSeconds: 1 }, NO_PROFILE, asked, 0);
    const members = new Bits();
    let count = 0;
    let capacity = 0;
    this.agents.forEach(({ abilities }, no) => {
      if (!DEMAND_FILTERS.every((filter) => filter.passes(demand, abilities))) return;
      members.set(no, true);
      count += 1;
      capacity += abilities.channels.get(channel)?.capacity ?? 1;
    });
    return { members, capacity: count === 0 ? 1 : capacity / count };
  }

  private mark(no: number): void {
    const { abilities, state } = this.agents[no] as Member;
    this.onDuty.set(no, state.presence !== 'offline');
    const unused = { abilities, state: { ...state, used: {} }, used: 0, resting: false };
    for (const channel of abilities.channels.keys()) bitsOf(this.there, channel).set(no, passes(unused, channel));
  }

  private markFree(no: number): void {
    const { abilities, state } = this.agents[no] as Member;
    const view = { abilities, state, used: usedTotal(state.used), resting: false };
    for (const channel of abilities.channels.keys()) bitsOf(this.free, channel).set(no, passes(view, channel));
  }

  private unmark(no: number): void {
    this.onDuty.set(no, false);
    for (const channel of this.agents[no]?.abilities.channels.keys() ?? []) {
      bitsOf(this.there, channel).set(no, false);
      bitsOf(this.free, channel).set(no, false);
    }
  }
}

function keyOf({ queueId, channel, requirements, language = '' }: Ask): string {
  const mandatory = requirements.filter((each) => each.mandatory).map((each) => `${each.skillId}/${each.minLevel}`);
  return `${queueId} ${channel} ${language} ${mandatory.sort().join(',')}`;
}

function bitsOf(map: Map<string, Bits>, channel: string): Bits {
  const known = map.get(channel);
  if (known !== undefined) return known;
  const made = new Bits();
  map.set(channel, made);
  return made;
}

function isThere({ presence, notResponding }: AgentState): boolean {
  return presence === 'available' && !notResponding;
}

function passes(view: AgentView, channel: string): boolean {
  for (const filter of LIVE_FILTERS) if (!filter.passes(view, channel, false)) return false;
  return true;
}

/** How many are in both sets. */
function common(a: Bits, b: Bits | undefined): number {
  if (b === undefined) return 0;
  const [x, y] = [a.words, b.words];
  const words = Math.min(x.length, y.length);
  let count = 0;
  for (let at = 0; at < words; at += 1) count += bitCount(x[at]! & y[at]!);
  return count;
}

/** How many are in all three. */
function inAll(a: Bits, b: Bits | undefined, c: Bits): number {
  if (b === undefined) return 0;
  const [x, y, z] = [a.words, b.words, c.words];
  const words = Math.min(x.length, y.length, z.length);
  let count = 0;
  for (let at = 0; at < words; at += 1) count += bitCount(x[at]! & y[at]! & z[at]!);
  return count;
}

function* bothIn(a: Bits, b: Bits): Iterable<number> {
  const words = Math.min(a.words.length, b.words.length);
  for (let at = 0; at < words; at += 1) {
    for (let left = a.words[at]! & b.words[at]!; left !== 0; left &= left - 1)
      yield (at << 5) + 31 - Math.clz32(left & -left);
  }
}
