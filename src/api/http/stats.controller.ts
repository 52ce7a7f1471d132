import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ConfigPage } from '../../configuration/page.js';
import type { LiveRow } from '../../queues/live-row.js';
import { QueueGapsService, type GapsView } from '../../queues/queue-gaps.service.js';
import { QueueStatsService, type StatsView } from '../../queues/queue-stats.service.js';
import { Roles } from './auth.guard.js';
import { PathId } from './body.js';
import { Describe } from './describe.js';
import { GapsAnswer, StatsAnswer } from './dto/figure-answers.dto.js';
import { DEFAULT_LIMIT, ListQuery } from './dto/list.dto.js';
import { AgentStatsAnswer, ChannelStatsAnswer, QueueStatsAnswer, SkillStatsAnswer } from './dto/live-rows.dto.js';

@ApiTags('figures')
@Controller('v1')
export class StatsController {
  constructor(
    @Inject(QueueStatsService) private readonly stats: QueueStatsService,
    @Inject(QueueGapsService) private readonly gaps: QueueGapsService,
  ) {}

  @Get('queues/:id/stats')
  @Roles('supervisor')
  @Describe({ summary: 'How a queue stands', answer: StatsAnswer, problems: [404] })
  ofQueue(@PathId('queue') id: string): Promise<StatsView> {
    return this.stats.ofQueue(id);
  }

  @Get('queues/:id/gaps')
  @Roles('supervisor')
  @Describe({
    summary: 'Skills that waiting contacts of a queue ask for and nobody has',
    description:
      'Skills, at the levels asked for, that no agent of the queue is configured with (`configuredAgents` 0) or that nobody on duty has (`onDutyAgents` 0). Of a longer queue the first 5,000 in line are looked at, and at most 200 gaps are listed: then `truncated` is true.',
    answer: GapsAnswer,
    problems: [404],
  })
  gapsOf(@PathId('queue') id: string): Promise<GapsView> {
    return this.gaps.ofQueue(id);
  }

  @Get('stats')
  @Roles('supervisor')
  @Describe({ summary: 'How all queues together stand', answer: StatsAnswer })
  ofAll(): Promise<StatsView> {
    return this.stats.ofAll();
  }

  @Get('stats/queues')
  @Roles('supervisor')
  @Describe({ summary: 'How each queue stands, by id', page: QueueStatsAnswer, problems: [400] })
  ofQueues(@Query() query: ListQuery): Promise<ConfigPage<LiveRow>> {
    return this.stats.page('queue', query.limit ?? DEFAULT_LIMIT, query.cursor);
  }

  @Get('stats/channels')
  @Roles('supervisor')
  @Describe({ summary: 'How each channel stands, by id', page: ChannelStatsAnswer, problems: [400] })
  ofChannels(@Query() query: ListQuery): Promise<ConfigPage<LiveRow>> {
    return this.stats.page('channel', query.limit ?? DEFAULT_LIMIT, query.cursor);
  }

  @Get('stats/skills')
  @Roles('supervisor')
  @Describe({
    summary: 'How what asks for each skill stands, by id',
    description: 'A contact that asks for two skills, mandatory or wished, counts with both.',
    page: SkillStatsAnswer,
    problems: [400],
  })
  ofSkills(@Query() query: ListQuery): Promise<ConfigPage<LiveRow>> {
    return this.stats.page('skill', query.limit ?? DEFAULT_LIMIT, query.cursor);
  }

  @Get('stats/agents')
  @Roles('supervisor')
  @Describe({ summary: 'What each agent does and has done, by id', page: AgentStatsAnswer, problems: [400] })
  ofAgents(@Query() query: ListQuery): Promise<ConfigPage<LiveRow>> {
    return this.stats.page('agent', query.limit ?? DEFAULT_LIMIT, query.cursor);
  }
}
