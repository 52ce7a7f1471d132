import { ApiProperty } from '@nestjs/swagger';
import { PRESENCE_SETTERS, PRESENCES, ROUTING_STATUSES } from '../../../domain/agent.js';
import { CONTACT_STATES } from '../../../domain/contact.js';
import { OFFER_OUTCOMES } from '../../../domain/offer.js';
import { Flag, Id, Ids, Instant, Int, NestedList, Nested, Num, OneOf, Text } from '../../fields.js';
import { FieldValues, Texts } from '../../field-values.js';
import { CallbackAnswer } from './callbacks.dto.js';
import { EnqueueDto, RequirementDto } from './contacts.dto.js';

const many = Number.MAX_SAFE_INTEGER;
const counts = { type: 'object', additionalProperties: { type: 'integer' } } as const;

/* What the server answers. The classes describe it in the OpenAPI document; nothing is validated by them. */

export class FieldErrorAnswer {
  @Text({ max: 512, min: 0, example: 'requirements.0.minLevel' })
  path: string;

  @Text({ max: 512, example: 'must be a whole number from 1 to 10' })
  message: string;
}

export class ProblemAnswer {
  @Text({ max: 128, example: 'urn:lotse:problem:validationFailed' })
  type: string;

  @Text({ max: 128, example: 'The request is not valid' })
  title: string;

  @Int({ min: 400, max: 599, example: 400 })
  status: number;

  @Text({ max: 2_048, example: 'priority: must be a number from 0 to 10' })
  detail: string;

  @Text({ max: 512, optional: true, example: '/v1/contacts' })
  instance?: string;

  @Text({ max: 64, example: 'validationFailed', description: 'Stable: programs decide by it' })
  code: string;

  @NestedList(() => FieldErrorAnswer, { max: 50, optional: true })
  errors?: FieldErrorAnswer[];

  @Text({ max: 32, optional: true, example: 'completed', description: 'The state that forbade it' })
  state?: string;

  @OneOf(OFFER_OUTCOMES, { optional: true })
  offerOutcome?: string;

  @Id({ optional: true, example: 'call-1', description: 'The contact that stands in the way' })
  contactId?: string;

  @Instant({ optional: true, description: 'When the closed queue opens next, where its hours know' })
  opensAt?: string;

  @ApiProperty({
    required: false,
    type: 'array',
    maxItems: 100,
    items: { type: 'object', additionalProperties: { type: 'string' } },
    example: [{ queueId: 'second-line' }],
    description: 'Of a full queue: fields to change in the request, each of which would be taken',
  })
  alternatives?: Record<string, string>[];
}

export class HistoryLine {
  @Instant()
  at: string;

  @Text({ max: 64, example: 'waiting' })
  type: string;

  @Id({ optional: true, example: 'agent-7' })
  agentId?: string;

  @Text({ max: 2_048, optional: true, example: 'enqueued' })
  detail?: string;
}

export class TranslateAnswer {
  @Text({ max: 64, example: 'fr', description: "The contact's language" })
  from: string;

  @Text({ max: 32_768, optional: true, example: 'de', description: "The agent's, where known" })
  to?: string;
}

export class ContactOffer {
  @Id({ example: '0199c1f0-6a2b-7c3d-8e4f-5a6b7c8d9e0f' })
  id: string;

  @Id({ example: 'agent-7' })
  agentId: string;

  @Instant()
  expiresAt: string;

  @Nested(() => TranslateAnswer, {
    optional: true,
    example: { from: 'fr', to: 'de' },
    description: 'Of an offer to an agent who does not speak the language of the contact',
  })
  translate?: TranslateAnswer;
}

export class Reservation {
  @Id({ example: 'agent-7' })
  agentId: string;

  @Instant({ optional: true })
  until?: string;
}

export class ConsultAnswer {
  @Id({ example: '0199c1f0-6a2b-7c3d-8e4f-5a6b7c8d9e0f' })
  contactId: string;

  @Id({ optional: true, example: 'agent-9', description: 'Once one has answered' })
  agentId?: string;
}

export class HandoverAnswer {
  @Text({ max: 64, example: 'wantsPerson' })
  reason: string;

