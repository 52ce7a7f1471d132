import { Column, Entity } from 'typeorm';
import { HistoryKey, KeyColumn, StoreTime } from './columns.js';

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
}

/** What both tables of waits hold; what each measure means: `history/intervals/interval-tables.ts`. */
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

@Entity('interval_wait')
export class IntervalWaitEntity extends WaitMeasures {
  @HistoryKey('interval_wait') workspace: string;
  @KeyColumn('interval_wait', { type: 'bigint' }) at: number;
  @HistoryKey('interval_wait', 'queue_id') queueId: string;
  @HistoryKey('interval_wait') channel: string;
}

@Entity('interval_skill')
export class IntervalSkillEntity extends WaitMeasures {
  @HistoryKey('interval_skill') workspace: string;
  @KeyColumn('interval_skill', { type: 'bigint' }) at: number;
  @HistoryKey('interval_skill', 'skill_id') skillId: string;
  @HistoryKey('interval_skill', 'queue_id') queueId: string;
  @HistoryKey('interval_skill') channel: string;
}

@Entity('interval_agent')
export class IntervalAgentEntity {
  @HistoryKey('interval_agent') workspace: string;
  @KeyColumn('interval_agent', { type: 'bigint' }) at: number;
  @HistoryKey('interval_agent', 'agent_id') agentId: string;
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

@Entity('interval_disposition')
export class IntervalDispositionEntity extends DispositionMeasures {
  @HistoryKey('interval_disposition') workspace: string;
  @KeyColumn('interval_disposition', { type: 'bigint' }) at: number;
  @HistoryKey('interval_disposition') disposition: string;
  @HistoryKey('interval_disposition', 'queue_id') queueId: string;
  @HistoryKey('interval_disposition') channel: string;
}

@Entity('interval_agent_disposition')
export class IntervalAgentDispositionEntity extends DispositionMeasures {
  @HistoryKey('interval_agent_disposition') workspace: string;
  @KeyColumn('interval_agent_disposition', { type: 'bigint' }) at: number;
  @HistoryKey('interval_agent_disposition') disposition: string;
  @HistoryKey('interval_agent_disposition', 'queue_id') queueId: string;
  @HistoryKey('interval_agent_disposition') channel: string;
  @HistoryKey('interval_agent_disposition', 'agent_id') agentId: string;
}
