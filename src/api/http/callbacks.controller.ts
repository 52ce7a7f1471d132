import { Body, Controller, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../../api-keys/principal.js';
import { CallbacksService } from '../../contacts/callbacks.service.js';
import type { ContactView } from '../../contacts/contact.view.js';
import { From, Roles } from './auth.guard.js';
import { PathId } from './body.js';
import { Describe } from './describe.js';
import { ContactAnswer } from './dto/answers.dto.js';
import { AskCallbackDto, AttemptDto } from './dto/callbacks.dto.js';

@ApiTags('contacts')
@Controller('v1/contacts')
export class CallbacksController {
  constructor(@Inject(CallbacksService) private readonly callbacks: CallbacksService) {}

  @Post(':id/callback')
  @Roles('system', 'supervisor')
  @Describe({
    summary: 'Call the customer back instead of holding the line',
    description:
      'The contact, which waits or is offered, ends `cancelled` with the outcome `callback`, and its `callbackId` names ' +
      'the answer: a contact of the channel `callback` that goes on in its place, with its age, credits and rank. An ' +
      'agent needs capacity on that channel. 200 where it stood already. 409 with `contactId` where a callback is open ' +
      'for this customer, known by its id, else by its first identity. With `customerFirst` no agent is asked until the ' +
      'customer is on the line: once an agent is free for it the callback is `scheduled` with `dialling` in its event, ' +
      'and the telephone system calls the customer and says what became of it.',
    status: 201,
    also: 200,
    answer: ContactAnswer,
    problems: [400, 404, 409, 413, 415],
    idempotent: true,
  })
  async ask(
    @PathId('contact') id: string,
    @Body() body: AskCallbackDto,
    @From() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ContactView> {
    const { created, contact } = await this.callbacks.ask(id, body, caller);
    if (!created) void reply.code(200);
    return contact;
  }

  @Post(':id/callback/attempt')
  @Roles('system', 'supervisor', 'agent')
  @Describe({
    summary: 'What became of calling the customer',
    description:
      'While an agent has the callback, or its customer is called first. `reached`: noted, and who was called first ' +
      'waits, with its age, to be offered. Else the agent is free at once, without wrap-up, and the callback is ' +
      '`scheduled` for the next attempt, with its age; after `attempts.max` it ends `completed` with the outcome ' +
      '`notReached`. An offer that an agent declines or misses is no attempt. A customer who was called first and hangs ' +
      'up before an agent has it: cancel with `abandoned`.',
    answer: ContactAnswer,
    problems: [400, 404, 409, 413, 415],
    idempotent: true,
  })
  attempt(@PathId('contact') id: string, @Body() body: AttemptDto, @From() caller: Caller): Promise<ContactView> {
    return this.callbacks.attempt(id, body, caller);
  }
}
