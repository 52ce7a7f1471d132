import type { ProfileCredits } from '../src/domain/configuration.js';
import type { RoutingEngine } from '../src/routing/world.js';
import type { Caller, Outcome } from './callers.js';
import { agentOf, channelOf, type CenterIds, journeyStageOf, queueOf, requirementsOf } from './center.js';
import type { Span } from './roster.js';
import { Timeline } from './timeline.js';
import type { World } from './world.js';

/** What a column came to, whoever ran it. */
export interface Replay {
  /** By the caller's key. */
  outcomes: Map<string, Outcome>;
  /** Talk and the pause after it, by the agent's id, seconds since local midnight. */
  handling: Map<string, Span[]>;
}

/** Who is told of everything in a run as it happens. Moments are seconds since local midnight and never go back. */
export interface Onlooker {
  arrived(caller: Caller, at: number): void;
  answered(caller: Caller, agentId: string, at: number): void;
  gaveUp(caller: Caller, at: number): void;
  /** The talk and the pause after it are over. */
  freed(agentId: string, at: number): void;
  /** An agent comes or goes; a talk goes on all the same. */
  presence(agentId: string, there: boolean, at: number): void;
  /** Whoever can be brought together at this moment has been: who arrived in it and was not answered has to wait. */
  settled(at: number): void;
}

type Happening =
  | { kind: 'arrival'; caller: Caller }
  | { kind: 'patience'; caller: Caller }
  | { kind: 'free'; agentId: string }
  | { kind: 'presence'; agentId: string; there: boolean };

const IDS: CenterIds = { channel: 'voice', queue: 'bank', profile: 'reference', agentPrefix: '' };

interface AgentNow {
  there: boolean;
  busy: boolean;
  /** Seconds. */
  idleSince: number;
}

/**
 * Runs a world on a routing engine in virtual time: no server, no latency, offers accepted at once. What the live
 * replay is compared with, and what the reconstruction is judged by.
 */
export function runReference(
  world: World,
  credits: ProfileCredits,
  engine: RoutingEngine,
  onlooker?: Onlooker,
): Replay {
  return new Reference(world, engine, onlooker).run(credits);
}

class Reference {
  private readonly timeline = new Timeline<Happening>();
  private readonly agents = new Map<string, AgentNow>();
  private readonly callers = new Map<string, Caller>();
  private readonly replay: Replay = { outcomes: new Map(), handling: new Map() };
  private sequence = 0;

  constructor(
    private readonly world: World,
    private readonly engine: RoutingEngine,
    private readonly onlooker: Onlooker | undefined,
  ) {}

  run(credits: ProfileCredits): Replay {
    this.configure(credits);
    for (const agent of this.world.agents) {
      for (const span of agent.available) {
        this.timeline.add(span.from, { kind: 'presence', agentId: agent.id, there: true });
        this.timeline.add(span.to, { kind: 'presence', agentId: agent.id, there: false });
      }
    }
    for (const caller of this.world.callers) {
      this.callers.set(caller.key, caller);
      this.timeline.add(Math.max(caller.arrival, this.world.hours.from), { kind: 'arrival', caller });
    }
    for (let next = this.timeline.next(); next; next = this.timeline.next()) {
      this.happen(next.at, next.item);
      this.match(next.at);
      this.onlooker?.settled(next.at);
    }
    return this.replay;
  }

  private configure(credits: ProfileCredits): void {
    this.engine.setChannel(channelOf(IDS, this.world.betweenCallsSeconds, 1));
    this.engine.setProfile({ id: IDS.profile, name: IDS.profile, version: 1, credits });
    this.engine.setQueue(queueOf(IDS, 1));
    for (const agent of this.world.agents) {
      this.engine.setAgentConfig(agentOf(IDS, agent));
      this.agents.set(agent.id, { there: false, busy: false, idleSince: 0 });
      this.replay.handling.set(agent.id, []);
      this.tell(agent.id);
    }
  }

  private happen(at: number, happening: Happening): void {
    switch (happening.kind) {
      case 'arrival':
        this.enqueue(happening.caller);
        this.timeline.add(happening.caller.arrival + happening.caller.patienceSeconds, {
          kind: 'patience',
          caller: happening.caller,
        });
        this.onlooker?.arrived(happening.caller, at);
        return;
      case 'patience':
        if (this.replay.outcomes.has(happening.caller.key)) return;
        this.engine.removeContact(happening.caller.key);
        this.replay.outcomes.set(happening.caller.key, { answered: false, waitSeconds: at - happening.caller.arrival });
        this.onlooker?.gaveUp(happening.caller, at);
        return;
      case 'free':
        this.change(happening.agentId, { busy: false, idleSince: at });
        this.onlooker?.freed(happening.agentId, at);
        return;
      case 'presence':
        this.change(happening.agentId, happening.there ? { there: true, idleSince: at } : { there: false });
        this.onlooker?.presence(happening.agentId, happening.there, at);
        return;
    }
  }

  private enqueue(caller: Caller): void {
    const at = caller.arrival * 1000;
    this.engine.setContact({
      id: caller.key,
      queueId: IDS.queue,
      channel: IDS.channel,
      requirements: requirementsOf(caller.type),
      priority: 0,
      customerValue: caller.customerValue,
      journeyStage: journeyStageOf(caller.type),
      due: 0,
      virtualEnqueuedAt: at,
      enqueuedAt: at,
      enqueueSeq: this.sequence++,
      declines: {},
    });
  }

  private match(at: number): void {
    for (const decision of this.engine.decide(at * 1000)) {
      const caller = this.callers.get(decision.contactId);
      if (!caller) throw new Error(`the engine offered ${decision.contactId}, which nobody enqueued`);
      this.replay.outcomes.set(caller.key, {
        answered: true,
        waitSeconds: at - caller.arrival,
        agentId: decision.agentId,
      });
      this.engine.removeContact(caller.key);
      const until = at + caller.serviceSeconds + this.world.betweenCallsSeconds;
      this.replay.handling.get(decision.agentId)?.push({ from: at, to: until });
      this.change(decision.agentId, { busy: true });
      this.timeline.add(until, { kind: 'free', agentId: decision.agentId });
      this.onlooker?.answered(caller, decision.agentId, at);
    }
  }

  private change(agentId: string, change: Partial<AgentNow>): void {
    const agent = this.agents.get(agentId);
    if (!agent) return;
    Object.assign(agent, change);
    this.tell(agentId);
  }

  private tell(agentId: string): void {
    const agent = this.agents.get(agentId);
    if (!agent) return;
    this.engine.setAgentState({
      id: agentId,
      presence: agent.there ? 'available' : 'unavailable',
      notResponding: false,
      used: agent.busy ? { [IDS.channel]: 1 } : {},
      idleSince: agent.idleSince * 1000,
    });
  }
}
