import { Column, Entity, Index } from 'typeorm';
import { KeyColumn, OptionalText, WrittenAt } from './columns.js';

/** A key is stored as the SHA-256 of its token: 192 random bits need no slow hash. */
@Entity('api_key')
@Index('ix_api_key_revision', ['workspace', 'revision'])
export class ApiKeyEntity {
  @KeyColumn('api_key') workspace: string;
  @KeyColumn('api_key') id: string;
  @Index('ix_api_key_token_hash', { unique: true })
  @Column({ type: 'text', name: 'token_hash' })
  tokenHash: string;
  @Column('text') role: string;
  @OptionalText('agent_id') agentId: string | null;
  @Column('text') name: string;
  @Column({ type: 'timestamptz', name: 'expires_at', nullable: true }) expiresAt: Date | null;
  @WrittenAt('created_at') createdAt: Date;
  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  /** Key revision of the last change to this row. */
  @Column('bigint') revision: number;
}

/** What a repeated POST of configuration answers; written in the transaction of the first. */
@Entity('idempotency_record')
@Index('ix_idempotency_record_created', ['createdAt'])
export class IdempotencyRecordEntity {
  @KeyColumn('idempotency_record') workspace: string;
  @KeyColumn('idempotency_record', { name: 'api_key_id' }) apiKeyId: string;
  @KeyColumn('idempotency_record') path: string;
  @KeyColumn('idempotency_record', { name: 'key_hash' }) keyHash: string;
  @Column({ type: 'text', name: 'body_hash' }) bodyHash: string;
  @Column({ type: 'text', name: 'result_id' }) resultId: string;
  @WrittenAt('created_at') createdAt: Date;
}
