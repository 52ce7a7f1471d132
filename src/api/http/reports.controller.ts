import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { asCsv, asJson } from '../../reports/report-text.js';
import { ReportsService, type ReportName } from '../../reports/reports.service.js';
import { Roles } from './auth.guard.js';
import { Describe } from './describe.js';
import {
  AgentReportAnswer,
  DispositionReportAnswer,
  SkillReportAnswer,
  QueueReportAnswer,
} from './dto/report-answers.dto.js';
import { ReportQuery } from './dto/reports.dto.js';

const STREAMED =
  'Rows by interval and group, written as they are read; where nothing happened there is no row. More than 100,000 are refused.';

@ApiTags('figures')
@Controller('v1/reports')
export class ReportsController {
  constructor(@Inject(ReportsService) private readonly reports: ReportsService) {}

  @Get('queues')
  @Roles('supervisor')
  @Describe({
    summary: 'Waits by queue: what was offered, answered, abandoned, and how long it took',
    description: `Everything belongs to the interval in which the wait began. Grouped by \`queueId\` unless asked otherwise; also \`channel\`. ${STREAMED}`,
    answer: QueueReportAnswer,
    csv: true,
    problems: [400],
  })
  queues(@Query() query: ReportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Readable> {
    return stream(this.reports, 'queues', query, reply);
  }

  @Get('skills')
  @Roles('supervisor')
  @Describe({
    summary: 'Waits by the skills that were asked for',
    description: `As for queues; a contact that asks for two skills is in both rows, one that asks for none in no row. Grouped by \`skillId\` unless asked otherwise; also \`queueId\`, \`channel\`. ${STREAMED}`,
    answer: SkillReportAnswer,
    csv: true,
    problems: [400],
  })
  skills(@Query() query: ReportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Readable> {
    return stream(this.reports, 'skills', query, reply);
  }

  @Get('agents')
  @Roles('supervisor')
  @Describe({
    summary: 'What agents did with their time',
    description: `Time belongs to the intervals in which it was spent, legs and offers to the one in which they ended. Grouped by \`agentId,kind\` unless asked otherwise, or by one of them. ${STREAMED}`,
    answer: AgentReportAnswer,
    csv: true,
    problems: [400],
  })
  agents(@Query() query: ReportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Readable> {
    return stream(this.reports, 'agents', query, reply);
  }

  @Get('dispositions')
  @Roles('supervisor')
  @Describe({
    summary: 'How contacts ended, in the words of those who ended them',
    description: `Contacts that agents or bots ended, in the interval in which they came. Grouped by \`disposition\` unless asked otherwise; also \`queueId\`, \`channel\`, \`agentId\`. ${STREAMED}`,
    answer: DispositionReportAnswer,
    csv: true,
    problems: [400],
  })
  dispositions(@Query() query: ReportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<Readable> {
    return stream(this.reports, 'dispositions', query, reply);
  }
}

/** No faster than the client reads, and no longer than it is there. */
async function stream(
  reports: ReportsService,
  name: ReportName,
  query: ReportQuery,
  reply: FastifyReply,
): Promise<Readable> {
  const { format = 'json', ...request } = query;
  const gone = new AbortController();
  if (reply.raw.destroyed) gone.abort();
  reply.raw.once('close', () => gone.abort());
  const report = await reports.open(name, request, gone.signal);
  if (format === 'csv') {
    void reply.type('text/csv; charset=utf-8; header=present');
    void reply.header('content-disposition', `attachment; filename="${name}.csv"`);
  } else void reply.type('application/json; charset=utf-8');
  return Readable.from(format === 'csv' ? asCsv(report) : asJson(report), { objectMode: false });
}
