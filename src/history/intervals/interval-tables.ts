import { SHORTS_MS, TARGETS_MS } from './ladders.js';

/**
 * How a measure of two rows becomes that of one: counts and ms add up, the longest of both stays, arrays add up element
 * by element, histograms (`packHistogram`) bucket by bucket.
 */
export type MeasureKind = 'count' | 'ms' | 'longest' | 'steps' | 'histogram';

/** Stands for null in the keys of interval tables: no id and no disposition has a line break. */
export const NONE = '\n';

/** Rows of figures of one quarter of an hour each: `at` (its beginning, store ms), what they are told apart by, measures. */
export interface IntervalTable<Measure extends string = string> {
  readonly name: string;
  /** Columns of text beside `workspace` and `at`; `NONE` stands for null. */
  readonly dimensions: readonly string[];
  readonly measures: Readonly<Record<Measure, MeasureKind>>;
  /** Lengths of the arrays among them. */
  readonly lengths?: Readonly<Partial<Record<Measure, number>>>;
}

/** Ended waits but those of callbacks, the agents' parts that followed them, and callbacks: by when they began. */
export const WAIT_MEASURES = {
  answered: 'count',
  abandoned: 'count',
  moved_on: 'count',
  requested: 'count',
  withdrawn: 'count',
  wait_ms: 'ms',
  longest_ms: 'longest',
  answered_within: 'steps',
  abandoned_before: 'steps',
  waits: 'histogram',
  bot_answered: 'count',
  bot_handed_over: 'count',
  bot_solved: 'count',
  rona: 'count',
  parts: 'count',
  part_ms: 'ms',
  wrap_up_ms: 'ms',
  transferred: 'count',
  callbacks: 'count',
  reached: 'count',
  not_reached: 'count',
  hung_up: 'count',
  failed_attempts: 'count',
  callback_parts: 'count',
  callback_ms: 'ms',
} as const satisfies Record<string, MeasureKind>;
const LENGTHS = { answered_within: TARGETS_MS.length, abandoned_before: SHORTS_MS.length };

const SPENT = {
  signed_in_ms: 'ms',
  handling_ms: 'ms',
  wrap_up_ms: 'ms',
  idle_ms: 'ms',
  unavailable_ms: 'ms',
  not_responding_ms: 'ms',
} as const;

/** For the first contact resolution (`first-contact.ts`): contacts of known customers, and what is settled of them. */
export const FIRST_MEASURES = {
  customers_known: 'count',
  settled: 'count',
  first_contacts: 'count',
  resolved_at_first: 'count',
} as const satisfies Record<string, MeasureKind>;

const DISPOSITION_MEASURES = {
  contacts: 'count',
  resolved: 'count',
  unresolved: 'count',
  bot_solved: 'count',
  callbacks: 'count',
  callbacks_resolved: 'count',
  ...FIRST_MEASURES,
} as const satisfies Record<string, MeasureKind>;

/**
 * Waits by queue. The first contacts stand here too, by the queue in which they ended: the report of queues need not read
 * the dispositions for them, which are as many times more rows as there are dispositions.
 */
export const INTERVAL_WAIT = {
  name: 'interval_wait',
  dimensions: ['queue_id', 'channel'],
  measures: { ...WAIT_MEASURES, ...FIRST_MEASURES },
  lengths: LENGTHS,
} as const satisfies IntervalTable;

/** Waits for each skill that was asked for. */
export const INTERVAL_SKILL = {
  name: 'interval_skill',
  dimensions: ['skill_id', 'queue_id', 'channel'],
  measures: WAIT_MEASURES,
  lengths: LENGTHS,
} as const satisfies IntervalTable;

/** What agents did: time by when it was spent, offers and parts by when they ended. */
export const INTERVAL_AGENT = {
  name: 'interval_agent',
  dimensions: ['agent_id'],
  measures: {
    ...SPENT,
    offers: 'count',
    accepted: 'count',
    declined: 'count',
    missed: 'count',
    parts: 'count',
    part_ms: 'ms',
    transferred: 'count',
    completed: 'count',
    callbacks: 'count',
    callback_ms: 'ms',
  },
} as const satisfies IntervalTable;

/** How contacts ended that somebody worked at, by when they came. */
export const INTERVAL_DISPOSITION = {
  name: 'interval_disposition',
  dimensions: ['disposition', 'queue_id', 'channel'],
  measures: DISPOSITION_MEASURES,
} as const satisfies IntervalTable;

