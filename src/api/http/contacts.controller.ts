import { Body, Controller, Get, Inject, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller, Principal } from '../../api-keys/principal.js';
import type { ContactView } from '../../contacts/contact.view.js';
import { ContactsService } from '../../contacts/contacts.service.js';
import type { Page } from '../../contacts/history.port.js';
import { From, Roles, Who } from './auth.guard.js';
import { PathId } from './body.js';
import { Describe } from './describe.js';
import { ContactAnswer, ReconcileAnswer } from './dto/answers.dto.js';
import {
  CancelDto,
  CompleteDto,
  ContactListQuery,
  EnqueueDto,
  PatchContactDto,
  ReconcileDto,
  RequeueDto,
} from './dto/contacts.dto.js';
import { DEFAULT_LIMIT } from './dto/list.dto.js';

@ApiTags('contacts')
@Controller('v1')
export class ContactsController {
  constructor(@Inject(ContactsService) private readonly contacts: ContactsService) {}

  @Post('contacts')
  @Roles('system', 'supervisor')
  @Describe({
    summary: 'Enqueue a contact',
    description: '200 where it stood already with an equal body.',
    status: 201,
    also: 200,
    answer: ContactAnswer,
    problems: [400, 409, 413, 415, 429],
    idempotent: true,
  })
  async enqueue(
    @Body() body: EnqueueDto,
    @From() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ContactView> {
    const { created, contact } = await this.contacts.enqueue(body, caller);
    if (!created) void reply.code(200);
    return contact;
  }

  @Get('contacts')
  @Roles('system', 'supervisor', 'agent')
  @Describe({ summary: 'List contacts, newest first', page: ContactAnswer, problems: [400] })
  list(@Query() query: ContactListQuery, @Who() principal: Principal): Promise<Page<ContactView>> {
    const { limit = DEFAULT_LIMIT, cursor, ...filter } = query;
    return this.contacts.list(filter, limit, cursor, principal);
  }

  @Get('contacts/:id')
  @Roles('system', 'supervisor', 'agent')
  @Describe({ summary: 'One contact', answer: ContactAnswer, problems: [404] })
  get(@PathId('contact') id: string, @Who() principal: Principal): Promise<ContactView> {
    return this.contacts.get(id, principal);
  }

  @Patch('contacts/:id')
  @Roles('system', 'supervisor', 'agent')
  @Describe({
    summary: 'Change what a contact asks for',
    description: 'Re-scored at once; age is kept.',
    answer: ContactAnswer,
    problems: [400, 404, 409, 413, 415],
  })
  patch(@PathId('contact') id: string, @Body() body: PatchContactDto, @From() caller: Caller): Promise<ContactView> {
    return this.contacts.patch(id, body, caller);
  }

  @Post('contacts/:id/cancel')
  @Roles('system', 'supervisor', 'agent')
  @Describe({
    summary: 'End a contact that nobody serves',
    answer: ContactAnswer,
    problems: [400, 404, 409, 413, 415],
    idempotent: true,
  })
  cancel(@PathId('contact') id: string, @Body() body: CancelDto, @From() caller: Caller): Promise<ContactView> {
    return this.contacts.cancel(id, body, caller);
  }

  @Post('contacts/:id/requeue')
  @Roles('system')
  @Describe({
    summary: 'Back into the queue with its age: the connection failed',
    answer: ContactAnswer,
    problems: [400, 404, 409, 413, 415],
    idempotent: true,
  })
  requeue(@PathId('contact') id: string, @Body() body: RequeueDto, @From() caller: Caller): Promise<ContactView> {
    return this.contacts.requeue(id, body.reason, caller);
  }

  @Post('contacts/:id/complete')
  @Roles('system', 'supervisor', 'agent')
  @Describe({
    summary: 'End the talk, or the wrap-up',
    answer: ContactAnswer,
    problems: [400, 404, 409, 413, 415],
    idempotent: true,
  })
  complete(@PathId('contact') id: string, @Body() body: CompleteDto, @From() caller: Caller): Promise<ContactView> {
    return this.contacts.complete(id, body, caller);
  }

  @Post('contacts::reconcile')
  @Roles('system')
  @Describe({
    summary: "End this key's active contacts of a channel that are not listed",
    answer: ReconcileAnswer,
    problems: [400, 413, 415],
    idempotent: true,
  })
  reconcile(@Body() body: ReconcileDto, @From() caller: Caller): Promise<{ ended: string[] }> {
    return this.contacts.reconcile(body.channel, body.openIds, caller);
  }
}
