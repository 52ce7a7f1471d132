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
    summary: 'Who changed what, newest first',
    description:
      'Configuration, and what supervisors and admins did to single contacts and to presences, each with what it was ' +
      'before and after. Secrets are left out. An act is told as soon as it is answered, unless the archive is more than ' +
      'a second behind.',
    page: AuditEntryAnswer,
    problems: [400],
  })
  list(@Query() query: AuditQuery): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
    const { limit = DEFAULT_LIMIT, cursor, ...request } = query;
    return this.audit.list(request, limit, cursor);
  }
}
