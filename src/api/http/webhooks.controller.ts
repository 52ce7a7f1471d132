import { Body, Controller, Delete, Get, Headers, Inject, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller, Principal } from '../../api-keys/principal.js';
import type { ConfigPage } from '../../configuration/page.js';
import type { Page } from '../../contacts/history.port.js';
import type { DeadLetterView } from '../../webhooks/dead-letters.js';
import { SubscriptionsService, type WebhookView } from '../../webhooks/subscriptions.service.js';
import { From, Roles, Who } from './auth.guard.js';
import { NewPathId, PathId } from './body.js';
import { Describe } from './describe.js';
import { DEFAULT_LIMIT, ListQuery } from './dto/list.dto.js';
import { DeadLetterAnswer, ReplayAnswer, ReplayDto, WebhookAnswer, WebhookDto } from './dto/webhooks.dto.js';

@ApiTags('webhooks')
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(@Inject(SubscriptionsService) private readonly subscriptions: SubscriptionsService) {}

  @Put(':id')
  @Roles('supervisor')
  @Describe({
    summary: 'Create or replace a webhook',
    description:
      "Gets contacts' events by POST: the bodies that `notifyUrl` and system sockets get, as CloudEvents 1.0 in binary mode (`ce-id`, `ce-source`, `ce-type`, `ce-time`, `ce-subject`: the contact), signed as the Standard Webhooks specification says (`webhook-id`, the same at each attempt; `webhook-timestamp`; `webhook-signature`). At least once and in order per contact; anything but 2xx within 15 s is tried again for 24 h, then it is a dead letter. A secret that the server makes is told in this answer alone: `rotateSecret` makes another, a new `secret` replaces it, and either way the one before signs too for 24 h.",
    status: 200,
    also: 201,
    answer: WebhookAnswer,
    problems: [400, 409, 413, 415],
    versioned: true,
  })
  async put(
    @NewPathId('webhook') id: string,
    @Body() body: WebhookDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Who() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookView> {
    const written = await this.subscriptions.put(id, body, { ifMatch, actor: principal.keyId });
    if (written.created) void reply.code(201);
    // It may hold a secret.
    void reply.header('etag', `"${written.revision}"`).header('cache-control', 'no-store');
    return written.value;
  }

  @Get(':id')
  @Roles('supervisor')
  @Describe({ summary: 'One webhook, without its secret', answer: WebhookAnswer, problems: [404] })
  async get(@PathId('webhook') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<WebhookView> {
    const { value, revision } = await this.subscriptions.get(id);
    void reply.header('etag', `"${revision}"`);
    return value;
  }

  @Get()
  @Roles('supervisor')
  @Describe({ summary: 'List every webhook, by id, without their secrets', page: WebhookAnswer, problems: [400] })
  list(@Query() query: ListQuery): ConfigPage<WebhookView> {
    return this.subscriptions.list(query.limit ?? DEFAULT_LIMIT, query.cursor);
  }

  @Delete(':id')
  @Roles('supervisor')
  @Describe({
    summary: 'Remove a webhook, what is undelivered to it and its dead letters',
    status: 204,
    problems: [404],
    versioned: true,
  })
  async remove(
    @PathId('webhook') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Who() principal: Principal,
  ): Promise<void> {
    await this.subscriptions.remove(id, { ifMatch, actor: principal.keyId });
  }

  @Get(':id/dead-letters')
  @Roles('supervisor')
  @Describe({
    summary: 'Events that a webhook did not get, in the order in which they were given up',
    description: 'The latest 10,000 are kept, older ones go; all go when none has come for 30 days.',
    page: DeadLetterAnswer,
    problems: [400, 404],
  })
  letters(@PathId('webhook') id: string, @Query() query: ListQuery): Promise<Page<DeadLetterView>> {
    return this.subscriptions.letters(id, query.limit ?? DEFAULT_LIMIT, query.cursor);
  }

  @Post(':id/dead-letters::replay')
  @Roles('supervisor')
  @Describe({
    summary: 'Deliver dead letters again, all or some',
    description:
      'They leave the list and go, in order, before what is still to be delivered of their contacts; for 24 h again.',
    answer: ReplayAnswer,
    problems: [400, 404, 413, 415, 429],
    idempotent: true,
  })
  replay(
    @PathId('webhook') id: string,
    @Body() body: ReplayDto,
    @From() caller: Caller,
  ): Promise<{ replayed: number }> {
    return this.subscriptions.replay(id, body.ids, caller);
  }
}