  @Text({ min: 0, max: 4096, optional: true, example: 'Invoice 4711 is paid twice.' })
  summary?: string;
}

export class EarlierContactAnswer {
  @Id({ example: 'mail-17' })
  id: string;

  @Id({ example: 'email' })
  channel: string;

  @OneOf(CONTACT_STATES, { example: 'completed' })
  state: string;

  @Instant({ description: 'When it was enqueued' })
  at: string;

  @Flag({ optional: true, description: 'It has not ended' })
  open?: boolean;

  @Id({ optional: true, example: 'agent-7', description: 'Who has it, had it last, or parked it' })
  agentId?: string;

  @Text({ max: 128, optional: true, example: 'invoice-corrected' })
  disposition?: string;

  @Text({ max: 4_096, optional: true, example: 'Sent the corrected invoice.' })
  note?: string;

  @Id({ optional: true, example: 'call-1', description: 'Where its matter goes on, if it was merged' })
  mergedInto?: string;
}

/** What was asked for, with what the server filled in, and how it stands. */
export class ContactAnswer extends EnqueueDto {
  @Id({ example: 'call-20260302-0001', description: 'As given, or made by the server' })
  override id: string;

  @NestedList(() => RequirementDto, { max: 64, example: [{ skillId: 'lang:de', minLevel: 5 }] })
  override requirements: RequirementDto[];

  @Num({ min: 0, max: 10, example: 3 })
  override priority: number;

  @Instant({ description: 'When its age began' })
  override enqueuedAt: string;

  @OneOf(CONTACT_STATES, { example: 'waiting' })
  state: string;

  @Instant({ description: 'When the state began' })
  since: string;

  @Int({ min: 1, max: many, nullable: true, example: 3, description: 'Rank in its own queue while waiting, else null' })
  position: number | null;

  @Flag({ optional: true, example: true, description: 'A supervisor pulled it before all others of its queue' })
  pulledToFront?: true;

  @ApiProperty({
    oneOf: [
      { type: 'string', enum: ['insufficientData'] },
      {
        type: 'object',
        properties: { lowSeconds: { type: 'number' }, highSeconds: { type: 'number' } },
        required: ['lowSeconds', 'highSeconds'],
      },
    ],
    example: { lowSeconds: 12.5, highSeconds: 94.2 },
    description: 'While waiting: until an answer, from now, meant to hold with 80 %. Once announced it never rises',
  })
  estimatedWait: string | { lowSeconds: number; highSeconds: number };

  @OneOf(['staffFell', 'outranked'], {
    optional: true,
    example: 'outranked',
    description: 'Why the estimated wait rose all the same since it was announced',
  })
  estimatedWaitRoseBecause?: string;

  @Num({ min: 0, max: many, example: 12.4 })
  ageSeconds: number;

  @Int({ min: 0, max: 20, example: 0, description: 'Relaxation steps in force' })
  step: number;

  @Nested(() => ContactOffer, { optional: true })
  offer?: ContactOffer;

  @Id({ optional: true, example: 'agent-7' })
  agentId?: string;

  @Instant({ optional: true })
  wrapUpUntil?: string;

  @Instant({ optional: true, description: 'While active: since when the customer is on hold' })
  heldSince?: string;

  @Id({ optional: true, example: 'agent-5', description: 'Who parked or transferred it, until the next accept' })
  formerAgentId?: string;

  @OneOf(['interrupted'], {
    optional: true,
    description: 'While parked by an interruption: it comes back to `formerAgentId` by itself',
  })
  parkedBecause?: string;

  @Nested(() => Reservation, { optional: true, description: 'While it waits: the one agent who may get it' })
  reservedFor?: Reservation;

  @Nested(() => HandoverAnswer, { optional: true, description: 'Of a contact that a bot had first' })
  handover?: HandoverAnswer;

  @Nested(() => ConsultAnswer, { optional: true, description: 'While active: the consult that is open for it' })
  consult?: ConsultAnswer;

  @Id({ optional: true, example: 'call-1', description: 'Of a consult: the contact that it is for' })
  consultFor?: string;

