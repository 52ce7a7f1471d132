import { CANCEL_REASONS, ENDED_BY, TRANSFER_MODES } from '../../../contacts/contact-request.js';
import { CONTACT_STATES, type BotAcceptance, type ContactState } from '../../../domain/contact.js';
import { FieldValues } from '../../field-values.js';
import {
  Flag,
  FreeJson,
  Id,
  Ids,
  Instant,
  Int,
  Nested,
  NestedList,
  Num,
  NumOr,
  OneOf,
  Text,
  Url,
} from '../../fields.js';
import { CallbackDto } from './callbacks.dto.js';
import { IdentityDto } from './identity.dto.js';
import { ListQuery } from './list.dto.js';

export class RequirementDto {
  @Id({ example: 'lang:de' })
  skillId: string;

  @Int({ min: 1, max: 10, optional: true, default: 1, example: 5 })
  minLevel?: number;

  @Flag({
    optional: true,
    default: true,
    description: 'A wished skill (false) excludes nobody; it only counts in credits',
  })
  mandatory?: boolean;

  @Flag({ optional: true, default: true, description: 'Whether relaxation steps may lower or drop it' })
  relaxable?: boolean;
}

export class CustomerDto {
  @Text({ max: 128, line: true, optional: true, example: 'C-4711' })
  id?: string;

  @NestedList(() => IdentityDto, { max: 32, optional: true, example: [{ kind: 'phone', value: '+49301234567' }] })
  identities?: IdentityDto[];

  @Text({ min: 0, max: 256, line: true, optional: true, example: 'Ada Muster' })
  name?: string;

  @Num({ min: 0, max: 1, optional: true, example: 0.7, description: 'Customer value; unknown counts as 0' })
  value?: number;

  @Text({ min: 0, max: 128, line: true, optional: true, example: 'gold' })
  segment?: string;
}

export class EnqueueDto {
  @Id({ optional: true, example: 'call-20260302-0001', description: 'Made by the server when left out' })
  id?: string;

  @Id({ example: 'voice' })
  channel: string;

  @Id({ example: 'billing' })
  queueId: string;

  @NestedList(() => RequirementDto, { max: 64, optional: true, example: [{ skillId: 'lang:de', minLevel: 5 }] })
  requirements?: RequirementDto[];

  @Num({ min: 0, max: 10, optional: true, default: 0, example: 3 })
  priority?: number;

  @Nested(() => CustomerDto, { optional: true, example: { id: 'C-4711', value: 0.7 } })
  customer?: CustomerDto;

  @Text({ max: 64, line: true, optional: true, example: 'cancellation' })
  journeyStage?: string;

  @Id({ optional: true, example: 'agent-7' })
  preferredAgentId?: string;

  @NumOr('never', {
    min: 0,
    max: 1,
    optional: true,
    example: 0.8,
    description: 'How gladly it is served by a bot; unknown counts as 0.5, never leaves it to humans',
  })
  botAcceptance?: BotAcceptance;

  @Text({
    max: 35,
    line: true,
    optional: true,
    example: 'de',
    description: 'Id of a skill that its agent must have, at whatever level; no step relaxes it',
  })
  language?: string;

  @Text({
    min: 0,
    max: 1024,
    bytes: true,
    optional: true,
    example: 'leg-889',
    description: 'Opaque, in every message about the contact; up to 1 KiB',
  })
  correlation?: string;

  @Instant({ optional: true, description: "Left out: the contact type's longest handling after the enqueue" })
  dueAt?: string;

  @Id({ optional: true, example: 'complaint', description: 'What its end must tell, and by when it is due' })
  contactTypeId?: string;

  @Instant({ optional: true, description: 'Past only: the age starts there', example: '2026-01-02T09:30:00.000Z' })
  enqueuedAt?: string;

  @Instant({
    optional: true,
    description: 'Future only: until then it is scheduled and nobody is offered it; then its age starts',
    example: '2040-01-02T09:30:00.000Z',
  })
  scheduledAt?: string;

  @Text({ max: 128, line: true, optional: true, example: 'thread-12' })
  threadId?: string;

  @FreeJson({ optional: true })
  attributes?: Record<string, unknown>;

  @Url({ optional: true, example: 'https://telephony.example.com/lotse' })
  notifyUrl?: string;

  @Nested(() => CallbackDto, {
    optional: true,
    example: { attempts: { max: 3, spacingSeconds: 900 } },
    description: 'With the channel `callback` alone. One is open for a customer at a time: the second is refused, 409',
  })
  callback?: CallbackDto;
}

/** Null clears a field; what is left out stays. */
export class PatchContactDto {
  @Num({ min: 0, max: 10, optional: true, example: 5 })
  priority?: number;

  @NestedList(() => RequirementDto, { max: 64, optional: true, example: [{ skillId: 'lang:de', minLevel: 3 }] })
  requirements?: RequirementDto[];

