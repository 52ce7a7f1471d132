import type { Logger } from '../config/logger.js';
import { DEFAULT_CALLBACK } from '../domain/callback.js';
import { DomainError } from '../domain/errors.js';
import type { LogEvent } from '../domain/events.js';
import { windowAt } from '../hours/callback-window.js';
import type { LiveRedis } from '../live/live-redis.js';
import type { LogTail } from '../live/live-store.js';
import type { MatcherConfig } from './configuration.js';
import { overflowTarget } from './overflow.js';

const GROUP = 64;
const MAX_TIMER_MS = 2 ** 31 - 1;
/** After a fault, and for a deadline that the store says is not due yet. */
const RETRY_MS = 50;

/**
 * Calls what has fallen due: offers, wrap-ups, external loads, lost connections, expiries, scheduled contacts, windows of
 * callbacks that close, customers who do not answer, what was interrupted. The deadlines live in the store, written by the transition that made them;
 * each script checks again, so two callers do no harm. One timer is armed for the earliest; an event with an earlier one
 * re-arms it.
 */
export class Deadlines {
  private timer: NodeJS.Timeout | undefined;
  private armedFor = Infinity;
  private running = false;
  private again = false;
  private stopped = false;
  private unsubscribe: (() => void) | undefined;

  constructor(
    private readonly live: LiveRedis,
    private readonly tail: LogTail,
    private readonly config: MatcherConfig,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.unsubscribe = this.tail.subscribe((events) => this.onEvents(events));
    void this.fire();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.unsubscribe?.();
  }

  private onEvents(events: readonly LogEvent[]): void {
    for (const event of events) {
      if (event.type === 'clock.moved' || event.type === 'generation.started') void this.fire();
      for (const op of event.ops) if (op[0] === 'ZADD' && op[1] === 'deadlines') this.arm(Number(op[2]));
    }
  }

