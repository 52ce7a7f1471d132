import { Body, Controller, Delete, Get, Headers, Inject, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Principal } from '../../api-keys/principal.js';
import type { ConfigPage } from '../../configuration/page.js';
import { DomainError } from '../../domain/errors.js';
import type { FieldError } from '../../hooks/field-error.js';
import { HooksService, type HookView } from '../../hooks/hooks.service.js';
import { validateBody } from '../validate.js';
import { Public, Roles, Who } from './auth.guard.js';
import { NewPathId, PathId } from './body.js';
import { Describe } from './describe.js';
import { EnqueueDto } from './dto/contacts.dto.js';
import { DryRunAnswer, HookAnswer, HookDto, HookedAnswer } from './dto/hooks.dto.js';
import { DEFAULT_LIMIT, ListQuery } from './dto/list.dto.js';
import { signedText, type SignedRequest } from './signed-text.js';

const ANY_JSON = { schema: { description: 'Whatever the mapping reads' } };

@ApiTags('hooks')
@Controller('v1/hooks')
export class HooksController {
  constructor(@Inject(HooksService) private readonly hooks: HooksService) {}

  @Put(':id')
  @Roles('supervisor')
  @Describe({
    summary: 'Create or replace a hook: what is posted to it becomes a contact by a mapping',
    status: 200,
    also: 201,
    answer: HookAnswer,
    problems: [400, 409, 413, 415],
    versioned: true,
  })
  async put(
    @NewPathId('hook') id: string,
    @Body() body: HookDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Who() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HookView> {
    const written = await this.hooks.put(id, body, { ifMatch, actor: principal.keyId });
    if (written.created) void reply.code(201);
    // It may hold a secret.
    void reply.header('etag', `"${written.revision}"`).header('cache-control', 'no-store');
    return written.value;
  }

  @Get(':id')
  @Roles('supervisor')
  @Describe({ summary: 'One hook, without its secret', answer: HookAnswer, problems: [404] })
  async get(@PathId('hook') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<HookView> {
    const { value, revision } = await this.hooks.get(id);
    void reply.header('etag', `"${revision}"`);
    return value;
  }

  @Get()
  @Roles('supervisor')
  @Describe({ summary: 'List every hook, by id, without their secrets', page: HookAnswer, problems: [400] })
  list(@Query() query: ListQuery): ConfigPage<HookView> {
    return this.hooks.list(query.limit ?? DEFAULT_LIMIT, query.cursor);
  }

  @Delete(':id')
  @Roles('supervisor')
  @Describe({ summary: 'Remove a hook', status: 204, problems: [404], versioned: true })
  async remove(
    @PathId('hook') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Who() principal: Principal,
  ): Promise<void> {
    await this.hooks.remove(id, { ifMatch, actor: principal.keyId });
  }

  @Post(':id')
  @Public()
  @Describe({
    summary: 'Enqueue what the mapping makes of the body',
    description:
      "Without a key: signed with the hook's secret as the Standard Webhooks specification says, at most 300 s ago. The same `webhook-id` again is the same contact: 200.",
    status: 201,
    also: 200,
    answer: HookedAnswer,
    problems: [400, 401, 404, 409, 413, 415, 429],
    open: true,
  })
  @ApiBody(ANY_JSON)
  @ApiHeader({ name: 'webhook-id', required: true, description: 'Names the message', schema: { type: 'string' } })
  @ApiHeader({ name: 'webhook-timestamp', required: true, description: 'Unix time, s', schema: { type: 'string' } })
  @ApiHeader({ name: 'webhook-signature', required: true, description: 'v1,…', schema: { type: 'string' } })
  async deliver(
    @PathId('hook') id: string,
    @Body() body: unknown,
    @Req() request: SignedRequest,
    @Headers('webhook-id') messageId: string | undefined,
    @Headers('webhook-timestamp') timestamp: string | undefined,
    @Headers('webhook-signature') signature: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HookedAnswer> {
    const posted = { messageId, timestamp, signature, text: signedText(request) };
    const asked = validateBody(EnqueueDto, await this.hooks.accept(id, posted, body));
    const { created, contact } = await this.hooks.enqueue(id, asked);
    if (!created) void reply.code(200);
    return { contactId: contact.id, state: contact.state };
  }

  @Post(':id/dry-run')
  @Roles('supervisor')
  @Describe({
    summary: 'What a body posted to the hook would be made of',
    description: 'Nothing is enqueued. `errors` tells what would refuse it; empty: nothing that is known before.',
    answer: DryRunAnswer,
    problems: [400, 404, 413, 415],
  })
  @ApiBody(ANY_JSON)
  async dryRun(@PathId('hook') id: string, @Body() body: unknown): Promise<DryRunAnswer> {
    const contact = await this.hooks.preview(id, body);
    return { contact, errors: await faultsOf(this.hooks, contact) };
  }
}

/** What would refuse the contact; only what says where. */
async function faultsOf(hooks: HooksService, contact: Record<string, unknown>): Promise<FieldError[]> {
  try {
    await hooks.check(validateBody(EnqueueDto, contact));
    return [];
  } catch (error) {
    const { errors } = error instanceof DomainError ? error.details : {};
    if (errors === undefined) throw error;
    return [...errors];
  }
}
