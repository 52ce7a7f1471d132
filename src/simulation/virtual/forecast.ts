import type { AgentConfig } from '../../domain/agent.js';
import { effectiveAgingRate } from '../../domain/configuration.js';
import type { Ask } from '../../estimate/staff.js';
import { LEVELS, WaitEstimator } from '../../estimate/wait-estimator.js';
import { mayTranslate } from '../../routing/relaxation.js';
import { creditMsOf } from '../../routing/waiting-order.js';
import type { AgentState } from '../../routing/world.js';
import type { Scenario } from './scenario.js';

/** A stream's contacts in one queue: what they ask, and what makes their place in its order. */
interface Manner {
  ask: Ask;
  /** Ms of credit per ms of age. */
  agingRate: number;
  creditMs: number;
}

/**
 * Expected waits, estimated as in production from what has happened in the run. Costs several times what the rest of a run
 * does, so it is there only where a queue overflows by estimate.
 */
export class Forecast {
  private readonly estimator: WaitEstimator;
  private readonly manners = new Map<number, Manner>();

  private constructor(private readonly scenario: Scenario) {
    const queues = new Map(scenario.queues.map((queue) => [queue.id, queue]));
    const channels = new Map(scenario.channels.map((channel) => [channel.id, channel]));
    this.estimator = new WaitEstimator(LEVELS, (ask) => {
      const queue = queues.get(ask.queueId);
      return queue !== undefined && mayTranslate(queue, channels.get(ask.channel) ?? { id: ask.channel }, ask);
    });
  }

  /** Undefined where nothing depends on it. */
  static of(scenario: Scenario): Forecast | undefined {
    const isAsked = scenario.queues.some(({ overflow }) => overflow?.whenEstimateOverSeconds !== undefined);
    return isAsked ? new Forecast(scenario) : undefined;
  }

  agent(config: AgentConfig): void {
    this.estimator.setAgent(config);
  }

  /** An agent's live side from now on; read at once, for it changes. */
  state(state: AgentState, at: number): void {
    this.estimator.setState({ ...state, used: { ...state.used } }, at);
  }

  /** A contact waits in a queue, with an age that counts from `since`. */
  waits(id: string, stream: number, queue: number, since: number, at: number): void {
    const { ask, agingRate, creditMs } = this.mannerOf(stream, queue);
    this.estimator.waits(id, ask, agingRate * since - creditMs, at);
  }

  answered(id: string, agentId: string, at: number): void {
    this.estimator.offered(id, agentId, at);
    this.estimator.answered(id, agentId, at);
  }

  /** It left, or the work on it is over or set aside. */
  ended(id: string, at: number): void {
    this.estimator.ended(id, at);
  }

  /** The middle of the estimated wait of one of the stream who would come behind all that wait, s. */
  of(stream: number, queue: number, waiting: number, at: number): number | undefined {
    const outlook = this.estimator.outlook(this.mannerOf(stream, queue).ask, waiting + 1, at);
    const interval = outlook && this.estimator.interval(outlook);
    return interval && (interval.lowMs + interval.highMs) / 2_000;
  }

  private mannerOf(stream: number, queue: number): Manner {
    const key = stream * this.scenario.queues.length + queue;
    let manner = this.manners.get(key);
    if (manner === undefined) this.manners.set(key, (manner = this.makeManner(stream, queue)));
    return manner;
  }

  private makeManner(streamNo: number, queueNo: number): Manner {
    const { streams, queues, channels, profiles } = this.scenario;
    const stream = at(streams, streamNo);
    const queue = at(queues, queueNo);
    const channel = named(channels, stream.channel);
    const { channel: _, requirements, language } = stream;
    return {
      ask: { queueId: queue.id, channel: channel.id, requirements, language },
      agingRate: effectiveAgingRate(queue, channel),
      creditMs: creditMsOf({ ...stream, due: 0 }, named(profiles, queue.routingProfileId)),
    };
  }
}

function at<T>(items: readonly T[], no: number): T {
  return items[no] as T;
}

function named<T extends { id: string }>(items: readonly T[], id: string): T {
  return items.find((item) => item.id === id) as T;
}