  @Nested(() => CustomerDto, { optional: true, nullable: true, example: { id: 'C-4711', value: 0.9 } })
  customer?: CustomerDto | null;

  @Text({ max: 64, line: true, optional: true, nullable: true, example: 'complaint' })
  journeyStage?: string | null;

  @Id({ optional: true, nullable: true, example: 'agent-7' })
  preferredAgentId?: string | null;

  @NumOr('never', { min: 0, max: 1, optional: true, nullable: true, example: 'never' })
  botAcceptance?: BotAcceptance | null;

  @FreeJson({ optional: true, nullable: true })
  attributes?: Record<string, unknown> | null;

  @Instant({ optional: true, nullable: true })
  dueAt?: string | null;

  @Id({ optional: true, nullable: true, example: 'complaint' })
  contactTypeId?: string | null;
}

export class CancelDto {
  @OneOf(CANCEL_REASONS)
  reason: (typeof CANCEL_REASONS)[number];

  @Text({ min: 0, max: 256, line: true, optional: true, example: 'hung up' })
  detail?: string;
}

export class RequeueDto {
  @Text({ max: 64, line: true, example: 'connectFailed' })
  reason: string;
}

export class CompleteDto {
  @OneOf(ENDED_BY, { optional: true })
  endedBy?: (typeof ENDED_BY)[number];

  @Text({ min: 0, max: 128, line: true, optional: true, example: 'invoice-corrected' })
  disposition?: string;

  @Flag({ optional: true, example: true })
  resolved?: boolean;

  @Text({ min: 0, max: 4096, optional: true, example: 'Sent the corrected invoice.' })
  note?: string;

  @FieldValues({
    optional: true,
    description:
      "Fields of the contact's type. An end without what the type requires, told now or before, is refused: 400, with " +
      'an error for each. The timer ends all the same, and the contact shows what is `missing`; a repeat may add it',
  })
  fields?: Record<string, unknown>;

  @Flag({ optional: true, description: 'Ends wrap-up too', example: true })
  endWrapUp?: boolean;
}

export class ExtendWrapUpDto {
  @Num({ min: 1, max: 3_600, example: 120, description: 'How long it lasts at least, from now on' })
  seconds: number;
}

export class TransferDto {
  @Id({ optional: true, example: 'second-line', description: 'Either this or agentId' })
  queueId?: string;

  @Id({
    optional: true,
    example: 'agent-9',
    description: "Only this agent for the time of an offer, then the contact's queue",
  })
  agentId?: string;

  @NestedList(() => RequirementDto, {
    max: 64,
    optional: true,
    example: [{ skillId: 'lang:de', minLevel: 5 }],
    description: 'What it asks for there; left out: the same as before',
  })
  requirements?: RequirementDto[];

  @OneOf(TRANSFER_MODES, { example: 'blind', description: 'consult: the contact stays until transfer/complete' })
  mode: (typeof TRANSFER_MODES)[number];

  @Flag({
    optional: true,
    default: true,
    example: true,
    description: 'False: its age begins anew; of no effect with consult',
  })
  keepAge?: boolean;

  @Text({ min: 0, max: 1024, optional: true, example: 'Wants to cancel; was promised a call back.' })
  note?: string;
}

export class PullToFrontDto {
  @Text({ max: 1024, line: true, optional: true, example: 'Has called three times today', description: 'Why' })
  note?: string;
}

export class AssignDto {
  @Id({ example: 'agent-7' })
  agentId: string;

  @Flag({
    optional: true,
    default: false,
    example: false,
    description: "Also over the agent's capacity, or past a channel that blocks this one",
  })
  override?: boolean;

  @Text({ max: 1024, line: true, optional: true, example: 'Knows the case', description: 'Why' })
  note?: string;
}

export class MergeDto {
  @Id({ example: 'mail-17', description: 'In which contact the matter goes on' })
  intoContactId: string;
}

export class HandoverDto {
  @Text({ max: 64, line: true, example: 'wantsPerson' })
  reason: string;

  @Text({ min: 0, max: 4096, optional: true, example: 'Invoice 4711 is paid twice; has the receipts at hand.' })
  summary?: string;

  @NestedList(() => RequirementDto, { max: 64, optional: true, example: [{ skillId: 'lang:de', minLevel: 5 }] })
  requirements?: RequirementDto[];
}

/** Nothing is said beyond the call itself. */
export class NothingDto {}

export class ReconcileDto {
  @Id({ example: 'voice' })
  channel: string;

  @Ids({
    max: 10_000,
    description: 'The contacts of this channel that are still open on your side',
    example: ['call-1'],
  })
  openIds: string[];
}

export class ContactListQuery extends ListQuery {
  @OneOf(CONTACT_STATES, { optional: true, example: 'waiting' })
  state?: ContactState;

  @Id({ optional: true, example: 'billing' })
  queueId?: string;

  @Id({ optional: true, example: 'agent-7' })
  agentId?: string;

  @Text({ max: 128, line: true, optional: true, example: 'C-4711' })
  customerId?: string;
}
