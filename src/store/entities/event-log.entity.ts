import { Column, Entity, Index } from 'typeorm';
import { HistoryKey, IndexedText, KeyColumn, OptionalText, StoreTime, WrittenAt } from './columns.js';

/** The verbatim copy of the event log: every event once, without gaps inside a generation. */
@Entity('event_log')
@Index('ix_event_log_act', ['workspace', 'at', 'generation', 'seq'], { where: 'act IS NOT NULL' })
@Index('ix_event_log_offer', ['workspace', 'offerId'], { where: `type = 'contact.offered'` })
export class EventLogEntity {
  @HistoryKey('event_log') workspace: string;
  @KeyColumn('event_log', { type: 'integer' }) generation: number;
  @KeyColumn('event_log', { type: 'bigint' }) seq: number;
  @Column('text') type: string;
  @StoreTime('at') at: number;
  @OptionalText('contact_id') contactId: string | null;
  @OptionalText('agent_id') agentId: string | null;
  @IndexedText('offer_id', true) offerId: string | null;
  @OptionalText('queue_id') queueId: string | null;
  @OptionalText() cause: string | null;
  @OptionalText('offer_outcome') offerOutcome: string | null;
  /** The write set as the log has it: JSON text `[[command, key, …args], …]`, or an offer's in short. */
  @Column('text') ops: string;
  /** Of an offer: its decision record, as the log has it. Older events have it among `ops`. */
  @OptionalText() decision: string | null;
  /** Of what a supervisor did: whose act it was and what it changed, as JSON text. */
  @OptionalText() act: string | null;
}

/** How far the archive has come. Moved by compare-and-set in the transaction that writes what came before. */
@Entity('projector_position')
export class ProjectorPositionEntity {
  @KeyColumn('projector_position') workspace: string;
  @Column('integer') generation: number;
  @Column('bigint') seq: number;
  @WrittenAt('moved_at') movedAt: Date;
}

/** Where one generation ended for the archive and the next began. */
@Entity('generation_cut')
export class GenerationCutEntity {
  @KeyColumn('generation_cut') workspace: string;
  @KeyColumn('generation_cut', { type: 'integer' }) generation: number;
  @Column({ type: 'integer', name: 'previous_generation' }) previousGeneration: number;
  @Column({ type: 'bigint', name: 'previous_seq' }) previousSeq: number;
  @StoreTime('at') at: number;
}
