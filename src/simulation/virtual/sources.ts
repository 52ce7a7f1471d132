import { arrivalTimes, type ArrivalTimes } from './arrival-times.js';
import { quantileOf, type Quantile } from './quantile.js';
import { Random } from './random.js';
import type { Scenario, Stream } from './scenario.js';

/** Where the contacts of a stream come from: each purpose draws from a sequence of its own. */
export interface Source {
  stream: Stream;
  /** Number of the queue that they ask for. */
  queue: number;
  times: ArrivalTimes;
  service: Quantile;
  serviceDraws: Random;
  patience: Quantile | undefined;
  patienceDraws: Random;
  /** After a contact's talk, ms, where its queue does not say. */
  wrapUpMs: number;
}

/** @param number of the replication */
export function sourcesOf({ seed, streams, queues, channels }: Scenario, number: number): Source[] {
  const random = (purpose: string): Random => new Random(seed, `${number}/${purpose}`);
  return streams.map((stream): Source => {
    const queue = queues.findIndex(({ id }) => id === stream.queueId);
    const channel = channels.find(({ id }) => id === stream.channel);
    return {
      stream,
      queue,
      times: arrivalTimes(stream.arrivals, random(`${stream.id}/arrivals`)),
      service: quantileOf(stream.service),
      serviceDraws: random(`${stream.id}/service`),
      patience: stream.patience && quantileOf(stream.patience),
      patienceDraws: random(`${stream.id}/patience`),
      wrapUpMs: Math.round((channel?.wrapUpSeconds ?? 0) * 1000),
    };
  });
}
