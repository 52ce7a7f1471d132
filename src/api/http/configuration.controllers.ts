import { Body, Controller, Delete, Get, Headers, Inject, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Principal } from '../../api-keys/principal.js';
import { ConfigurationService, type WriteOptions } from '../../configuration/configuration.service.js';
import { ProfileSettingsService } from '../../profiles/profile-settings.service.js';
import { AgentSettingsService } from '../../webhooks/agent-settings.service.js';
import { AlertSettingsService } from '../../alerts/alert-settings.service.js';
import { agentOf, alertOf, contactTypeOf, hoursOf, profileOf, queueOf } from '../../configuration/definitions.js';
import type { ConfigPage } from '../../configuration/page.js';
import type { ConfigKind, ConfigKinds, Versioned } from '../../store/config-store.js';
import { Roles, Who } from './auth.guard.js';
import { NewPathId, PathId } from './body.js';
import { Describe } from './describe.js';
import { AlertAnswer, AlertDto } from './dto/alerts.dto.js';
import { AgentDto } from './dto/agents.dto.js';
import {
  AgentAnswer,
  ChannelAnswer,
  ContactTypeAnswer,
  HoursAnswer,
  QueueAnswer,
  ReasonCodeAnswer,
  RoutingProfileAnswer,
  SkillAnswer,
} from './dto/configuration-answers.dto.js';
import { ChannelDto } from './dto/channels.dto.js';
import { ContactTypeDto } from './dto/contact-types.dto.js';
import { HoursDto } from './dto/hours.dto.js';
import { DEFAULT_LIMIT, ListQuery } from './dto/list.dto.js';
import { QueueDto } from './dto/queues.dto.js';
import { ReasonCodeDto } from './dto/reason-codes.dto.js';
import { RoutingProfileDto } from './dto/routing-profiles.dto.js';
import { SkillDto } from './dto/skills.dto.js';

type Class = new () => object;

/** Who reads and writes a kind: the service for all of them, or one with more to see to. */
type Settings<K extends ConfigKind> = {
  put(kind: K, value: ConfigKinds[K], options: WriteOptions): Promise<Versioned<object> & { created: boolean }>;
  get(kind: K, id: string): Promise<Versioned<object>>;
  list(kind: K, limit: number, cursor: string | undefined): ConfigPage<object>;
  remove(kind: K, id: string, options: WriteOptions): Promise<void>;
};

/** Makes the four routes of one kind of configuration: they differ in body, answer and defaults alone. */
function resource<K extends ConfigKind>(
  kind: K,
  path: string,
  named: string,
  dto: Class,
  answer: Class,
  valueOf: (id: string, body: never) => ConfigKinds[K],
  service: unknown = ConfigurationService,
): Class {
  @ApiTags('configuration')
  @Controller(`v1/${path}`)
  class ResourceController {
    constructor(@Inject(service as typeof ConfigurationService) private readonly configuration: Settings<K>) {}

    @Put(':id')
    @Roles('supervisor')
    @Describe({
      summary: `Create or replace a ${named}`,
      status: 200,
      also: 201,
      answer,
      problems: [400, 409, 413, 415],
      versioned: true,
    })
    async put(
      @NewPathId(named) id: string,
      @Body() body: object,
      @Headers('if-match') ifMatch: string | undefined,
      @Who() principal: Principal,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<object> {
      const value = valueOf(id, body as never);
      const { note } = body as { note?: string };
      const written = await this.configuration.put(kind, value, { ifMatch, actor: principal.keyId, note });
      if (written.created) void reply.code(201);
      return tagged(reply, written);
    }

    @Get(':id')
    @Roles('supervisor')
    @Describe({ summary: `One ${named}`, answer, problems: [404] })
    async get(@PathId(named) id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
      return tagged(reply, await this.configuration.get(kind, id));
    }

    @Get()
    @Roles('supervisor')
    @Describe({ summary: `List every ${named}, by id`, page: answer, problems: [400] })
    list(@Query() query: ListQuery): ConfigPage<object> {
      return this.configuration.list(kind, query.limit ?? DEFAULT_LIMIT, query.cursor);
    }

    @Delete(':id')
    @Roles('supervisor')
    @Describe({ summary: `Remove a ${named} that nothing uses`, status: 204, problems: [404, 409], versioned: true })
    async remove(
      @PathId(named) id: string,
      @Headers('if-match') ifMatch: string | undefined,
      @Who() principal: Principal,
    ): Promise<void> {
      await this.configuration.remove(kind, id, { ifMatch, actor: principal.keyId });
    }
  }
  // The body's class is known only here: pipe and description read it from the metadata.
  const types = Reflect.getMetadata('design:paramtypes', ResourceController.prototype, 'put') as unknown[];
  Reflect.defineMetadata(
    'design:paramtypes',
    types.map((type, index) => (index === 1 ? dto : type)),
    ResourceController.prototype,
    'put',
  );
  Object.defineProperty(ResourceController, 'name', { value: `${dto.name.replace(/Dto$/, '')}Controller` });
  return ResourceController as unknown as Class;
}

function tagged<T>(reply: FastifyReply, { value, revision }: Versioned<T>): T {
  void reply.header('etag', `"${revision}"`);
  return value;
}

/** Skills, channels, queues, agents, routing profiles, opening hours, reason codes, contact types, alerts. */
export const CONFIGURATION_CONTROLLERS: Class[] = [
  resource('skill', 'skills', 'skill', SkillDto, SkillAnswer, (id, body: SkillDto) => ({ id, ...body })),
  resource('channel', 'channels', 'channel', ChannelDto, ChannelAnswer, (id, body: ChannelDto) => ({ id, ...body })),
  resource('queue', 'queues', 'queue', QueueDto, QueueAnswer, (id, body: QueueDto) => queueOf(id, body)),
  resource(
    'agent',
    'agents',
    'agent',
    AgentDto,
    AgentAnswer,
    (id, body: AgentDto) => agentOf(id, body),
    AgentSettingsService,
  ),
  resource(
    'profile',
    'routing-profiles',
    'routing profile',
    RoutingProfileDto,
    RoutingProfileAnswer,
    (id, body: RoutingProfileDto) => profileOf(id, body),
    ProfileSettingsService,
  ),
  resource('hours', 'hours', 'set of hours', HoursDto, HoursAnswer, (id, body: HoursDto) => hoursOf(id, body)),
  resource('reasonCode', 'reason-codes', 'reason code', ReasonCodeDto, ReasonCodeAnswer, (id, body: ReasonCodeDto) => ({
    id,
    ...body,
  })),
  resource(
    'contactType',
    'contact-types',
    'contact type',
    ContactTypeDto,
    ContactTypeAnswer,
    (id, body: ContactTypeDto) => contactTypeOf(id, body),
  ),
  resource(
    'alert',
    'alerts',
    'alert by a threshold',
    AlertDto,
    AlertAnswer,
    (id, body: AlertDto) => alertOf(id, body),
    AlertSettingsService,
  ),
];
