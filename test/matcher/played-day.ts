import type { AgentConfig } from '../../src/domain/agent.js';
import type { QueueConfig } from '../../src/domain/configuration.js';
import type { CreditName } from '../../src/domain/decision.js';
import { Engine } from '../../src/routing/engine.js';
import { FILTERS } from '../../src/routing/filters/index.js';
import { SCORERS } from '../../src/routing/scorers/index.js';
import type { AgentState, Decision, RoutingEngine, WaitingContact } from '../../src/routing/world.js';
import { replicate } from '../../src/simulation/virtual/replication.js';
import type { Scenario } from '../../src/simulation/virtual/scenario.js';
import type { Replication } from '../../src/simulation/virtual/tally.js';
import { scenarioOf } from '../../src/simulation/complete-scenario.js';

/** A decision of the simulated day, and all that the engine knew when it was made. Times in ms of the day. */
export interface Moment {
  at: number;
  /** In the order in which they came. */
  contacts: WaitingContact[];
  agents: AgentState[];
  /** `contact → agent`, the first decided first. */
  pairs: string[];
  /** Pairs that were compared for the first of them, up to four. */
  candidates: number;
}

const SKILLS = ['billing', 'sales'];
const exponential = (meanSeconds: number) => ({ kind: 'exponential' as const, meanSeconds });

function agentNamed(n: number): AgentConfig & { id: string } {
  const skills = SKILLS.filter((_, i) => n % 3 !== i).map((id, i) => ({
    id,
    level: 3 + ((n + i) % 8),
    preference: (n % 5) / 4,
  }));
  const channels = [
    { id: 'voice', capacity: 1, proficiency: 2 + (n % 8) },
    { id: 'chat', capacity: 1, proficiency: 9 - (n % 8) },
  ];
  return {
    id: `agent-${n}`,
    name: `Agent ${n}`,
    kind: n % 4 === 3 ? 'bot' : 'human',
    queues: ['calls', 'chats'],
    skills,
    channels,
  };
}

/** A day on which every scorer has something to say. */
export const DAY: Scenario = scenarioOf({
  seed: 20_261_127,
  replications: 1,
  horizonSeconds: 36_000,
  profiles: [
    {
      id: 'default',
      name: 'Default',
      credits: {
        priority: 20,
        customerValue: 60,
        journeyStage: { default: 0, stages: { complaint: 45 } },
        due: 90,
        dueHorizonSeconds: 3600,
        skill: 40,
        preference: 20,
        channel: 20,
        affinity: 60,
        occupancy: 30,
        idlePerSecond: 0.1,
        bot: 30,
      },
    },
  ],
  queues: ['calls', 'chats'].map((id) => ({ id, name: id, agingRate: 1 })),
  agents: Array.from({ length: 12 }, (_, n) => agentNamed(n)),
  streams: [
    {
      id: 'plain',
      queueId: 'calls',
      channel: 'voice',
      arrivals: { kind: 'poisson', perHour: 60 },
      service: exponential(300),
      patience: exponential(400),
    },
    {
      id: 'skilled',
      queueId: 'calls',
      channel: 'voice',
      requirements: [{ skillId: 'billing' }],
      arrivals: { kind: 'poisson', perHour: 40 },
      service: exponential(300),
      patience: exponential(400),
      customerValue: 0.7,
    },
    {
      id: 'wished',
      queueId: 'calls',
      channel: 'voice',
      requirements: [{ skillId: 'sales', mandatory: false }],
      arrivals: { kind: 'poisson', perHour: 30 },
      service: exponential(240),
      patience: exponential(400),
      priority: 2,
      journeyStage: 'complaint',
    },
    {
      id: 'chat',
      queueId: 'chats',
      channel: 'chat',
      arrivals: { kind: 'poisson', perHour: 112 },
      service: exponential(360),
      patience: exponential(500),
      priority: 1,
    },
  ],
});

/** What scenarios have no words for: it goes by the contact's number. Nobody speaks the language: it is translated. */
function completed(contact: WaitingContact): WaitingContact {
  const n = contact.enqueueSeq;
  return {
    ...contact,
    due: n % 7 === 0 ? 0.5 : 0,
    preferredAgentId: n % 5 === 0 ? `agent-${n % 12}` : undefined,
    botAcceptance: n % 3 === 0 ? 0.9 : 0.1,
    language: contact.channel === 'chat' && n % 4 === 0 ? 'fr' : undefined,
    pulledToFront: n % 23 === 0 ? true : undefined,
  };
}