  @Nested(() => CallbackAnswer, { optional: true, description: 'Of the channel `callback`' })
  override callback?: CallbackAnswer;

  @Id({
    optional: true,
    example: 'callback-1',
    description: 'Of a contact whose customer is called back: the callback',
  })
  callbackId?: string;

  @Flag({ example: true, description: 'False: no configured agent could ever take it' })
  routable: boolean;

  @Text({ max: 512, optional: true, example: 'no agent is configured' })
  unroutableBecause?: string;

  @Text({ max: 64, optional: true, example: 'resolvedElsewhere' })
  outcome?: string;

  @Text({ max: 64, optional: true, example: 'customer' })
  endedBy?: string;

  @Instant({ optional: true })
  endedAt?: string;

  @Text({ max: 128, optional: true, example: 'invoice-corrected' })
  disposition?: string;

  @Flag({ optional: true })
  resolved?: boolean;

  @Text({ max: 4_096, optional: true, example: 'Sent the corrected invoice.' })
  note?: string;

  @FieldValues({ optional: true, description: "Of the contact's type, as they were told" })
  fields?: Record<string, unknown>;

  @Texts({
    max: 51,
    length: 64,
    optional: true,
    example: ['cause', 'disposition'],
    description: 'What the type requires and was not told when the contact ended, nor since',
  })
  missing?: string[];

  @NestedList(() => EarlierContactAnswer, {
    max: 10,
    optional: true,
    description:
      'What came before: of its thread, and of its customer while a contact of that has not ended or ended unresolved; ' +
      'newest first. In the answers to enqueue, GET and accept',
  })
  earlier?: EarlierContactAnswer[];

  @Id({ optional: true, example: 'mail-17', description: 'Of a merged contact: where its matter goes on' })
  mergedInto?: string;

  @Ids({ max: 100, optional: true, example: ['call-2'], description: 'The contacts that were merged into it' })
  mergedContacts?: string[];

  @NestedList(() => HistoryLine, { max: many })
  history: HistoryLine[];
}

export class NextPresence {
  @OneOf(PRESENCES, { example: 'unavailable' })
  presence: string;

  @Text({ max: 64, optional: true, example: 'lunch' })
  reasonCode?: string;
}

export class PresenceAnswer {
  @Id({ example: 'agent-7' })
  agentId: string;

  @OneOf(PRESENCES)
  presence: string;

  @OneOf(PRESENCE_SETTERS, {
    optional: true,
    example: 'agent',
    description: "Who set it: a supervisor's stands until the agent acts",
  })
  presenceBy?: string;

  @Text({ max: 64, optional: true, example: 'lunch' })
  reasonCode?: string;

  @Ids({ optional: true, example: ['voice'] })
  channels?: string[];

  @Nested(() => NextPresence, {
    optional: true,
    example: { presence: 'unavailable', reasonCode: 'lunch' },
    description: 'What the agent becomes once its work is done; until then nothing is offered to it',
  })
  next?: NextPresence;

  @OneOf(ROUTING_STATUSES, { example: 'idle' })
  routingStatus: string;

  @Instant()
  since: string;

  @ApiProperty({ ...counts, example: { voice: 1 }, description: 'Used capacity per channel' })
  load: Record<string, number>;
}

export class OfferSummary extends ContactOffer {
  @Id({ example: 'call-1' })
  contactId: string;

  @Id({ example: 'voice' })
  channel: string;

  @Id({ example: 'billing' })
  queueId: string;

  @Instant()
  createdAt: string;

  @OneOf(OFFER_OUTCOMES, { optional: true })
  outcome?: string;

  @Instant({ optional: true })
  endedAt?: string;
}

export class OfferAnswer extends OfferSummary {
  @Nested(() => ContactAnswer)
  contact: ContactAnswer;
}

export class AgentStateAnswer extends PresenceAnswer {
  @NestedList(() => OfferSummary, { max: many })
  offers: OfferSummary[];

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description: 'Contacts active or in wrap-up',
  })
  contacts: object[];
}

export class ReconcileAnswer {
  @Ids({ example: ['call-2'], description: 'Contacts that ended by this call' })
  ended: string[];
}
