import {
  CancelDto,
  CompleteDto,
  EnqueueDto,
  ExtendWrapUpDto,
  HandoverDto,
  MergeDto,
  PatchContactDto,
  TransferDto,
} from '../http/dto/contacts.dto.js';
import { AskCallbackDto, AttemptDto } from '../http/dto/callbacks.dto.js';
import { DeclineDto, PresenceDto } from '../http/dto/work.dto.js';
import { Id, Ids, Text } from '../fields.js';

// The bodies of REST, with the id that stands in the path there.

export class PresenceFrame extends PresenceDto {}

export class EnqueueFrame extends EnqueueDto {}

export class OfferAcceptFrame {
  @Id({ example: 'offer-1' })
  offerId: string;
}

export class OfferDeclineFrame extends DeclineDto {
  @Id({ example: 'offer-1' })
  offerId: string;
}

export class CompleteFrame extends CompleteDto {
  @Id({ example: 'call-1' })
  contactId: string;
}

/** `contact.hold`, `contact.unhold`, `contact.park`, `contact.resume` */
export class ContactFrame {
  @Id({ example: 'call-1' })
  contactId: string;
}

export class ExtendWrapUpFrame extends ExtendWrapUpDto {
  @Id({ example: 'call-1' })
  contactId: string;
}

export class TransferFrame extends TransferDto {
  @Id({ example: 'call-1' })
  contactId: string;
}

export class HandoverFrame extends HandoverDto {
  @Id({ example: 'call-1' })
  contactId: string;
}

export class MergeFrame extends MergeDto {
  @Id({ example: 'call-1' })
  contactId: string;
}

export class CancelFrame extends CancelDto {
  @Id({ example: 'call-1' })
  contactId: string;
}

/** `id` is that of the callback. */
export class CallbackFrame extends AskCallbackDto {
  @Id({ example: 'call-1' })
  contactId: string;
}

export class CallbackAttemptFrame extends AttemptDto {
  @Id({ example: 'callback-20260302-0001' })
  contactId: string;
}

export class PatchFrame extends PatchContactDto {
  @Id({ example: 'call-1' })
  contactId: string;
}

/** Ids in one subscribe; more fit into further ones. */
export const MAX_IDS_PER_SUBSCRIBE = 10_000;

export class SubscribeFrame {
  @Ids({
    max: MAX_IDS_PER_SUBSCRIBE,
    optional: true,
    example: ['billing'],
    description: 'Queues to follow; neither queues nor contacts: all contacts of the workspace',
  })
  queues?: string[];

  @Ids({ max: MAX_IDS_PER_SUBSCRIBE, optional: true, example: ['call-1'], description: 'Contacts to follow' })
  contacts?: string[];

  @Text({ max: 64, line: true, optional: true, example: '1.42', description: 'Events after it come first' })
  cursor?: string;
}
