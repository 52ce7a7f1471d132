import type { AgentConfig } from '../src/domain/agent.js';
import type { Requirement } from '../src/domain/contact.js';
import { createEngine, type Engine } from '../src/routing/engine.js';
import type { WaitingContact } from '../src/routing/world.js';

export const START = 1_700_000_000_000;

/** How large a world is. */
export interface WorldSize {
  agents: number;
  waiting: number;
  classes: number;
}

const SKILLS_PER_QUEUE = 10;
const QUEUES_PER_AGENT = 2;
const SKILLS_PER_AGENT = 6;
const FREE_SHARE = 0.05;
/** Events between two calls of `prepare`: so many contacts of one class may be asked for. */
export const BATCH = 50;

const DIGIT_ZERO = 48;

/** A string in one piece, as it comes from the wire: those put together here are pieces until first looked at. */
function flat(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}

/** Seeded: the same world and the same events in every run. */
export function randomSource(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/**
 * Half of the queues have a backlog and no free agent, the other half has free agents and nobody waiting: the only
 * states that a router which matches at once can be in. Each agent belongs to two queues of its half.
 */
export class BenchWorld {
  readonly engine: Engine;
  now = START;
  readonly busyInBacklog: string[] = [];
  readonly busyInFlow: string[] = [];
  private readonly random: (below: number) => number;
  private readonly queues: number;
  private readonly queueNumbers = new Map<string, number>();
  private seq = 0;
  /** By class: contacts that have not arrived yet. */
  private readonly prepared: WaitingContact[][] = [];

  constructor(
    readonly size: WorldSize,
    seed: number,
  ) {
    this.random = randomSource(seed);
    this.queues = size.classes / SKILLS_PER_QUEUE;
    this.engine = createEngine();
    this.configure();
    this.staff();
    for (let i = 0; i < size.waiting; i += 1) {
      this.engine.setContact(this.contact(this.backlogQueue(), START - this.random(3_600_000)));
    }
    // One contact of each flow class, so that all classes are there.
    for (let queue = this.queues / 2; queue < this.queues; queue += 1) {
      for (let skill = 0; skill < SKILLS_PER_QUEUE; skill += 1)
        this.engine.setContact(this.contact(queue, START, skill));
    }
    for (const { agentId } of this.engine.decide(START)) this.free(agentId);
    this.engine.decide(START);
  }

  /**
   * Makes contacts of every class ahead of their arrival, so that a measured batch makes none. The last made arrive
   * first: they are still in the cache, as a contact is that has just been read from the wire.
   */
  prepare(): void {
    for (let queue = 0; queue < this.queues; queue += 1) {
      for (let skill = 0; skill < SKILLS_PER_QUEUE; skill += 1) {
        const pool = (this.prepared[queue * SKILLS_PER_QUEUE + skill] ??= []);
        while (pool.length < BATCH) pool.push(this.contact(queue, this.now, skill));
      }
    }
  }

  /** A contact that asks what a served one asked, so that no class runs dry. */
  successor(decision: { contactId: string; queueId: string }): WaitingContact {
    const { contactId, queueId } = decision;
    const skill = contactId.charCodeAt(contactId.length - 1) - DIGIT_ZERO;
    return this.arriving(this.queueNumbers.get(queueId) ?? 0, skill);
  }

  /** A contact for which agents are free. */
  flowContact(): WaitingContact {
    return this.arriving(this.queues / 2 + this.random(this.queues / 2), this.random(SKILLS_PER_QUEUE));
  }

  /** A prepared contact of a class, enqueued now. */
  private arriving(queue: number, skill: number): WaitingContact {
    const contact = this.prepared[queue * SKILLS_PER_QUEUE + skill]?.pop();
    if (contact === undefined) throw new Error('a batch is longer than what was prepared for it');
    this.seq += 1;
    contact.virtualEnqueuedAt = this.now;
    contact.enqueuedAt = this.now;
    contact.enqueueSeq = this.seq;
    return contact;
  }

  /** Takes an agent out of a list of busy ones; the last takes its place. */
  pick(list: string[]): string {
    const at = this.random(list.length);
    const id = list[at] ?? '';
    list[at] = list.at(-1) ?? '';
    list.pop();
    return id;
  }

  free(id: string): void {
    this.engine.setAgentState({ id, presence: 'available', notResponding: false, used: {}, idleSince: this.now });
  }

  private backlogQueue(): number {
    return this.random(this.queues / 2);
  }

  private configure(): void {
    this.engine.setChannel({
      id: 'voice',
      name: 'Voice',
      kind: 'synchronous',
      offerTimeoutSeconds: 20,
      wrapUpSeconds: 0,
      defaultTargetSeconds: 20,
    });
    const journeyStage = { default: 0, stages: { complaint: 30, cancellation: 60 } };
    const limits = { due: 60, dueHorizonSeconds: 3600 };
    const fit = { skill: 40, preference: 10, channel: 10, affinity: 90, occupancy: 30, idlePerSecond: 0.05, bot: 0 };
    const credits = { priority: 10, customerValue: 60, journeyStage, ...limits, ...fit };
    this.engine.setProfile({ id: 'default', name: 'Default', version: 1, credits });
    for (let queue = 0; queue < this.queues; queue += 1) {
      this.queueNumbers.set(`queue-${queue}`, queue);
      this.engine.setQueue({
        id: `queue-${queue}`,
        name: `Queue ${queue}`,
        routingProfileId: 'default',
        shortAbandonSeconds: 5,
        agingRate: [1, 0.3333, 2][queue % 3],
        steps: [],
        open: true,
      });
    }
  }

  private staff(): void {
    const free = Math.round(this.size.agents * FREE_SHARE);
    for (let i = 0; i < this.size.agents; i += 1) {
      const inFlow = i % 2 === 1;
      const id = `agent-${i}`;
      this.engine.setAgentConfig(this.agent(id, inFlow));
      if (inFlow && i < free * 2) {
        this.now = START - this.random(3_000_000);
        this.free(id);
        continue;
      }
      (inFlow ? this.busyInFlow : this.busyInBacklog).push(id);
      const used = { voice: 1 };
      this.engine.setAgentState({ id, presence: 'available', notResponding: false, used, idleSince: START - 60_000 });
    }
    this.now = START;
  }

  private agent(id: string, inFlow: boolean): AgentConfig {
    const half = this.queues / 2;
    const queues = new Set<string>();
    while (queues.size < QUEUES_PER_AGENT) queues.add(`queue-${(inFlow ? half : 0) + this.random(half)}`);
    const skills = new Map<string, number>();
    // The first skill suffices for every class that asks it: nobody is without work to do.
    skills.set(`skill-${this.random(SKILLS_PER_QUEUE)}`, 5 + this.random(6));
    while (skills.size < SKILLS_PER_AGENT) skills.set(`skill-${this.random(SKILLS_PER_QUEUE)}`, 1 + this.random(10));
    return {
      id,
      name: id,
      kind: 'human',
      queues: [...queues],
      skills: Array.from(skills, ([skill, level]) => ({ id: skill, level })),
      channels: [{ id: 'voice', capacity: 1 }],
    };
  }

  private contact(queue: number, enqueuedAt: number, skill = this.random(SKILLS_PER_QUEUE)): WaitingContact {
    const { random } = this;
    this.seq += 1;
    const requirements: Requirement[] = [
      { skillId: `skill-${skill}`, minLevel: 2 + (skill % 3), mandatory: true, relaxable: true },
    ];
    return {
      id: flat(`contact-${this.seq}-${skill}`),
      queueId: `queue-${queue}`,
      channel: 'voice',
      requirements,
      priority: random(4) === 0 ? random(11) : 0,
      customerValue: random(101) / 100,
      journeyStage: random(10) === 0 ? 'complaint' : undefined,
      lastAgentId: random(5) === 0 ? `agent-${random(this.size.agents)}` : undefined,
      due: 0,
      virtualEnqueuedAt: enqueuedAt,
      enqueuedAt,
      enqueueSeq: this.seq,
      declines: {},
    };
  }
}
