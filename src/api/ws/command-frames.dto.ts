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
import { ROW_GROUPS, type RowGroup } from '../../queues/live-row.js';
import { Id, Ids, ManyOf, Text } from '../fields.js';

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

/** Rows that a supervisor's socket may name, all groups together. */
export const MOST_WATCHED = 500;

const WATCHED = { max: MOST_WATCHED, optional: true } as const;

/** What a supervisor's socket watches from now on: nothing else. With nothing named, the workspace's figures alone. */
export class WatchFrame {
  @ManyOf(ROW_GROUPS, {
    optional: true,
    example: ['queue', 'channel'],
    description: 'Of each of these groups the first 100 by id. At the beginning all four are watched like this',
  })
  groups?: RowGroup[];

  @Ids({ ...WATCHED, example: ['billing'], description: `With channels, skills and agents at most ${MOST_WATCHED}` })
  queues?: string[];

  @Ids({ ...WATCHED, example: ['voice'] })
  channels?: string[];

  @Ids({ ...WATCHED, example: ['german'] })
  skills?: string[];

  @Ids({ ...WATCHED, example: ['anna'] })
  agents?: string[];
}
