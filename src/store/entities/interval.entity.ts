import { Column, Entity } from 'typeorm';
import { HistoryKey, KeyColumn, OptionalText, StoreTime } from './columns.js';

const Count = (name?: string): PropertyDecorator => Column({ type: 'integer', name });
const Counts = (name: string): PropertyDecorator => Column({ type: 'integer', array: true, name });

/** How far the interval tables are filled with what was there before them; no row or no `nextAt`: all is there. */
@Entity('interval_fill')
export class IntervalFillEntity {
  @HistoryKey('interval_fill') workspace: string;
  @StoreTime('next_at', true) nextAt: number | null;
  @StoreTime('last_at') lastAt: number;
  @StoreTime('log_begins_at') logBeginsAt: number;
  /** Contacts that ended before it are settled as to their resolution at first contact. */
  @StoreTime('settled_at') settledAt: number;
  /** Local days before it are summed up by hours and by days of `rolledZone`. */
  @StoreTime('rolled_at', true) rolledAt: number | null;
  @OptionalText('rolled_zone') rolledZone: string | null;
}

/** Days of UTC that changed after they were summed up, and since when (time of an event). */
@Entity('interval_stale')
export class IntervalStaleEntity {
  @HistoryKey('interval_stale') workspace: string;
  @KeyColumn('interval_stale', { type: 'bigint' }) day: number;
  @StoreTime('noted_at') notedAt: number;
}

/** What all tables of waits hold; what each measure means: `history/intervals/interval-tables.ts`. */
abstract class WaitMeasures {
  @Count() answered: number;
  @Count() abandoned: number;
  @Count('moved_on') movedOn: number;
  @Count() requested: number;
  @Count() withdrawn: number;
  @StoreTime('wait_ms') waitMs: number;
  @StoreTime('longest_ms') longestMs: number;
  @Counts('answered_within') answeredWithin: number[];
  @Counts('abandoned_before') abandonedBefore: number[];
  @Column('numeric') waits: string;
  @Count('bot_answered') botAnswered: number;
  @Count('bot_handed_over') botHandedOver: number;
  @Count('bot_solved') botSolved: number;
  @Count() rona: number;
  @Count() parts: number;
  @StoreTime('part_ms') partMs: number;
  @StoreTime('wrap_up_ms') wrapUpMs: number;
  @Count() transferred: number;
  @Count() callbacks: number;
  @Count() reached: number;
  @Count('not_reached') notReached: number;
  @Count('hung_up') hungUp: number;
  @Count('failed_attempts') failedAttempts: number;
  @Count('callback_parts') callbackParts: number;
  @StoreTime('callback_ms') callbackMs: number;
}

abstract class QueueMeasures extends WaitMeasures {
  @Count('customers_known') customersKnown: number;
  @Count() settled: number;
  @Count('first_contacts') firstContacts: number;
  @Count('resolved_at_first') resolvedAtFirst: number;
}

abstract class AgentMeasures {
  @StoreTime('signed_in_ms') signedInMs: number;
  @StoreTime('handling_ms') handlingMs: number;
  @StoreTime('wrap_up_ms') wrapUpMs: number;
  @StoreTime('idle_ms') idleMs: number;
  @StoreTime('unavailable_ms') unavailableMs: number;
  @StoreTime('not_responding_ms') notRespondingMs: number;
  @Count() offers: number;
  @Count() accepted: number;
  @Count() declined: number;
  @Count() missed: number;
  @Count() parts: number;
  @StoreTime('part_ms') partMs: number;
  @Count() transferred: number;
  @Count() completed: number;
  @Count() callbacks: number;
  @StoreTime('callback_ms') callbackMs: number;
}

abstract class DispositionMeasures {
  @Count() contacts: number;
  @Count() resolved: number;
  @Count() unresolved: number;
  @Count('bot_solved') botSolved: number;
  @Count() callbacks: number;
  @Count('callbacks_resolved') callbacksResolved: number;
  @Count('customers_known') customersKnown: number;
  @Count() settled: number;
  @Count('first_contacts') firstContacts: number;
  @Count('resolved_at_first') resolvedAtFirst: number;
}

type Measures = abstract new () => object;

/** A table of rows of one length, told apart by `keys` (property → column). */
function entityOf(table: string, measures: Measures, keys: Readonly<Record<string, string>>): new () => object {
  class Rows extends (measures as new () => object) {}
  HistoryKey(table)(Rows.prototype, 'workspace');
  KeyColumn(table, { type: 'bigint' })(Rows.prototype, 'at');
  for (const [property, column] of Object.entries(keys)) HistoryKey(table, column)(Rows.prototype, property);
  Entity(table)(Rows);
  return Rows;
}

const QUEUE = { queueId: 'queue_id', channel: 'channel' };
const KEPT: readonly [table: string, measures: Measures, keys: Readonly<Record<string, string>>][] = [
  ['interval_wait', QueueMeasures, QUEUE],
  ['interval_skill', WaitMeasures, { skillId: 'skill_id', ...QUEUE }],
  ['interval_agent', AgentMeasures, { agentId: 'agent_id' }],
  ['interval_disposition', DispositionMeasures, { disposition: 'disposition', ...QUEUE }],
  ['interval_agent_disposition', DispositionMeasures, { disposition: 'disposition', ...QUEUE, agentId: 'agent_id' }],
];

const TOTALS: typeof KEPT = [
  ['interval_wait_total', QueueMeasures, { channel: 'channel' }],
  ['interval_skill_total', WaitMeasures, { skillId: 'skill_id', channel: 'channel' }],
  ['interval_skill_channel_total', WaitMeasures, { channel: 'channel' }],
  ['interval_agent_total', AgentMeasures, {}],
  ['interval_disposition_total', DispositionMeasures, { disposition: 'disposition', channel: 'channel' }],
  ['interval_disposition_queue_total', DispositionMeasures, QUEUE],
];

/** What there is of a table beside its quarters: waits by the half hour, of totals nothing else. */
function lengthsOf(table: string): string[] {
  const lengths = /^interval_(wait|skill)/.test(table) ? ['_half'] : [];
  if (!table.endsWith('_total')) lengths.push('_day');
  if (!/_total$|_agent_disposition$/.test(table)) lengths.push('_hour');
  return lengths;
}

/** The tables of quarters, of half hours, hours and days, and those of totals. */
export const INTERVAL_ENTITIES = [...KEPT, ...TOTALS].flatMap(([table, measures, keys]) =>
  ['', ...lengthsOf(table)].map((length) => entityOf(`${table}${length}`, measures, keys)),
);
