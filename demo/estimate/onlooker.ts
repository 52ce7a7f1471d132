import { LEVELS, type Levels, WaitEstimator } from '../../src/estimate/wait-estimator.js';
import { waitingOrder } from '../../src/routing/waiting-order.js';
import type { ProfileCredits } from '../../src/domain/configuration.js';
import type { Caller } from '../callers.js';
import { agentOf, channelOf, type CenterIds, journeyStageOf, queueOf, requirementsOf } from '../center.js';
import type { Onlooker } from '../reference.js';
import type { World } from '../world.js';
import { type Announced, LastAnswered } from './last-answered.js';

/** A caller who had to wait: what was announced on arrival, and what became of it. Seconds. */
export interface Waited {
  date: string;
  /** 1-based rank among who waited, on arrival. */
  position: number;
  wait: number;
  answered: boolean;
  /** By the estimator; undefined for lack of data. */
  estimate?: Announced;
  /** By the wait of the last one answered; undefined before there was one. */
  lastAnswered?: Announced;
}

const IDS: CenterIds = { channel: 'voice', queue: 'bank', profile: 'reference', agentPrefix: '' };
/** A day's replay goes on past midnight until the last caller is gone; times never go back. */
const DAY_MS = 2 * 86_400_000;
const MS = 1000;

/** Feeds an estimator with days of the bank as they are replayed, one after the other, and notes what it announced. */
export class EstimateOnlooker {
  readonly waited: Waited[] = [];
  readonly estimator: WaitEstimator;
  private readonly rival = new LastAnswered();
  private days = 0;

  constructor(levels: Levels = LEVELS) {
    this.estimator = new WaitEstimator(levels);
  }

  /** The onlooker of the next day. Nobody waits and nobody is there between two days. */
  day(world: World, credits: ProfileCredits): Onlooker {
    const start = this.days * DAY_MS;
    this.days += 1;
    for (const agent of world.agents) this.estimator.setAgent(agentOf(IDS, agent));
    const agents = new Map(world.agents.map(({ id }) => [id, { there: false, busy: false }]));
    const pending = new Map<string, { score: number; note: Waited }>();
    const ms = (at: number): number => start + at * MS;
    const channel = channelOf(IDS, world.betweenCallsSeconds, 1);
    const profile = { id: IDS.profile, name: IDS.profile, version: 1, credits };
    const scoreOf = (caller: Caller): number => {
      const { agingRate, creditMs } = waitingOrder(specOf(caller), queueOf(IDS, 1), channel, profile);
      return agingRate * ms(caller.arrival) - creditMs;
    };
    const show = (id: string, at: number): void => {
      const agent = agents.get(id);
      this.estimator.setState(
        {
          id,
          presence: agent?.there ? 'available' : 'unavailable',
          notResponding: false,
          used: agent?.busy ? { [IDS.channel]: 1 } : {},
          idleSince: 0,
        },
        ms(at),
      );
    };
    const leave = (caller: Caller, at: number, answered: boolean): void => {
      const { note } = pending.get(caller.key)!;
      pending.delete(caller.key);
      note.wait = at - caller.arrival;
      note.answered = answered;
      if (note.wait > 0) {
        this.waited.push(note);
        this.rival.ended(caller.key, note.wait, answered);
      }
    };
    return {
      arrived: (caller, at) => {
        const score = scoreOf(caller);
        const position = [...pending.values()].filter((other) => other.score <= score).length + 1;
        const ask = { queueId: IDS.queue, channel: IDS.channel, requirements: requirementsOf(caller.type) };
        const estimate = this.estimator.waits(caller.key, ask, score, ms(at));
        pending.set(caller.key, {
          score,
          note: {
            date: world.date,
            position,
            wait: 0,
            answered: false,
            estimate: estimate && { low: estimate.lowMs / MS, high: estimate.highMs / MS },
            lastAnswered: this.rival.announce(caller.key),
          },
        });
      },
      answered: (caller, agentId, at) => {
        agents.get(agentId)!.busy = true;
        show(agentId, at);
        this.served.set(agentId, caller.key);
        this.estimator.answered(caller.key, agentId, ms(at));
        leave(caller, at, true);
      },
      gaveUp: (caller, at) => {
        this.estimator.ended(caller.key, ms(at));
        leave(caller, at, false);
      },
      freed: (agentId, at) => {
        agents.get(agentId)!.busy = false;
        show(agentId, at);
        this.estimator.ended(this.served.get(agentId) ?? '', ms(at));
      },
      presence: (agentId, there, at) => {
        agents.get(agentId)!.there = there;
        show(agentId, at);
      },
      settled: () => undefined,
    };
  }

  private readonly served = new Map<string, string>();
}

function specOf(caller: Caller) {
  return {
    id: caller.key,
    channel: IDS.channel,
    queueId: IDS.queue,
    requirements: requirementsOf(caller.type),
    priority: 0,
    customer: { value: caller.customerValue },
    journeyStage: journeyStageOf(caller.type),
  };
}