  private arm(at: number): void {
    if (this.stopped || at >= this.armedFor) return;
    this.armedFor = at;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.fire(), Math.min(MAX_TIMER_MS, Math.max(1, at - this.live.now())));
  }

  /** Runs everything that is due, then arms for the next. */
  private async fire(): Promise<void> {
    if (this.running) {
      // What arms from here on must not wait for the moment that has just passed.
      this.again = true;
      this.armedFor = Infinity;
      return;
    }
    this.running = true;
    this.armedFor = Infinity;
    clearTimeout(this.timer);
    try {
      do {
        this.again = false;
        const next = await this.runDue();
        if (next !== undefined) this.arm(next);
      } while (this.again && !this.stopped);
    } catch (error) {
      if (!(error instanceof DomainError)) this.logger.error({ err: error }, 'deadlines failed');
      this.arm(this.live.now() + RETRY_MS);
    } finally {
      this.running = false;
    }
  }

  private async runDue(): Promise<number | undefined> {
    const { connection } = this.live;
    while (!this.stopped) {
      connection.assertOpen();
      const flat = await connection.redis.zrange(connection.keys.deadlines, '0', String(GROUP - 1), 'WITHSCORES');
      const due: string[] = [];
      let next: number | undefined;
      for (let i = 0; i < flat.length; i += 2) {
        const at = Number(flat[i + 1]);
        if (at <= this.live.now()) due.push(flat[i] as string);
        else next ??= at;
      }
      if (due.length === 0) return next;
      const early = (await Promise.all(due.map((member) => this.run(member)))).some((ran) => !ran);
      if (early) return this.live.now() + RETRY_MS;
    }
    return undefined;
  }

  /** True when the deadline is settled; false when the store found it not due yet. */
  private async run(member: string): Promise<boolean> {
    try {
      await this.call(member);
      return true;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === 'storeUnavailable' || error.code === 'outcomeUnknown') throw error;
      const stands = await this.live.connection.redis.zscore(this.live.connection.keys.deadlines, member);
      if (stands === null || Number(stands) > this.live.now()) return true;
      // Not due by the store's clock, or its subject kept moving: looked at again shortly.
      if (error.message.includes('notDue') || error.details.retryAfterSeconds !== undefined) return false;
      // Its subject is gone or has moved on: the deadline is an orphan.
      this.logger.warn({ deadline: member.split('|')[0], code: error.code }, 'orphaned deadline dropped');
      await this.live.connection.redis.zrem(this.live.connection.keys.deadlines, member);
      return true;
    }
  }

  private async overflow(contactId: string): Promise<unknown> {
    const found = await this.live.contact(contactId);
    const target = found && overflowTarget(found.contact, this.config.current());
    return this.live.workTransitions.overflow(contactId, target);
  }

  /** When the customer of a callback may be called. */
  private async windowOf(contactId: string): Promise<{ opensAt?: number; closesAt?: number }> {
    const found = await this.live.contact(contactId);
    return windowAt(found?.contact.spec.callback?.window, this.live.now());
  }

  /** The customer of a callback did not answer in time: an attempt that failed. */
  private async dialEnded(contactId: string): Promise<unknown> {
    const { attempts, window } = (await this.live.contact(contactId))?.contact.spec.callback ?? DEFAULT_CALLBACK;
    const next = this.live.now() + attempts.spacingSeconds * 1000;
    return this.live.callbackTransitions.attempt({
      contactId,
      outcome: 'noAnswer',
      mostAttempts: attempts.max,
      spacingSeconds: attempts.spacingSeconds,
      opensAt: windowAt(window, next).opensAt,
      timer: true,
    });
  }

  /** A bot that lost its connection gives what it talks about to people; a person's contacts stay. */
  private async handOverFrom(agentId: string): Promise<void> {
    if (this.config.current().agent.get(agentId)?.value.kind !== 'bot') return;
    const { redis, keys } = this.live.connection;
    if ((await redis.scard(keys.sockets(agentId))) > 0) return;
    const agent = await this.live.agent(agentId);
    for (const { contactId, phase } of agent?.legs ?? []) {
      if (phase !== 'active') continue;
      const queueId = (await this.live.contact(contactId))?.contact.queueId ?? '';
      await this.live
        .transfer({
          contactId,
          asAgentId: agentId,
          reserveSeconds: 0,
          keepAge: true,
          maxWaitSeconds: this.config.current().queue.get(queueId)?.value.maxWaitSeconds,
          handover: { reason: 'connectionLost' },
        })
        .catch((error: unknown) => {
          // It ended or went on in between.
          if (!(error instanceof DomainError) || !['stateForbids', 'forbidden', 'notFound'].includes(error.code))
            throw error;
        });
    }
  }

  private async call(member: string): Promise<unknown> {
    const [kind, id = '', ref = ''] = member.split('|');
    switch (kind) {
      case 'offer':
        return this.live.offerTransitions.refuseOffer({
          offerId: id,
          outcome: 'missed',
          reason: 'timeout',
          timer: true,
        });
      case 'wrap':
        return this.live.contactTransitions.complete({ contactId: id, wrapUpSeconds: 0, timer: true });
      case 'release':
        return this.live.workTransitions.release(id, await this.windowOf(id));
      case 'window':
        return this.live.callbackTransitions.closeWindow(id, await this.windowOf(id));
      case 'dial':
        return this.dialEnded(id);
      case 'overflow':
        return this.overflow(id);
      case 'consult':
        return this.live.endConsult(id);
      case 'aside':
        return this.live.agentTransitions.returnAside(id);
      case 'ext':
        return this.live.agentTransitions.deleteExternalLoad({ agentId: id, ref, timer: true });
      case 'conn':
        await this.handOverFrom(id);
        return this.live.agentTransitions.setPresence({
          agentId: id,
          presence: 'offline',
          reasonCode: 'connectionLost',
          by: 'server',
          timer: true,
        });
      case 'expire':
        return this.live.contactTransitions.cancel({
          contactId: id,
          reason: 'cancelled',
          detail: 'maxWait',
          timer: true,
        });
      default:
        throw new DomainError('conflict', `unknown deadline ${kind}`);
    }
  }
}