/** The same by who ended them: nearly as many rows as contacts, so that what does not ask for agents has its own. */
export const INTERVAL_AGENT_DISPOSITION = {
  name: 'interval_agent_disposition',
  dimensions: ['disposition', 'queue_id', 'channel', 'agent_id'],
  measures: DISPOSITION_MEASURES,
} as const satisfies IntervalTable;

export const INTERVAL_TABLES: readonly IntervalTable[] = [
  INTERVAL_WAIT,
  INTERVAL_SKILL,
  INTERVAL_AGENT,
  INTERVAL_DISPOSITION,
  INTERVAL_AGENT_DISPOSITION,
];

/** Beside the rows of quarters, those of whole days are summed up by these lengths (`roll-up.ts`), the shorter first. */
export type LengthKept = 'half' | 'hour' | 'day';

/**
 * Half hours of waits alone: by them centers plan, and of agents and dispositions quarters are few enough to read. Hours of
 * what is told apart by both would be hardly fewer rows than quarters.
 */
export function lengthsKept({ name }: Pick<IntervalTable, 'name'>): readonly LengthKept[] {
  switch (name) {
    case INTERVAL_WAIT.name:
    case INTERVAL_SKILL.name:
      return ['half', 'hour', 'day'];
    case INTERVAL_AGENT_DISPOSITION.name:
      return ['day'];
    default:
      return ['hour', 'day'];
  }
}

/** The table of the sums of `table`; its `at` is the beginning of a local half hour, hour or day. */
export const rolledTable = ({ name }: Pick<IntervalTable, 'name'>, length: LengthKept): string => `${name}_${length}`;

/**
 * Quarters of an hour of whole days, summed up over queues or agents (`roll-up.ts`): a report that does not tell
 * these apart reads a row where there are dozens or hundreds. Of what is kept by half hours there are totals of these too.
 */
export interface TotalTable extends IntervalTable {
  readonly of: IntervalTable;
}

const totalOf = (of: IntervalTable, dimensions: readonly string[], name = `${of.name}_total`): TotalTable => ({
  name,
  dimensions,
  measures: of.measures,
  ...(of.lengths && { lengths: of.lengths }),
  of,
});

/** Who is a bot is asked of the configuration when a report is made: what bots did is taken out then. */
export const AGENT_TOTAL = totalOf(INTERVAL_AGENT, []);
/** Of several totals of one table, that with the fewest rows first. */
export const WAIT_TOTALS = [totalOf(INTERVAL_WAIT, ['channel'])];
export const SKILL_TOTALS = [
  totalOf(INTERVAL_SKILL, ['channel'], 'interval_skill_channel_total'),
  totalOf(INTERVAL_SKILL, ['skill_id', 'channel']),
];
export const DISPOSITION_TOTALS = [
  totalOf(INTERVAL_DISPOSITION, ['disposition', 'channel']),
  totalOf(INTERVAL_DISPOSITION, ['queue_id', 'channel'], 'interval_disposition_queue_total'),
];
export const TOTAL_TABLES: readonly TotalTable[] = [
  ...WAIT_TOTALS,
  ...SKILL_TOTALS,
  AGENT_TOTAL,
  ...DISPOSITION_TOTALS,
];

/** The least to read that tells apart what `columns` do; undefined: none does. */
export const totalTelling = (totals: readonly TotalTable[], columns: readonly string[]): TotalTable | undefined =>
  totals.find(({ dimensions }) => columns.every((column) => dimensions.includes(column)));

/** Lengths of the totals beside the quarters. */
export const lengthsOfTotals = ({ of }: TotalTable): readonly LengthKept[] =>
  lengthsKept(of).filter((length) => length === 'half');

/** A measure of which there is nothing, in SQL. */
export function nothing({ lengths }: IntervalTable, measure: string): string {
  const length = lengths?.[measure];
  return length === undefined ? '0' : `array_fill(0, ARRAY[${length}])`;
}

/** A measure's column as it is created; counts of a quarter of an hour fit an integer. */
export function columnType(kind: MeasureKind): string {
  switch (kind) {
    case 'count':
      return 'integer';
    case 'ms':
    case 'longest':
      return 'bigint';
    case 'steps':
      return 'integer[]';
    case 'histogram':
      return 'numeric';
  }
}
