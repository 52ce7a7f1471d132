import { type Caller, callerOf, type Estimates, estimate } from './callers.js';
import { draw } from './draw.js';
import { type CallRecord, type RowKind, rowKind } from './records.js';
import { clipSpans, type RosterAgent, rosterOf, type Span, skillsOf } from './roster.js';

/**
 * Seconds between two calls of an agent that no record explains: typing, breath, the next ring. Whole seconds, chosen on
 * `FITTING_DAYS` alone: with this one the bank's own rule answers the same share within 20 s as the bank did there.
 */
export const BETWEEN_CALLS_SECONDS = 19;

/** The days on which the constant above was chosen; whatever is claimed is claimed for other days. */
export const FITTING_DAYS: readonly string[] = ['990201', '990202'];

/** The hours to replay, seconds since local midnight. */
export type Hours = Span;

export const WHOLE_DAY: Hours = { from: 0, to: 2 * 86_400 };

/** Callers and agents of some hours of one day; the same for every run with the same seed. */
export interface World {
  date: string;
  hours: Hours;
  /** By arrival. */
  callers: Caller[];
  agents: RosterAgent[];
  /** Rows of these hours that take no part, by reason. */
  leftOut: Record<Exclude<RowKind, 'call'>, number>;
  betweenCallsSeconds: number;
}

export interface WorldOptions {
  date: string;
  hours?: Hours;
  seed?: number;
  betweenCallsSeconds?: number;
}

/** Builds the world of some hours of a day. `estimates` can be given where many worlds are made of the same records. */
export function buildWorld(
  records: readonly CallRecord[],
  options: WorldOptions,
  estimates: Estimates = estimate(records),
): World {
  const { date, hours = WHOLE_DAY, seed = 1, betweenCallsSeconds = BETWEEN_CALLS_SECONDS } = options;
  const day = records.filter((record) => record.date === date);
  const world: World = {
    date,
    hours,
    callers: [],
    agents: rosterOf(day, skillsOf(records)).map((agent) =>
      withinHours(withFractions(agent, date, seed), hours, betweenCallsSeconds),
    ),
    leftOut: { phantom: 0, neverQueued: 0, noServer: 0 },
    betweenCallsSeconds,
  };
  for (const record of day) {
    const within = record.vruExit >= hours.from && record.vruExit < hours.to;
    const kind = rowKind(record);
    if (kind === 'call') {
      if (within || waitsAt(record, hours.from)) world.callers.push(callerOf(record, estimates, seed, within));
    } else if (within) world.leftOut[kind]++;
  }
  world.callers.sort((a, b) => a.arrival - b.arrival || (a.key < b.key ? -1 : 1));
  world.agents = world.agents.filter((agent) => agent.available.some((span) => span.from < hours.to));
  return world;
}

/** The record knows whole seconds: each moment gets a drawn fraction, the same in every run. */
function withFractions(agent: RosterAgent, date: string, seed: number): RosterAgent {
  const fraction = (moment: number): number => draw(seed, `${agent.id}-${date}`, String(moment));
  const available = agent.available.map(({ from, to }) => ({ from: from + fraction(from), to: to + fraction(to) }));
  return { ...agent, available };
}

function waitsAt(record: CallRecord, moment: number): boolean {
  return record.queued && record.vruExit < moment && record.vruExit + record.queueSeconds > moment;
}

/**
 * Lets an agent's day begin with the hours; who is on a call then is there once that call is over. It goes on after the
 * hours, for who still waits when they end.
 */
function withinHours(agent: RosterAgent, hours: Hours, betweenCallsSeconds: number): RosterAgent {
  const running = agent.services.find((service) => service.from < hours.from && service.to > hours.from);
  const from = running ? running.to + betweenCallsSeconds : hours.from;
  return {
    ...agent,
    available: clipSpans(agent.available, { from, to: Infinity }),
    services: clipSpans(agent.services, hours),
  };
}

const GRID_SECONDS = 900;

/** The hours of a day, beginning at a quarter, in which most callers arrive; the earliest of equals. */
export function busiestHours(records: readonly CallRecord[], date: string, seconds: number): Hours {
  const arrivals = records
    .filter((record) => record.date === date && rowKind(record) === 'call')
    .map((record) => record.vruExit);
  let best: Hours = { from: 0, to: seconds };
  let most = -1;
  for (let from = 0; from + seconds <= 86_400; from += GRID_SECONDS) {
    const count = arrivals.filter((arrival) => arrival >= from && arrival < from + seconds).length;
    if (count > most) [most, best] = [count, { from, to: from + seconds }];
  }
  return best;
}
