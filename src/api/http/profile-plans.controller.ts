import { Body, Controller, Delete, Get, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../api-keys/principal.js';
import { ProfileSchedulesService, type ScheduleView } from '../../profiles/profile-schedules.service.js';
import type { SwitchbackDefinition, SwitchbackView } from '../../profiles/switchback-view.js';
import { SwitchbackService } from '../../profiles/switchback.service.js';
import { Roles, Who, type ApiRequest } from './auth.guard.js';
import { PathId } from './body.js';
import { Describe } from './describe.js';
import { DEFAULT_LIMIT, ListQuery } from './dto/list.dto.js';
import { ScheduleAnswer, SwitchbackAnswer, SwitchbackDefinitionAnswer } from './dto/profile-plan-answers.dto.js';
import { ScheduleDto, SwitchbackDto } from './dto/profile-plans.dto.js';
import { postIdempotency } from './idempotency.js';

/** What is planned for routing profiles: versions that come into force at a time, and switchbacks. */
@ApiTags('configuration')
@Controller('v1/routing-profiles/:id')
export class ProfilePlansController {
  constructor(
    @Inject(ProfileSchedulesService) private readonly schedules: ProfileSchedulesService,
    @Inject(SwitchbackService) private readonly switchbacks: SwitchbackService,
  ) {}

  @Post('schedule')
  @Roles('supervisor')
  @Describe({
    summary: 'Put a version in force at a time',
    description:
      'What it said becomes a new version then, on every node, as by a rollback, and names who scheduled it. 409 while a switchback runs beyond that time, and for a second one of the same moment.',
    status: 201,
    answer: ScheduleAnswer,
    problems: [400, 404, 409, 413, 415],
    idempotent: true,
  })
  schedule(
    @PathId('routing profile') id: string,
    @Body() body: ScheduleDto,
    @Who() principal: Principal,
    @Req() request: ApiRequest,
  ): Promise<ScheduleView> {
    return this.schedules.schedule(id, body, {
      actor: principal.keyId,
      idempotency: postIdempotency(request, principal),
    });
  }

  @Get('schedule')
  @Roles('supervisor')
  @Describe({
    summary: 'Versions that have yet to come into force, the next first',
    page: ScheduleAnswer,
    problems: [400, 404],
  })
  scheduled(
    @PathId('routing profile') id: string,
    @Query() query: ListQuery,
  ): Promise<{ items: ScheduleView[]; nextCursor: string | null }> {
    return this.schedules.list(id, query.limit ?? DEFAULT_LIMIT, query.cursor);
  }

  @Delete('schedule/:scheduleId')
  @Roles('supervisor')
  @Describe({ summary: 'Cancel what is scheduled', status: 204, problems: [404] })
  cancel(
    @PathId('routing profile') id: string,
    @PathId('schedule', 'scheduleId') scheduleId: string,
    @Who() principal: Principal,
  ): Promise<void> {
    return this.schedules.cancel(id, scheduleId, principal.keyId);
  }

  @Post('switchback')
  @Roles('supervisor')
  @Describe({
    summary: 'Compare two versions by a switchback',
    description:
      'All queues of the profile alternate between the two, block by block, in an order that is drawn within each pair of blocks; the first block begins at once. Until it ends, nothing else changes the profile (409).',
    status: 201,
    answer: SwitchbackDefinitionAnswer,
    problems: [400, 404, 409, 413, 415],
    idempotent: true,
  })
  begin(
    @PathId('routing profile') id: string,
    @Body() body: SwitchbackDto,
    @Who() principal: Principal,
    @Req() request: ApiRequest,
  ): Promise<SwitchbackDefinition> {
    return this.switchbacks.begin(id, body, {
      actor: principal.keyId,
      idempotency: postIdempotency(request, principal),
    });
  }

  @Get('switchback')
  @Roles('supervisor')
  @Describe({
    summary: 'The switchback that runs, or ran last: its blocks, their figures, and what they show',
    description:
      'Figures of a block are those of who came in it past its first 5 minutes. Each is compared over whole pairs of blocks, as a − b with a 95 % interval, or is "not enough yet". Nothing is put in force because of it.',
    answer: SwitchbackAnswer,
    problems: [404],
  })
  view(@PathId('routing profile') id: string): Promise<SwitchbackView> {
    return this.switchbacks.view(id);
  }

  @Delete('switchback')
  @Roles('supervisor')
  @Describe({
    summary: 'End a switchback before its time',
    description: 'In force is then what was before it began. One that has ended stays as it is.',
    answer: SwitchbackDefinitionAnswer,
    problems: [404],
  })
  end(@PathId('routing profile') id: string, @Who() principal: Principal): Promise<SwitchbackDefinition> {
    return this.switchbacks.end(id, principal.keyId);
  }
}
