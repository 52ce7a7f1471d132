import { Column, Entity } from 'typeorm';
import type { ConfigKinds } from '../config-store.js';
import { KeyColumn, StoreTime, WrittenAt } from './columns.js';

/** Versions of routing profiles that have yet to come into force. */
@Entity('profile_schedule')
export class ProfileScheduleEntity {
  @KeyColumn('profile_schedule') workspace: string;
  @KeyColumn('profile_schedule') id: string;
  @Column('jsonb') body: ConfigKinds['profileSchedule'];
  @Column('bigint') revision: number;
  @WrittenAt('updated_at') updatedAt: Date;
  @Column({ type: 'text', name: 'updated_by' }) updatedBy: string;
}

/** The last switchback of each routing profile, whose id it has. */
@Entity('switchback')
export class SwitchbackEntity {
  @KeyColumn('switchback') workspace: string;
  @KeyColumn('switchback') id: string;
  @Column('jsonb') body: ConfigKinds['switchback'];
  @Column('bigint') revision: number;
  @WrittenAt('updated_at') updatedAt: Date;
  @Column({ type: 'text', name: 'updated_by' }) updatedBy: string;
}

/** Every block of a switchback that began; one that no node was there for has no row. */
@Entity('switchback_block')
export class SwitchbackBlockEntity {
  @KeyColumn('switchback_block') workspace: string;
  @KeyColumn('switchback_block', { name: 'experiment_id' }) experimentId: string;
  /** From 0. */
  @KeyColumn('switchback_block', { type: 'integer' }) block: number;
  /** Of the two, the one it had. */
  @Column('integer') version: number;
  /** The version that was made of it, which decisions name. */
  @Column({ type: 'integer', name: 'in_force' }) inForce: number;
  @StoreTime('begun_at') begunAt: number;
  /** Queues that had the profile when it began. */
  @Column({ type: 'text', array: true }) queues: string[];
}
