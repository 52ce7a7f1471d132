import { parseEventId, eventId } from '../domain/events.js';
import type { WaitEstimator } from '../estimate/wait-estimator.js';
import type { LiveRedis } from '../live/live-redis.js';
import type { ConfigSnapshot } from '../store/config-store.js';
import type { EstimateFeed } from './estimate-feed.js';

/** Events before the node's start that are learned from, where the store still has them. */
const PAST_EVENTS = 10_000;
const LEAST_PAST_EVENTS = 500;
const READ_CHUNK = 1_000;
const AGENTS_AT_ONCE = 200;
const PAGE = 2_500;
/** Of a member of a waiting order, the length of the sequence number and the colon before the contact's id. */
const PREFIX = 13;

/** Where a node's estimates begin: what the log still holds, who is there, and who waits. */
export class EstimateReader {
  constructor(
    private readonly live: LiveRedis,
    private readonly estimator: WaitEstimator,
    private readonly feed: EstimateFeed,
  ) {}

  /** @param until id of the last event that the node will not be told of */
  async read({ agent, queue }: ConfigSnapshot, until: string): Promise<void> {
    // Agents first: the past events tell of their work, seldom of their coming.
    await this.readAgents([...agent.keys()]);
    await this.readPast(until);
    for (const queueId of queue.keys()) await this.readOrder(queueId);
  }

  private async readAgents(ids: readonly string[]): Promise<void> {
    for (let start = 0; start < ids.length; start += AGENTS_AT_ONCE) {
      const group = await Promise.all(ids.slice(start, start + AGENTS_AT_ONCE).map((id) => this.live.agent(id)));
      for (const agent of group) if (agent) this.feed.agent(agent);
    }
  }

  private async readPast(until: string): Promise<void> {
    const end = parseEventId(until);
    if (end === undefined) return;
    for (let past = PAST_EVENTS; past >= LEAST_PAST_EVENTS; past /= 2)
      if (await this.readBetween(end.generation, Math.max(0, end.seq - past), end.seq)) return;
  }

  /** False where the log does not hold the first of them any more. */
  private async readBetween(generation: number, from: number, to: number): Promise<boolean> {
    for (let seq = from; seq < to;) {
      const events = await this.live.eventsAfter(eventId(generation, seq), Math.min(READ_CHUNK, to - seq));
      const last = events?.[events.length - 1];
      if (events === undefined || last === undefined) return seq > from;
      for (const event of events) this.feed.apply(event);
      ({ seq } = last);
    }
    return true;
  }

  private async readOrder(queueId: string): Promise<void> {
    const { redis, keys } = this.live.connection;
    let cursor = '0';
    do {
      const [next, flat] = await redis.zscan(keys.order(queueId), cursor, 'COUNT', PAGE);
      cursor = next;
      for (let i = 0; i + 1 < flat.length; i += 2)
        this.estimator.waitsSince((flat[i] as string).slice(PREFIX), queueId, Number(flat[i + 1]));
    } while (cursor !== '0');
  }
}
