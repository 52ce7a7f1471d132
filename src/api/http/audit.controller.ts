import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuditService, type AuditEntry } from '../../audit/audit.service.js';
import { Roles } from './auth.guard.js';
import { Describe } from './describe.js';
import { AuditEntryAnswer, AuditQuery } from './dto/audit.dto.js';
import { DEFAULT_LIMIT } from './dto/list.dto.js';

@ApiTags('audit')
@Controller('v1/audit')
export class AuditController {
  constructor(@Inject(AuditService) private readonly audit: AuditService) {}

  @Get()
  @Roles('supervisor')
  @Describe({
    summary: 'Who changed which configuration, newest first',
    description: 'With what it was before and after. Secrets are left out.',
    page: AuditEntryAnswer,
    problems: [400],
  })
  list(@Query() query: AuditQuery): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
    const { kind, id, limit = DEFAULT_LIMIT, cursor } = query;
    return this.audit.list({ kind, id }, limit, cursor);
  }
}
