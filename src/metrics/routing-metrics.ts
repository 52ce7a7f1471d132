import { Inject, Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { parseEventId } from '../domain/events.js';
import { LiveRedis } from '../live/live-redis.js';
import { LOG_TAIL, type LogTail } from '../live/live-store.js';
import { Reign } from '../matcher/reign.js';
import { MetricsRegistry } from './http-metrics.js';

/**
 * What an operator watches of routing. Alert when no node has `lotse_matcher_leader` 1 for 10 s, when a lag grows, and
 * when `lotse_commit_seconds` leaves its usual range.
 */
@Injectable()
export class RoutingMetrics {
  constructor(
    @Inject(MetricsRegistry) registry: MetricsRegistry,
    @Inject(Reign) reign: Reign,
    @Inject(LiveRedis) live: LiveRedis,
    @Inject(LOG_TAIL) tail: LogTail,
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

    const offers = new Counter({ name: 'lotse_offers_total', help: 'Offers committed by this node', registers });
    const refusals = new Counter({
      name: 'lotse_offer_refusals_total',
      help: 'Commits refused because the state had moved on',
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
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
      registers,
    });
    reign.onCommit((seconds, committed, refused) => {
      commit.observe(seconds);
      offers.inc(committed);
      refusals.inc(refused);
    });
    tail.subscribe((events) => {
      for (const event of events) if (event.offerOutcome) ended.inc({ outcome: event.offerOutcome });
    });
  }
}

function seqOf(id: string): number {
  return parseEventId(id)?.seq ?? 0;
}
