import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Principal } from '../../api-keys/principal.js';
import { ProfileSettingsService, type ProfileView, type VersionView } from '../../profiles/profile-settings.service.js';
import { Roles, Who, type ApiRequest } from './auth.guard.js';
import { PathId } from './body.js';
import { Describe } from './describe.js';
import { RoutingProfileAnswer, ProfileVersionAnswer } from './dto/configuration-answers.dto.js';
import { DEFAULT_LIMIT, ListQuery } from './dto/list.dto.js';
import { RollbackDto } from './dto/routing-profiles.dto.js';
import { postIdempotency } from './idempotency.js';

/** What routing profiles have beyond other configuration. */
@ApiTags('configuration')
@Controller('v1/routing-profiles/:id')
export class RoutingProfilesController {
  constructor(@Inject(ProfileSettingsService) private readonly profiles: ProfileSettingsService) {}

  @Get('versions')
  @Roles('supervisor')
  @Describe({
    summary: 'Every version of a routing profile, newest first',
    description: 'Who made it, when, why, and what it changed. A removed profile keeps its versions.',
    page: ProfileVersionAnswer,
    problems: [400, 404],
  })
  versions(
    @PathId('routing profile') id: string,
    @Query() query: ListQuery,
  ): Promise<{ items: VersionView[]; nextCursor: string | null }> {
    return this.profiles.versions(id, query.limit ?? DEFAULT_LIMIT, query.cursor);
  }

  @Post('rollback')
  @Roles('supervisor')
  @Describe({
    summary: 'Put an earlier version in force again',
    description: 'What it said becomes a new version; nothing is deleted. 409 while a switchback runs.',
    answer: RoutingProfileAnswer,
    problems: [400, 404, 409, 413, 415],
    idempotent: true,
  })
  async rollback(
    @PathId('routing profile') id: string,
    @Body() body: RollbackDto,
    @Who() principal: Principal,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProfileView> {
    const { value, revision } = await this.profiles.rollback(id, body, {
      actor: principal.keyId,
      idempotency: postIdempotency(request, principal),
    });
    void reply.header('etag', `"${revision}"`);
    return value;
  }
}
