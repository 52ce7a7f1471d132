import { ApiProperty } from '@nestjs/swagger';
import { AUDITED, type Audited } from '../../../audit/audit.service.js';
import { ACTS } from '../../../domain/act.js';
import { Flag, Id, Instant, Nested, OneOf, Text } from '../../fields.js';
import { VersionAuthorAnswer } from './configuration-answers.dto.js';
import { ListQuery } from './list.dto.js';

export class AuditQuery extends ListQuery {
  @OneOf(AUDITED, { optional: true, description: 'Only of this kind' })
  kind?: Audited;

  @Id({ optional: true, description: 'Only of this id: of a resource, a contact, or the agent of a presence' })
  id?: string;

  @Id({ optional: true, example: 'call-1', description: 'Only acts on this contact' })
  contactId?: string;

  @Id({ optional: true, example: 'agent-7', description: 'Only what concerns this agent: its configuration, too' })
  agentId?: string;

  @Id({ optional: true, example: 'billing', description: 'Only what concerns this queue: its configuration, too' })
  queueId?: string;

  @Instant({ optional: true, description: 'Not before' })
  from?: string;

  @Instant({ optional: true, description: 'Before' })
  to?: string;
}

const body = { type: 'object', additionalProperties: true, required: false as never } as const;

export class AuditEntryAnswer {
  @Instant()
  at: string;

  @Nested(() => VersionAuthorAnswer)
  by: VersionAuthorAnswer;

  @OneOf(['created', 'replaced', 'removed', ...ACTS], {
    example: 'replaced',
    description: 'The first three of configuration, the others of contacts and presences',
  })
  action: string;

  @OneOf(AUDITED, { example: 'queue' })
  kind: string;

  @Id({ example: 'billing' })
  id: string;

  @ApiProperty({
    ...body,
    example: { id: 'billing', name: 'Billing', open: true },
    description: 'Not of what was created. Of acts: what they changed, as it was',
  })
  before?: object;

  @ApiProperty({
    ...body,
    example: { id: 'billing', name: 'Billing', open: false },
    description: 'Not of what was removed. Of acts: what they changed, as it is',
  })
  after?: object;

  @Text({ min: 0, max: 1024, optional: true, example: 'Has called three times today', description: 'Why' })
  note?: string;

  @Flag({ optional: true, example: true, description: 'Of an assignment: over capacity or past a block was allowed' })
  override?: boolean;

  @Id({ optional: true, example: 'agent-7', description: 'Of an act on a contact: whose it was, or became' })
  agentId?: string;

  @Id({ optional: true, example: 'billing', description: 'Of an act on a contact: its queue after it' })
  queueId?: string;

  @Id({ optional: true, example: '0199c1f0-6a2b-7c3d-8e4f-5a6b7c8d9e0f' })
  offerId?: string;
}
