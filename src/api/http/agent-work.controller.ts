import { Body, Controller, Delete, Get, Inject, Post, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PresenceService, type AgentStateView, type PresenceView } from '../../agents/presence.service.js';
import type { Caller, Principal } from '../../api-keys/principal.js';
import { From, Roles, Who } from './auth.guard.js';
import { NewPathId, PathId } from './body.js';
import { Describe } from './describe.js';
import { AgentStateAnswer, PresenceAnswer } from './dto/answers.dto.js';
import { ExternalLoadDto, PresenceDto } from './dto/work.dto.js';
import { NothingDto } from './dto/contacts.dto.js';

@ApiTags('agents at work')
@Controller('v1/agents')
export class AgentWorkController {
  constructor(@Inject(PresenceService) private readonly presence: PresenceService) {}

  @Post(':id/presence')
  @Roles('agent', 'system', 'supervisor')
  @Describe({
    summary: 'Say whether the agent takes contacts',
    answer: PresenceAnswer,
    problems: [400, 404, 409, 413, 415],
    idempotent: true,
  })
  set(@PathId('agent') id: string, @Body() body: PresenceDto, @From() caller: Caller): Promise<PresenceView> {
    return this.presence.set(id, body, caller);
  }

  @Get(':id/state')
  @Roles('agent', 'system', 'supervisor')
  @Describe({ summary: 'Presence, load, offers and contacts of an agent', answer: AgentStateAnswer, problems: [404] })
  state(@PathId('agent') id: string, @Who() principal: Principal): Promise<AgentStateView> {
    return this.presence.state(id, principal);
  }

  @Put(':id/external-load/:ref')
  @Roles('system')
  @Describe({
    summary: 'Work elsewhere that takes capacity',
    status: 200,
    also: 201,
    answer: PresenceAnswer,
    problems: [400, 404, 409, 413, 415],
  })
  async putLoad(
    @PathId('agent') id: string,
    @NewPathId('load', 'ref') ref: string,
    @Body() body: ExternalLoadDto,
    @From() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PresenceView> {
    const { created, agent } = await this.presence.putExternalLoad(id, ref, body, caller);
    if (created) void reply.code(201);
    return agent;
  }

  @Post(':id/external-load/:ref')
  @Roles('system')
  @Describe({
    summary: 'Work elsewhere that takes capacity, for systems that cannot PUT',
    status: 200,
    also: 201,
    answer: PresenceAnswer,
    problems: [400, 404, 409, 413, 415],
  })
  postLoad(
    @PathId('agent') id: string,
    @NewPathId('load', 'ref') ref: string,
    @Body() body: ExternalLoadDto,
    @From() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PresenceView> {
    return this.putLoad(id, ref, body, caller, reply);
  }

  @Post(':id/external-load/:ref/end')
  @Roles('system')
  @Describe({ summary: 'The work elsewhere has ended, for systems that cannot DELETE', status: 204, problems: [404] })
  endLoad(
    @PathId('agent') id: string,
    @PathId('load', 'ref') ref: string,
    @Body() _: NothingDto,
    @From() caller: Caller,
  ): Promise<void> {
    return this.deleteLoad(id, ref, caller);
  }

  @Delete(':id/external-load/:ref')
  @Roles('system')
  @Describe({ summary: 'The work elsewhere has ended', status: 204, problems: [404] })
  async deleteLoad(
    @PathId('agent') id: string,
    @PathId('load', 'ref') ref: string,
    @From() caller: Caller,
  ): Promise<void> {
    await this.presence.deleteExternalLoad(id, ref, caller);
  }
}
