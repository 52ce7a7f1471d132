import { Column, Entity, Index } from 'typeorm';
import { HistoryKey, OptionalText, StoreTime } from './columns.js';

/** What an agent does, as the log left it. */
@Entity('agent_state')
export class AgentStateEntity {
  @HistoryKey('agent_state') workspace: string;
  @HistoryKey('agent_state', 'agent_id') agentId: string;
  /** Those fields of the live hash that say what the agent does, as JSON. */
  @Column('text') fields: string;
  /** The event that opened what the agent does now, and its time. */
  @OptionalText('interval_id') intervalId: string | null;
  @StoreTime('since', true) since: number | null;
  /** Until when the interval tables have its time. */
  @StoreTime('told_at', true) toldAt: number | null;
}

/** A stretch, now over, in which presence, reason and routing status stood. */
@Entity('agent_state_interval')
@Index('ix_agent_state_interval_times', { synchronize: false })
export class AgentStateIntervalEntity {
  @HistoryKey('agent_state_interval') workspace: string;
  @HistoryKey('agent_state_interval', 'agent_id') agentId: string;
  /** Id of the event that opened it. */
  @HistoryKey('agent_state_interval') id: string;
  @Column('text') presence: string;
  @Column({ type: 'text', name: 'routing_status' }) routingStatus: string;
  @OptionalText('reason_code') reasonCode: string | null;
  @StoreTime('from_at') fromAt: number;
  @StoreTime('to_at') toAt: number;
}
