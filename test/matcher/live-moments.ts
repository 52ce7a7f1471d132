import { createLogger } from '../../src/config/logger.js';
import { decodeDecision } from '../../src/domain/compact-decision.js';
import type { LogEvent } from '../../src/domain/events.js';
import { LiveRedis } from '../../src/live/live-redis.js';
import { RedisLogTail } from '../../src/live/log-tail.js';
import type { MatcherConfig } from '../../src/matcher/configuration.js';
import { Matcher } from '../../src/matcher/matcher.js';
import type { Engine } from '../../src/routing/engine.js';
import type { AgentState, WaitingContact } from '../../src/routing/world.js';
import { FRONT_SECONDS } from '../../src/routing/scorers/front.scorer.js';
import { uniqueName } from '../support/stores.js';
import { DAY, queueOfDay, type Moment } from './played-day.js';

const held = <T extends { id: string }>(items: readonly T[]): Map<string, { value: T }> =>
  new Map(items.map((value) => [value.id, { value }]));

/** The configuration of the day, as a node has heard of it. */
const CONFIG: MatcherConfig = {
  current: () => ({
    channel: held(DAY.channels),
    queue: held(DAY.queues.map(queueOfDay)),
    agent: held(DAY.groups.map(({ agent }) => agent)),
    profile: held(DAY.profiles),
  }),
  onChange: () => () => undefined,
};

/** What the live matcher came to: the pairs by the day's ids, and how long after the moment it looked, ms. */
export interface Redecided {
  pairs: string[];
  lateMs: number;
}

/**
 * Puts moments of the day into a Redis and has the matcher of production decide: contacts by the scripts that take them
 * in, with the times that they had; of agents their live hash is written, for no script sets a time that has passed.
 */
export class LiveMoments {
  private readonly live: LiveRedis;
  private readonly tail: RedisLogTail;
  private epoch = '';
  private tried = 0;
  /** Store time at which the next moment is; moments come one after the other. */
  private base = 0;

  constructor(url: string) {
    this.live = new LiveRedis({ url, workspace: uniqueName(), nodeId: 'n1', strictKeys: true });
    this.tail = new RedisLogTail(this.live.connection);
  }

  async start(): Promise<void> {
    await this.live.connection.connect();
    this.epoch = (await this.live.lease.acquire()).epoch as string;
    for (const { id } of DAY.queues) await this.live.mirrorQueue(id, true, 1);
    for (const { agent } of DAY.groups) await this.live.mirrorAgent(agent, 1);
    await this.tail.start();
    this.base = this.live.now();
  }

  async stop(): Promise<void> {
    await this.tail.stop();
    await this.live.connection.close();
  }

  /** @param engine made anew for each moment */
  async decide(moment: Moment, engine: Engine): Promise<Redecided> {
    this.tried += 1;
    // So far apart that nothing of one moment lies after the next.
    this.base += DAY.horizonSeconds * 1000;
    const begins = this.base;
    await this.setClock(begins + moment.at);
    for (const contact of moment.contacts) await this.enqueue(contact, begins);
    await Promise.all(moment.agents.map((state) => this.write(state, begins)));
    const offers = await this.decided(moment.pairs.length, engine);
    for (const { id } of moment.contacts) await this.live.cancel({ contactId: this.idOf(id), reason: 'cancelled' });
    const [first] = offers;
    const at = decodeDecision(first?.decision ?? '').at;
    const pairs = offers.map(({ contactId = '', agentId }) => `${contactId.split('.')[1]} → ${agentId}`);
    return { pairs, lateMs: at - begins - moment.at };
  }

  /** The store's time is this, and goes on from it. */
  private async setClock(at: number): Promise<void> {
    const { redis, keys, clock } = this.live.connection;
    const [seconds, microseconds] = await redis.time();
    const real = Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
    await redis.hset(keys.meta, 'offset', at - real);
    clock.reset(at);
  }

  private idOf(id: string): string {
    return `${this.tried}.${id}`;
  }

  private async enqueue(contact: WaitingContact, begins: number): Promise<void> {
    const { priority, customerValue, journeyStage, preferredAgentId, botAcceptance, language, channel, queueId } =
      contact;
    const enqueuedAt = begins + contact.enqueuedAt;
    const horizon = DAY.profiles[0]?.credits.dueHorizonSeconds ?? 0;
    const id = this.idOf(contact.id);
    await this.live.enqueue({
      spec: {
        id,
        channel,
        queueId,
        requirements: [...contact.requirements],
        priority,
        journeyStage,
        preferredAgentId,
        botAcceptance,
        language,
        customer: customerValue === 0 ? undefined : { value: customerValue },
      },
      bodyHash: id,
      keyId: 'k',
      agingRate: 1,
      creditMs: 0,
      enqueuedAt,
      dueAt: contact.due === 0 ? undefined : enqueuedAt + (1 - contact.due) * horizon * 1000,
      dueHorizonSeconds: horizon,
      dueCreditSeconds: 0,
    });
    if (contact.pulledToFront) await this.live.pullToFront({ contactId: id, frontMs: FRONT_SECONDS * 1000 });
  }

  private async write({ id, presence, used, idleSince }: AgentState, begins: number): Promise<void> {
    const { redis, keys } = this.live.connection;
    const [voice, chat] = [used['voice'] ?? 0, used['chat'] ?? 0];
    await redis.hset(keys.agent(id), {
      presence,
      idle: begins + idleSince,
      nO: 0,
      nA: voice + chat,
      'u.voice': voice,
      'u.chat': chat,
    });
  }

  /** A reign that lasts until so many offers are made. */
  private async decided(count: number, engine: Engine): Promise<LogEvent[]> {
    const offers: LogEvent[] = [];
    let stop = (): void => undefined;
    let matcher: Matcher | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        stop = this.tail.subscribe((events) => {
          offers.push(...events.filter(({ type }) => type === 'contact.offered'));
          if (offers.length >= count) resolve();
        });
        const ended = (reason: string): void => reject(new Error(reason));
        const logger = createLogger('silent', 'n1');
        matcher = new Matcher(this.live, this.tail, CONFIG, this.epoch, logger, () => undefined, ended, engine);
        matcher.start().catch(reject);
      });
    } finally {
      stop();
      matcher?.stop();
    }
    return offers;
  }
}
