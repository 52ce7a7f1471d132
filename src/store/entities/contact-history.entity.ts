import { Column, Entity, Index } from 'typeorm';
import { HistoryKey, IndexedText, OptionalText, StoreTime } from './columns.js';

/** What both tables of contacts hold. */
abstract class ContactColumns {
  @IndexedText() state: string;
  @IndexedText('queue_id') queueId: string;
  @Column('text') channel: string;
  /** Whose it is: offered, at it, or the one who ended it. */
  @IndexedText('served_by', true) servedBy: string | null;
  @IndexedText('customer_id', true) customerId: string | null;
  @StoreTime('enqueued_at') enqueuedAt: number;
  /** The live hash as last written, as JSON, without `spec`, which stands to the letter beside it. */
  @Column('text') fields: string;
  @Column('text') spec: string;
}

/** A contact that has not ended, as the log left it. Few rows that change often: lists walk them by enqueue time. */
@Entity('live_contact')
@Index('ix_live_contact_enqueued', ['workspace', 'enqueuedAt', 'id'])
@Index('ix_live_contact_served', ['workspace'], { where: `state IN ('active', 'wrapUp')` })
export class LiveContactEntity extends ContactColumns {
  @HistoryKey('live_contact') workspace: string;
  @HistoryKey('live_contact') id: string;
  @StoreTime('virtual_enqueued_at', true) virtualEnqueuedAt: number | null;
  /** What of it is open, for the projector to find again: last wait, leg, offers, as JSON. */
  @Column('text') pending: string;
}

/** A contact that has ended. */
@Entity('contact')
@Index('ix_contact_enqueued', ['workspace', 'enqueuedAt', 'id'])
@Index('ix_contact_state', ['workspace', 'state', 'enqueuedAt', 'id'])
@Index('ix_contact_queue', ['workspace', 'queueId', 'enqueuedAt', 'id'])
@Index('ix_contact_agent', ['workspace', 'servedBy', 'enqueuedAt', 'id'])
@Index('ix_contact_customer', ['workspace', 'customerId', 'enqueuedAt', 'id'])
@Index('ix_contact_ended', { synchronize: false })
@Index('ix_contact_callback_ended', ['workspace', 'endedAt', 'queueId'], { where: `channel = 'callback'` })
export class ContactEntity extends ContactColumns {
  @HistoryKey('contact') workspace: string;
  @HistoryKey('contact') id: string;
  @StoreTime('ended_at', true) endedAt: number | null;
  @OptionalText() outcome: string | null;
}

/** A contact's wait in one queue, now over. */
@Entity('contact_segment')
@Index('ix_contact_segment_left', ['workspace', 'leftAt', 'queueId'])
@Index('ix_contact_segment_entered', { synchronize: false })
export class ContactSegmentEntity {
  @HistoryKey('contact_segment') workspace: string;
  @HistoryKey('contact_segment', 'contact_id') contactId: string;
  /** Id of the event that opened it. */
  @HistoryKey('contact_segment') id: string;
  @IndexedText('queue_id') queueId: string;
  @Column('text') channel: string;
  @StoreTime('entered_at') enteredAt: number;
  @StoreTime('left_at') leftAt: number;
  /** `answered`, `abandoned`, `cancelled`, `expired`, `completed`, `callback`, `scheduled`, `notReached`, or `movedOn` to another queue. */
  @Column('text') outcome: string;
  /** Who answered. */
  @OptionalText('agent_id') agentId: string | null;
}

/** An agent's part in a contact from the accept to the end of wrap-up, now over. */
@Entity('leg')
@Index('ix_leg_ended', ['workspace', 'endedAt', 'queueId'])
@Index('ix_leg_times', { synchronize: false })
export class LegEntity {
  @HistoryKey('leg') workspace: string;
  @HistoryKey('leg', 'contact_id') contactId: string;
  /** Id of the event that opened it. */
  @HistoryKey('leg') id: string;
  @Column('text') kind: string;
  @Column({ type: 'text', name: 'agent_id' }) agentId: string;
  @OptionalText('offer_id') offerId: string | null;
  @IndexedText('queue_id') queueId: string;
  @Column('text') channel: string;
  @StoreTime('active_at') activeAt: number;
  @StoreTime('wrap_up_at', true) wrapUpAt: number | null;
  @StoreTime('ended_at') endedAt: number;
  /** `requeued`, `transferred`, `notReached`, or the state that the contact went to: `completed`, `parked`, `waiting`, `scheduled`. */
  @Column({ type: 'text', name: 'end_cause' }) endCause: string;
}

/** An offer that has ended. Indexes that are not described here, because they are of another kind, are in the migrations. */
@Entity('offer')
@Index('ix_offer_ended', { synchronize: false })
export class OfferEntity {
  @HistoryKey('offer') workspace: string;
  @HistoryKey('offer') id: string;
  @Column({ type: 'text', name: 'contact_id' }) contactId: string;
  @Column({ type: 'text', name: 'agent_id' }) agentId: string;
  @Column({ type: 'text', name: 'queue_id' }) queueId: string;
  @Column('text') channel: string;
  @StoreTime('created_at') createdAt: number;
  @StoreTime('expires_at') expiresAt: number;
  @Column('text') outcome: string;
  @StoreTime('ended_at') endedAt: number;
}
