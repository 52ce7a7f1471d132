import type { Logger } from '../config/logger.js';
import type { ContactSpec } from '../domain/contact.js';
import type { LiveRedis } from '../live/live-redis.js';
import { waitingOrder } from '../routing/waiting-order.js';
import type { MatcherConfig, MatcherConfigChange, MatcherConfigView } from './configuration.js';

const GROUP = 64;

/**
 * Writes new positions for who waits when weights change, and deadlines when a queue's longest wait does. The matcher
 * does not need the positions: it scores from raw fields; they only answer "where am I in the queue?".
 */
export class Positions {
  private stopped = false;
  private unsubscribe: (() => void) | undefined;
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly live: LiveRedis,
    private readonly config: MatcherConfig,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.unsubscribe = this.config.onChange((changes, view) => {
      for (const queueId of affected(changes, view)) {
        this.work = this.work
          .then(() => this.rescore(queueId))
          .catch((error: unknown) => this.logger.warn({ err: error, queueId }, 'positions not renewed'));
      }
    });
  }

  stop(): void {
    this.stopped = true;
    this.unsubscribe?.();
  }

  private async rescore(queueId: string): Promise<void> {
    const { redis, keys } = this.live.connection;
    let cursor = '0';
    do {
      const [next, flat] = await redis.zscan(keys.order(queueId), cursor, 'COUNT', GROUP);
      cursor = next;
      const ids = flat.filter((_, n) => n % 2 === 0).map((member) => member.slice(13));
      for (let i = 0; i < ids.length; i += GROUP) await this.rescoreGroup(queueId, ids.slice(i, i + GROUP));
    } while (cursor !== '0' && !this.stopped);
  }

  private async rescoreGroup(queueId: string, ids: readonly string[]): Promise<void> {
    const { redis, keys } = this.live.connection;
    const fields = await Promise.all(ids.map((id) => redis.hmget(keys.contact(id), 'spec', 'due')));
    const view = this.config.current();
    const queue = view.queue.get(queueId)?.value;
    const profile = queue && view.profile.get(queue.routingProfileId)?.value;
    const items = ids.flatMap((contactId, n) => {
      const [text, due] = fields[n] ?? [];
      if (!text || !queue || !profile) return [];
      const spec = JSON.parse(text) as ContactSpec;
      const channel =
        view.channel.get(spec.callback?.fromChannel ?? spec.channel)?.value ?? view.channel.get(spec.channel)?.value;
      if (!channel) return [];
      const order = waitingOrder(spec, queue, channel, profile);
      const dueMs = Math.round(Number(due ?? 0) * order.dueCreditSeconds * 1000);
      return [{ contactId, agingRate: order.agingRate, creditMs: order.creditMs + dueMs }];
    });
    if (items.length > 0)
      await this.live.rescore(queueId, items, {
        maxWaitSeconds: queue?.maxWaitSeconds,
        overflowAfterSeconds: queue?.overflow?.afterSeconds,
      });
  }
}

function affected(changes: readonly MatcherConfigChange[], view: MatcherConfigView): Set<string> {
  const queues = new Set<string>();
  for (const { kind, id } of changes) {
    if (kind === 'queue' && view.queue.has(id)) queues.add(id);
    if (kind === 'channel') for (const queueId of view.queue.keys()) queues.add(queueId);
    if (kind !== 'profile') continue;
    for (const { value } of view.queue.values()) if (value.routingProfileId === id) queues.add(value.id);
  }
  return queues;
}
