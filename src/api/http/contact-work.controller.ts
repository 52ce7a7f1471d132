import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../api-keys/principal.js';
import { ContactWorkService } from '../../contacts/contact-work.service.js';
import type { ContactView } from '../../contacts/contact.view.js';
import { From, Roles } from './auth.guard.js';
import { PathId } from './body.js';
import { Describe } from './describe.js';
import { ContactAnswer } from './dto/answers.dto.js';
import { ExtendWrapUpDto, HandoverDto, MergeDto, NothingDto, TransferDto } from './dto/contacts.dto.js';

/** A command that says nothing but itself. */
function Work(summary: string, description?: string): MethodDecorator {
  return Describe({
    summary,
    description,
    answer: ContactAnswer,
    problems: [400, 404, 409, 413, 415],
    idempotent: true,
  });
}

@ApiTags('contacts')
@Controller('v1/contacts')
export class ContactWorkController {
  constructor(@Inject(ContactWorkService) private readonly work: ContactWorkService) {}

  @Post(':id/hold')
  @Roles('system', 'supervisor', 'agent')
  @Work('The customer is on hold')
  hold(@PathId('contact') id: string, @Body() _: NothingDto, @From() caller: Caller): Promise<ContactView> {
    return this.work.hold(id, true, caller);
  }

  @Post(':id/unhold')
  @Roles('system', 'supervisor', 'agent')
  @Work('The customer is on hold no more')
  unhold(@PathId('contact') id: string, @Body() _: NothingDto, @From() caller: Caller): Promise<ContactView> {
    return this.work.hold(id, false, caller);
  }

  @Post(':id/extend-wrap-up')
  @Roles('supervisor', 'agent')
  @Work(
    'The agent needs more time for wrap-up',
    'It lasts at least so many seconds from now on, and never less than it would have; an hour after the talk at most.',
  )
  extend(@PathId('contact') id: string, @Body() body: ExtendWrapUpDto, @From() caller: Caller): Promise<ContactView> {
    return this.work.extendWrapUp(id, body.seconds, caller);
  }

  @Post(':id/park')
  @Roles('system', 'supervisor', 'agent')
  @Work('Set an active contact aside until its customer goes on', 'It takes no capacity; there is no wrap-up.')
  park(@PathId('contact') id: string, @Body() _: NothingDto, @From() caller: Caller): Promise<ContactView> {
    return this.work.park(id, caller);
  }

  @Post(':id/resume')
  @Roles('system', 'supervisor', 'agent')
  @Work(
    'The customer of a parked contact goes on',
    "It waits with its age: for the queue's affinityWaitSeconds for the agent who parked it, if that one is available.",
  )
  resume(@PathId('contact') id: string, @Body() _: NothingDto, @From() caller: Caller): Promise<ContactView> {
    return this.work.resume(id, caller);
  }

  @Post(':id/transfer')
  @Roles('system', 'supervisor', 'agent')
  @Work(
    'Give an active contact to a queue or an agent, or ask there first',
    'blind: it waits there and its agent is free, without wrap-up. consult: a contact of its own waits there, with ' +
      'consultFor; the first agent stays until transfer/complete or transfer/cancel.',
  )
  transfer(@PathId('contact') id: string, @Body() body: TransferDto, @From() caller: Caller): Promise<ContactView> {
    return this.work.transfer(id, body, caller);
  }

  @Post(':id/handover')
  @Roles('system', 'supervisor', 'agent')
  @Work('Give a contact from a bot to people', 'It waits in its queue with its age; no bot gets it any more.')
  handOver(@PathId('contact') id: string, @Body() body: HandoverDto, @From() caller: Caller): Promise<ContactView> {
    return this.work.handOver(id, body, caller);
  }

  @Post(':id/merge')
  @Roles('system', 'supervisor', 'agent')
  @Work(
    'End a contact whose matter goes on in another',
    'It ends cancelled, with the outcome merged and mergedInto; an agent who has it is free at once. The other must not ' +
      'have ended; it stays as it is and names it in mergedContacts. Neither may consult.',
  )
  merge(@PathId('contact') id: string, @Body() body: MergeDto, @From() caller: Caller): Promise<ContactView> {
    return this.work.merge(id, body, caller);
  }

  @Post(':id/transfer/complete')
  @Roles('system', 'supervisor', 'agent')
  @Work('The agent who answered the consult has the contact from now on')
  complete(@PathId('contact') id: string, @Body() _: NothingDto, @From() caller: Caller): Promise<ContactView> {
    return this.work.completeTransfer(id, caller);
  }

  @Post(':id/transfer/cancel')
  @Roles('system', 'supervisor', 'agent')
  @Work('The contact stays with its agent; the consult ends')
  cancel(@PathId('contact') id: string, @Body() _: NothingDto, @From() caller: Caller): Promise<ContactView> {
    return this.work.cancelTransfer(id, caller);
  }
}