export function queueOfDay(queue: QueueConfig): QueueConfig {
  return { ...queue, translation: { allowed: true, penaltySeconds: 40 } };
}

/** The engine of production, with one scorer left out where one is named. */
export function engineWithout(name?: CreditName): Engine {
  return new Engine({ filters: FILTERS, scorers: SCORERS.filter((scorer) => scorer.name !== name) });
}

/** Plays the day with an engine. @param look told of each moment at which something was decided */
export function playDay(engine: RoutingEngine, look?: (moment: Moment) => void): Replication {
  return replicate(DAY, 0, new Observed(engine, look));
}

/** What the simulator's way of feeding the engine comes to at a moment, `late` ms after it. */
export function redecide({ at, contacts, agents }: Moment, engine: RoutingEngine, late = 0): string[] {
  for (const channel of DAY.channels) engine.setChannel(channel);
  for (const profile of DAY.profiles) engine.setProfile(profile);
  for (const queue of DAY.queues) engine.setQueue(queueOfDay(queue));
  for (const { agent } of DAY.groups) engine.setAgentConfig(agent);
  for (const state of agents) engine.setAgentState(state);
  for (const contact of contacts) engine.setContact(contact);
  return engine.decide(at + late).map(pairOf);
}

function pairOf({ contactId, agentId }: Pick<Decision, 'contactId' | 'agentId'>): string {
  return `${contactId} → ${agentId}`;
}

/** Passes everything on, and remembers what the engine knows. */
class Observed implements RoutingEngine {
  private readonly contacts = new Map<string, WaitingContact>();
  private readonly states = new Map<string, AgentState>();

  constructor(
    private readonly engine: RoutingEngine,
    private readonly look: ((moment: Moment) => void) | undefined,
  ) {}

  setContact(contact: WaitingContact): void {
    const whole = completed(contact);
    this.contacts.set(contact.id, whole);
    this.engine.setContact(whole);
  }
  removeContact(id: string): void {
    this.contacts.delete(id);
    this.engine.removeContact(id);
  }
  setAgentState(state: AgentState): void {
    // The simulator goes on writing into it.
    this.states.set(state.id, state);
    this.engine.setAgentState(state);
  }
  decide(now: number, limit?: number): Decision[] {
    const before = this.look && {
      contacts: [...this.contacts.values()].sort((a, b) => a.enqueueSeq - b.enqueueSeq),
      agents: [...this.states.values()].map((state) => ({ ...state, used: { ...state.used } })),
    };
    const decided = this.engine.decide(now, limit);
    for (const { contactId } of decided) this.contacts.delete(contactId);
    const [first] = decided;
    if (before !== undefined && first !== undefined)
      this.look?.({ at: now, ...before, pairs: decided.map(pairOf), candidates: first.record?.others.length ?? 0 });
    return decided;
  }
  setQueue: RoutingEngine['setQueue'] = (queue) => this.engine.setQueue(queueOfDay(queue));
  setChannel: RoutingEngine['setChannel'] = (channel) => this.engine.setChannel(channel);
  removeChannel: RoutingEngine['removeChannel'] = (id) => this.engine.removeChannel(id);
  setProfile: RoutingEngine['setProfile'] = (profile) => this.engine.setProfile(profile);
  removeProfile: RoutingEngine['removeProfile'] = (id) => this.engine.removeProfile(id);
  removeQueue: RoutingEngine['removeQueue'] = (id) => this.engine.removeQueue(id);
  setAgentConfig: RoutingEngine['setAgentConfig'] = (agent) => this.engine.setAgentConfig(agent);
  removeAgent: RoutingEngine['removeAgent'] = (id) => this.engine.removeAgent(id);
  restContact: RoutingEngine['restContact'] = (id) => this.engine.restContact(id);
  wakeContact: RoutingEngine['wakeContact'] = (id) => this.engine.wakeContact(id);
  restAgent: RoutingEngine['restAgent'] = (id) => this.engine.restAgent(id);
  wakeAgent: RoutingEngine['wakeAgent'] = (id) => this.engine.wakeAgent(id);
  nextWakeAt: RoutingEngine['nextWakeAt'] = () => this.engine.nextWakeAt();
  waitingCount: RoutingEngine['waitingCount'] = () => this.engine.waitingCount();
  stepOf: RoutingEngine['stepOf'] = (id, now) => this.engine.stepOf(id, now);
}
