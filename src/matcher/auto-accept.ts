import type { Logger } from '../config/logger.js';
import { DomainError } from '../domain/errors.js';
import type { LogEvent } from '../domain/events.js';
import type { LiveRedis } from '../live/live-redis.js';
import type { LogTail } from '../live/live-store.js';
import type { MatcherConfig } from './configuration.js';

const OFFER_DEADLINE = 'offer|';

/**
 * Takes offers of channels with `autoAccept` for their agents, where they have a socket on any node: the script looks,
 * so that nobody is connected who has just left. An offer without one waits for an answer like any other. Run by the
 * leaseholder; a second accept changes nothing, and one that is never sent ends like any offer that nobody answered.
 */
export class AutoAccept {
  private channels = new Set<string>();
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly live: LiveRedis,
    private readonly tail: LogTail,
    private readonly config: MatcherConfig,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.readChannels();
    this.stops.push(this.config.onChange(() => this.readChannels()));
    this.stops.push(this.tail.subscribe((events) => this.take(events)));
    if (this.channels.size > 0) void this.takeOpen().catch((error: unknown) => this.failed(error));
  }

  stop(): void {
    for (const stop of this.stops) stop();
  }

  private readChannels(): void {
    const channels = [...this.config.current().channel.values()];
    this.channels = new Set(channels.flatMap(({ value }) => (value.autoAccept ? [value.id] : [])));
  }

  private take(events: readonly LogEvent[]): void {
    if (this.channels.size === 0) return;
    for (const event of events) {
      if (event.type !== 'contact.offered' || event.offerId === undefined) continue;
      if (this.channels.has(channelOf(event) ?? '')) this.accept(event.offerId);
    }
  }

  /** Offers that were made before this node took over. */
  private async takeOpen(): Promise<void> {
    const { redis, keys } = this.live.connection;
    for (const member of await redis.zrange(keys.deadlines, '0', '-1')) {
      if (!member.startsWith(OFFER_DEADLINE)) continue;
      const offer = await this.live.offer(member.slice(OFFER_DEADLINE.length));
      if (offer && this.channels.has(offer.channel)) this.accept(offer.id);
    }
  }

  private accept(offerId: string): void {
    this.live.offerTransitions.accept({ offerId, ifConnected: true }).catch((error: unknown) => {
      // The customer or the agent left first, or nobody is there to be connected.
      const left = error instanceof DomainError && (error.code === 'offerEnded' || error.code === 'stateForbids');
      if (!left) this.failed(error);
    });
  }

  private failed(error: unknown): void {
    this.logger.warn({ err: error }, 'an offer could not be accepted for its agent');
  }
}

/** The channel that the event wrote into its offer. */
function channelOf(event: LogEvent): string | undefined {
  const write = event.ops.find((op) => op[0] === 'HSET' && op[1] === `offer:${event.offerId}`);
  const at = write?.indexOf('channel', 2) ?? -1;
  return at < 0 ? undefined : write?.[at + 1];
}
