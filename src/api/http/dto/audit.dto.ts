import { ApiProperty } from '@nestjs/swagger';
import { AUDITED, type Audited } from '../../../audit/audit.service.js';
import { Id, Instant, Nested, OneOf } from '../../fields.js';
import { VersionAuthorAnswer } from './configuration-answers.dto.js';
import { ListQuery } from './list.dto.js';

export class AuditQuery extends ListQuery {
  @OneOf(AUDITED, { optional: true, description: 'Only of this kind' })
  kind?: Audited;

  @Id({ optional: true, description: 'Only of this id' })
  id?: string;
}

const body = { type: 'object', additionalProperties: true, required: false as never } as const;

export class AuditEntryAnswer {
  @Instant()
  at: string;

  @Nested(() => VersionAuthorAnswer)
  by: VersionAuthorAnswer;

  @OneOf(['created', 'replaced', 'removed'], { example: 'replaced' })
  action: string;

  @OneOf(AUDITED, { example: 'queue' })
  kind: string;

  @Id({ example: 'billing' })
  id: string;

  @ApiProperty({
    ...body,
    example: { id: 'billing', name: 'Billing', open: true },
    description: 'Not of what was created',
  })
  before?: object;

  @ApiProperty({
    ...body,
    example: { id: 'billing', name: 'Billing', open: false },
    description: 'Not of what was removed',
  })
  after?: object;
}
