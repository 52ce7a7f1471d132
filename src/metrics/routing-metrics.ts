import { Inject, Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { PROJECTOR, type Projecting } from '../history/projecting.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import { parseEventId } from '../domain/events.js';
import { LiveRedis } from '../live/live-redis.js';
import { LOG_TAIL, type LogTail } from '../live/live-store.js';
import { Reign } from '../matcher/reign.js';
import { MetricsRegistry } from './http-metrics.js';

/** Queues that get a series of their own; the waiting of all others are one, `other`. */
const MOST_QUEUES = 200;
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];

/** What an operator watches of routing; `docs/metrics.md` tells what to alert on. */
@Injectable()
export class RoutingMetrics {
  constructor(
    @Inject(MetricsRegistry) registry: MetricsRegistry,
    @Inject(Reign) reign: Reign,
    @Inject(LiveRedis) live: LiveRedis,
    @Inject(LOG_TAIL) tail: LogTail,
    @Inject(PROJECTOR) projector: Projecting,
    @Inject(CONFIG_CACHE) config: ConfigCache,
  ) {
    const registers = [registry];
    const gauge = (name: string, help: string, read: () => number | Promise<number>): void => {
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          this.set(await read());
        },
      });
    };
    gauge('lotse_matcher_leader', '1 on the node that decides', () => (reign.leads ? 1 : 0));
    gauge('lotse_matcher_waiting', 'Contacts waiting, as the deciding node knows them', () => reign.waiting);
    const lag = async (of: 'tail' | 'projected' | 'fed'): Promise<number> => {
      if (!live.connection.isOpen) return Number.NaN;
      const at = of === 'tail' ? tail.position() : ((await live.log.confirmed(of)) ?? '0.0');
      return Math.max(0, seqOf(await live.logEnd()) - seqOf(at));
    };
    gauge('lotse_tail_lag_events', 'Events that this node has not read yet', () => lag('tail'));
    gauge('lotse_projector_lag_events', 'Events that are not in the archive yet', () => lag('projected'));
    gauge('lotse_webhook_lag_events', 'Events not yet handed to the webhooks', () => lag('fed'));

    gauge(
      'lotse_projector_state',
      '0 another node projects, 1 this one does, 2 a store is away, 3 events are missing',
      () => ['standby', 'projecting', 'away', 'gap'].indexOf(projector.status().state),
    );
    queueLengths(registers, live, config);

    const offers = new Counter({ name: 'lotse_offers_total', help: 'Offers committed by this node', registers });
    const refusals = new Counter({
      name: 'lotse_offer_refusals_total',
      help: 'Offers that this node decided on and the store refused, by why: the state had moved on',
      labelNames: ['because'],
      registers,
    });
    const ended = new Counter({
      name: 'lotse_offers_ended_total',
      help: 'Ended offers by outcome, as told by the log; `missed` is RONA',
      labelNames: ['outcome'],
      registers,
    });
    const commit = new Histogram({
      name: 'lotse_commit_seconds',
      help: 'From decision to commit of a group',
      buckets: SECONDS,
      registers,
    });
    const latency = new Histogram({
      name: 'lotse_offer_latency_seconds',
      help: 'From the event that made an offer possible, as the deciding node read it, to the commit of the offer',
      buckets: SECONDS,
      registers,
    });
    reign.onCommit(({ seconds, heardSeconds, committed, refusedBecause }) => {
      commit.observe(seconds);
      for (let n = 0; n < committed; n += 1) latency.observe(heardSeconds);
      offers.inc(committed);
      for (const because of refusedBecause) refusals.inc({ because });
    });
    tail.subscribe((events) => {
      for (const event of events) if (event.offerOutcome) ended.inc({ outcome: event.offerOutcome });
    });
  }
}

/** Lengths of queues as the store has them; those of the longest, where there are very many. */
function queueLengths(registers: MetricsRegistry[], live: LiveRedis, config: ConfigCache): void {
  new Gauge({
    name: 'lotse_queue_waiting',
    help: `Contacts waiting by queue; of more than ${MOST_QUEUES} queues the longest, and the sum of the rest as \`other\``,
    labelNames: ['queue'],
    registers,
    async collect() {
      this.reset();
      if (!live.connection.isOpen) return;
      const ids = [...config.current().queue.keys()];
      const lengths = await Promise.all(ids.map((id) => live.waitingIn(id)));
      const queues = ids.map((id, i) => ({ id, waiting: lengths[i] ?? 0 })).sort((a, b) => b.waiting - a.waiting);
      for (const { id, waiting } of queues.slice(0, MOST_QUEUES)) this.set({ queue: id }, waiting);
      const rest = queues.slice(MOST_QUEUES).reduce((sum, { waiting }) => sum + waiting, 0);
      if (queues.length > MOST_QUEUES) this.inc({ queue: 'other' }, rest);
    },
  });
}

function seqOf(id: string): number {
  return parseEventId(id)?.seq ?? 0;
}
