import { Column, Entity, Index } from 'typeorm';
import type { ConfigKinds } from '../config-store.js';
import { KeyColumn, OptionalText, WrittenAt } from './columns.js';

/** One row per workspace; a configuration write holds its lock until it commits, so revisions follow commit order. */
@Entity('config_revision')
export class ConfigRevisionEntity {
  @KeyColumn('config_revision') workspace: string;
  /** Of the last configuration write. */
  @Column('bigint') revision: number;
  /** Of the last write to API keys. */
  @Column({ type: 'bigint', name: 'key_revision' }) keyRevision: number;
}

@Entity('skill')
export class SkillEntity {
  @KeyColumn('skill') workspace: string;
  @KeyColumn('skill') id: string;
  @Column('jsonb') body: ConfigKinds['skill'];
  @Column('bigint') revision: number;
  @WrittenAt('updated_at') updatedAt: Date;
  @Column({ type: 'text', name: 'updated_by' }) updatedBy: string;
}

@Entity('channel')
export class ChannelEntity {
  @KeyColumn('channel') workspace: string;
  @KeyColumn('channel') id: string;
  @Column('jsonb') body: ConfigKinds['channel'];
  @Column('bigint') revision: number;
  @WrittenAt('updated_at') updatedAt: Date;
  @Column({ type: 'text', name: 'updated_by' }) updatedBy: string;
}

@Entity('queue')
export class QueueEntity {
  @KeyColumn('queue') workspace: string;
  @KeyColumn('queue') id: string;
  @Column('jsonb') body: ConfigKinds['queue'];
  @Column('bigint') revision: number;
  @WrittenAt('updated_at') updatedAt: Date;
  @Column({ type: 'text', name: 'updated_by' }) updatedBy: string;
}

@Entity('agent')
export class AgentEntity {
  @KeyColumn('agent') workspace: string;
  @KeyColumn('agent') id: string;
  @Column('jsonb') body: ConfigKinds['agent'];
  @Column('bigint') revision: number;
  @WrittenAt('updated_at') updatedAt: Date;
  @Column({ type: 'text', name: 'updated_by' }) updatedBy: string;
}

@Entity('hours')
export class HoursEntity {
  @KeyColumn('hours') workspace: string;
  @KeyColumn('hours') id: string;
  @Column('jsonb') body: ConfigKinds['hours'];
  @Column('bigint') revision: number;
  @WrittenAt('updated_at') updatedAt: Date;
  @Column({ type: 'text', name: 'updated_by' }) updatedBy: string;
}

@Entity('reason_code')
export class ReasonCodeEntity {
  @KeyColumn('reason_code') workspace: string;
  @KeyColumn('reason_code') id: string;
  @Column('jsonb') body: ConfigKinds['reasonCode'];
  @Column('bigint') revision: number;
  @WrittenAt('updated_at') updatedAt: Date;
  @Column({ type: 'text', name: 'updated_by' }) updatedBy: string;
}

@Entity('contact_type')
export class ContactTypeEntity {
  @KeyColumn('contact_type') workspace: string;
  @KeyColumn('contact_type') id: string;
  @Column('jsonb') body: ConfigKinds['contactType'];
  @Column('bigint') revision: number;
  @WrittenAt('updated_at') updatedAt: Date;
  @Column({ type: 'text', name: 'updated_by' }) updatedBy: string;
}

@Entity('webhook')
export class WebhookEntity {
  @KeyColumn('webhook') workspace: string;
  @KeyColumn('webhook') id: string;
  @Column('jsonb') body: ConfigKinds['webhook'];
  @Column('bigint') revision: number;
  @WrittenAt('updated_at') updatedAt: Date;
  @Column({ type: 'text', name: 'updated_by' }) updatedBy: string;
}

@Entity('hook')
export class HookEntity {
  @KeyColumn('hook') workspace: string;
  @KeyColumn('hook') id: string;
  @Column('jsonb') body: ConfigKinds['hook'];
  @Column('bigint') revision: number;
  @WrittenAt('updated_at') updatedAt: Date;
  @Column({ type: 'text', name: 'updated_by' }) updatedBy: string;
}

@Entity('alert')
export class AlertEntity {
  @KeyColumn('alert') workspace: string;
  @KeyColumn('alert') id: string;
  @Column('jsonb') body: ConfigKinds['alert'];
  @Column('bigint') revision: number;
  @WrittenAt('updated_at') updatedAt: Date;
  @Column({ type: 'text', name: 'updated_by' }) updatedBy: string;
}

@Entity('routing_profile')
export class RoutingProfileEntity {
  @KeyColumn('routing_profile') workspace: string;
  @KeyColumn('routing_profile') id: string;
  @Column('jsonb') body: ConfigKinds['profile'];
  @Column('integer') version: number;
  @Column('bigint') revision: number;
  @WrittenAt('updated_at') updatedAt: Date;
  @Column({ type: 'text', name: 'updated_by' }) updatedBy: string;
}

/** Every version that ever was in force; outlives the profile, so that old decisions can be read. */
@Entity('routing_profile_version')
export class RoutingProfileVersionEntity {
  @KeyColumn('routing_profile_version') workspace: string;
  @KeyColumn('routing_profile_version') id: string;
  @KeyColumn('routing_profile_version', { type: 'integer' }) version: number;
  @Column('jsonb') body: ConfigKinds['profile'];
  @Column('bigint') revision: number;
  @WrittenAt('created_at') createdAt: Date;
  @Column({ type: 'text', name: 'created_by' }) createdBy: string;
  @OptionalText() note: string | null;
}

/** The audit of configuration, and what a node reads to catch up. */
@Index('ix_config_change_time', ['workspace', 'changedAt', 'revision'])
@Index('ix_config_change_resource', ['workspace', 'kind', 'resourceId', 'revision'])
@Entity('config_change')
export class ConfigChangeEntity {
  @KeyColumn('config_change') workspace: string;
  @KeyColumn('config_change', { type: 'bigint' }) revision: number;
  @Column('text') kind: string;
  @Column({ type: 'text', name: 'resource_id' }) resourceId: string;
  /** Null: the resource was removed. */
  @Column({ type: 'jsonb', nullable: true }) body: unknown;
  @WrittenAt('changed_at') changedAt: Date;
  @Column({ type: 'text', name: 'changed_by' }) changedBy: string;
}
