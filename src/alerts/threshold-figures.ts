import type { AlertThreshold } from '../domain/alert-threshold.js';
import type { OfferFigures, QueueFigures } from '../contacts/history.port.js';
import type { ContactCounts } from '../queues/live-counts.js';
import type { WaitInterval } from '../estimate/wait-estimator.js';

/** What a threshold is held against. */
export interface Figure {
  /** Null: there is nothing to measure. */
  value: number | null;
  /** Contacts or offers that it was made of; undefined: it counts nothing. */
  counted?: number;
}

/** Where figures come from; what is undefined is not known now. */
export interface FigureSources {
  counts(queueId: string | undefined): ContactCounts | undefined;
  queueIds(): readonly string[];
  /** What one who came now would wait, by each channel that the queue has contacts of. */
  forecasts(queueId: string, now: number): readonly (WaitInterval | undefined)[];
  /** Of the last 30 minutes. */
  service(queueId: string | undefined): Promise<QueueFigures | undefined>;
  offers(queueId: string | undefined): Promise<OfferFigures | undefined>;
  /** Contacts of which such an alert stands. */
  alerted(kind: 'unroutable' | 'declinedByAll', queueId: string | undefined): number | undefined;
}

/** The figure of a threshold at `now` (store ms); undefined while it is not known: then nothing is raised or cleared. */
export async function figureOf(
  { kind, queueId }: Pick<AlertThreshold, 'kind' | 'queueId'>,
  sources: FigureSources,
  now: number,
): Promise<Figure | undefined> {
  switch (kind) {
    case 'longestWait': {
      const counts = sources.counts(queueId);
      if (counts === undefined) return undefined;
      const { longestSince } = counts;
      return { value: longestSince === undefined ? 0 : Math.max(0, now - longestSince) / 1000 };
    }
    case 'estimatedWait':
      return estimatedWait(queueId, sources, now);
    case 'serviceLevel': {
      const figures = await sources.service(queueId);
      return figures && { value: figures.sl, counted: figures.offered - figures.shortAbandoned };
    }
    case 'ronaRate': {
      const offers = await sources.offers(queueId);
      if (offers === undefined) return undefined;
      const { answeredOrNot, missed } = offers;
      return { value: answeredOrNot === 0 ? null : missed / answeredOrNot, counted: answeredOrNot };
    }
    case 'unroutable':
    case 'declinedByAll': {
      const value = sources.alerted(kind, queueId);
      return value === undefined ? undefined : { value };
    }
  }
}

/** Where nothing can be said of a queue in which somebody waits, nothing is said at all. */
function estimatedWait(queueId: string | undefined, sources: FigureSources, now: number): Figure | undefined {
  let longest = 0;
  let isKnown = true;
  for (const id of queueId === undefined ? sources.queueIds() : [queueId]) {
    const waiting = sources.counts(id)?.waiting;
    if (waiting === undefined) return undefined;
    const found = sources.forecasts(id, now).flatMap((interval) => interval ?? []);
    if (found.length === 0 && waiting > 0) isKnown = false;
    for (const { lowMs, highMs } of found) longest = Math.max(longest, (lowMs + highMs) / 2000);
  }
  return isKnown || longest > 0 ? { value: longest } : undefined;
}
