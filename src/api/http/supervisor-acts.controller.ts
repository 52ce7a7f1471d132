import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../api-keys/principal.js';
import type { ContactView } from '../../contacts/contact.view.js';
import { SupervisorActsService } from '../../contacts/supervisor-acts.service.js';
import { From, Roles } from './auth.guard.js';
import { PathId } from './body.js';
import { Describe } from './describe.js';
import { ContactAnswer } from './dto/answers.dto.js';
import { AssignDto, PullToFrontDto } from './dto/contacts.dto.js';

@ApiTags('contacts')
@Controller('v1/contacts')
export class SupervisorActsController {
  constructor(@Inject(SupervisorActsService) private readonly acts: SupervisorActsService) {}

  @Post(':id/pull-to-front')
  @Roles('supervisor')
  @Describe({
    summary: 'A contact that waits comes before all others of its queue',
    description:
      'Now and later, until an agent takes it: a credit that lasts over declines, misses, PATCH and new weights, and stands ' +
      'in its decisions as `front`. It counts in every queue that its agents serve. Of several the order among them is what ' +
      'it was. Waiting or offered, else 409. In the audit.',
    answer: ContactAnswer,
    problems: [400, 404, 409, 413, 415],
    idempotent: true,
  })
  pull(@PathId('contact') id: string, @Body() body: PullToFrontDto, @From() caller: Caller): Promise<ContactView> {
    return this.acts.pullToFront(id, body.note, caller);
  }

  @Post(':id/assign')
  @Roles('supervisor')
  @Describe({
    summary: 'Offer a contact that waits to an agent by hand',
    description:
      'An offer like any other, with a decision of the trigger `supervisor` that names whose word it was and what it was made ' +
      'despite: skills, queues, reservations and earlier declines do not forbid it. Over capacity, or past a block, only with ' +
      '`override`. 409 with what forbids it as `state`: where the contact does not wait its state; of the agent `unavailable`, ' +
      '`offline`, `notResponding`, `channelNotToday`, `channelNotConfigured`, `capacityFull`, `blockedByChannel`. In the audit.',
    answer: ContactAnswer,
    problems: [400, 404, 409, 413, 415],
    idempotent: true,
  })
  assign(@PathId('contact') id: string, @Body() body: AssignDto, @From() caller: Caller): Promise<ContactView> {
    return this.acts.assign(id, body, caller);
  }
}
