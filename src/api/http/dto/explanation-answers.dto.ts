import { ApiProperty } from '@nestjs/swagger';
import { PRESENCES, ROUTING_STATUSES } from '../../../domain/agent.js';
import { CONTACT_STATES } from '../../../domain/contact.js';
import { CREDIT_NAMES, EXCLUSION_REASONS } from '../../../domain/decision.js';
import { Flag, Id, Instant, Int, Nested, NestedList, Num, OneOf, Text } from '../../fields.js';

/* Answers that explain; described for the OpenAPI document, not validated. */

const many = Number.MAX_SAFE_INTEGER;
const counts = { type: 'object', additionalProperties: { type: 'integer' } } as const;

const credits = Object.fromEntries(CREDIT_NAMES.map((name) => [name, { type: 'integer' as const }]));

export class ScoredPair {
  @Id({ example: 'call-1' })
  contactId: string;

  @Id({ example: 'agent-7' })
  agentId: string;

  @Int({ min: -many, max: many, example: 41_200 })
  totalMs: number;

  @ApiProperty({
    type: 'object',
    properties: credits,
    example: { age: 12_400, priority: 0 },
    description: 'Whole milliseconds of waiting',
  })
  credits: Record<string, number>;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The raw fields that the credits were computed from',
  })
  inputs: object;
}

export class DecisionAnswer {
  @Id()
  offerId: string;

  @Id({ example: 'call-1' })
  contactId: string;

  @Id({ example: 'agent-7' })
  agentId: string;

  @Instant()
  at: string;

  @ApiProperty({
    type: 'object',
    properties: { id: { type: 'string' }, version: { type: 'integer' } },
    example: { id: 'default', version: 1 },
  })
  profile: { id: string; version: number };

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The credits in force, in seconds' })
  weights: object;

  @OneOf(['contact', 'agent', 'supervisor'], {
    description: 'What looked: the contact that became possible, the agent that did, or a supervisor by hand',
  })
  trigger: string;

  @ApiProperty({
    type: 'object',
    properties: {
      keyId: { type: 'string' },
      despite: { type: 'array', items: { type: 'string', enum: [...EXCLUSION_REASONS] } },
    },
    required: false as never,
    example: { keyId: '4f2a9c1d0b3e5a67', despite: ['missingSkill'] },
    description: 'Of a supervisor: whose word it was, and all that spoke against the pair',
  })
  byHand?: object;

  @Int({ min: 0, max: 20, example: 0 })
  step: number;

  @NestedList(() => ScoredPair, { max: 4, description: 'Winner first' })
  candidates: ScoredPair[];

  @ApiProperty({
    type: 'object',
    properties: {
      counts,
      examples: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            agentId: { type: 'string' },
            contactId: { type: 'string' },
            because: { type: 'string', enum: [...EXCLUSION_REASONS] },
          },
          required: ['because'],
        },
      },
    },
    required: ['counts', 'examples'],
    selfRequired: true,
    example: { counts: { missingSkill: 4 }, examples: [{ agentId: 'agent-2', because: 'missingSkill' }] },
  })
  excluded: object;

  @OneOf(['idleSince', 'enqueuedAt', 'enqueueSeq', 'agentId'], { optional: true })
  tieBreak?: string;
}

export class EligibleAgent {
  @Id({ example: 'agent-7' })
  agentId: string;

  @Flag({ example: false })
  free: boolean;

  @OneOf(EXCLUSION_REASONS, { optional: true, example: 'capacityFull' })
  because?: string;
}

export class TranslationAnswer {
  @Id({ example: 'fr' })
  language: string;

  @Flag({ example: true, description: 'Nobody on duty speaks it: agents are eligible without it, at this cost' })
  inForce: boolean;

  @Num({ min: 0, max: 86_400, example: 60 })
  penaltySeconds: number;
}

export class ExplanationAnswer {
  @Id({ example: 'call-1' })
  contactId: string;

  @Instant()
  at: string;

  @OneOf(CONTACT_STATES, { example: 'waiting' })
  state: string;

  @Id()
  queueId: string;

  @Int({ min: 1, max: many, nullable: true, example: 3 })
  position: number | null;

  @Num({ min: 0, max: many, example: 12.4 })
  ageSeconds: number;

  @Int({ min: 0, max: 20, example: 0 })
  step: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    required: false as never,
    example: { step: 1, afterSeconds: 60, at: '2026-03-02T09:31:00.000Z', inSeconds: 47.6, lowerLevelsTo: 3 },
  })
  nextStep?: object;

  @Flag({ example: true })
  routable: boolean;

  @Text({ max: 512, optional: true })
  unroutableBecause?: string;

  @NestedList(() => EligibleAgent, { max: 500 })
  eligible: EligibleAgent[];

  @Flag({ example: false })
  eligibleTruncated: boolean;

  @ApiProperty({ type: 'object', properties: { counts }, example: { counts: { notInQueue: 12 } } })
  excluded: object;

  @Nested(() => TranslationAnswer, {
    optional: true,
    example: { language: 'fr', inForce: true, penaltySeconds: 60 },
    description: 'Of a written contact with a language, where its queue allows translation',
  })
  translation?: TranslationAnswer;
}

export class PreviewAnswer {
  @Instant()
  at: string;

  @Id({ nullable: true, example: 'agent-7', description: 'Null: it would wait' })
  agentId: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    required: false as never,
    example: { contactId: 'preview', agentId: 'agent-7', trigger: 'contact', candidates: [] },
    description: 'As `GET /v1/decisions/:id` tells it, without an offer',
  })
  decision?: object;

  @Nested(() => ExplanationAnswer)
  explanation: ExplanationAnswer;
}

export class ChannelVerdict {
  @Id({ example: 'voice' })
  channel: string;

  @OneOf(EXCLUSION_REASONS, { optional: true, example: 'capacityFull', description: 'Left out: it can be offered' })
  because?: string;
}

export class LookedAtContact {
  @Id({ example: 'call-1' })
  contactId: string;

  @Id()
  queueId: string;

  @OneOf(EXCLUSION_REASONS, { optional: true, example: 'missingSkill' })
  because?: string;
}

export class AgentExplanationAnswer {
  @Id({ example: 'agent-7' })
  agentId: string;

  @Instant()
  at: string;

  @OneOf(PRESENCES, { example: 'available' })
  presence: string;

  @OneOf(ROUTING_STATUSES, { example: 'idle' })
  routingStatus: string;

  @Instant()
  since: string;

  @NestedList(() => ChannelVerdict, { max: 64 })
  channels: ChannelVerdict[];

  @Int({ min: 0, max: many, example: 12, description: "Who wait in the agent's queues and were looked at" })
  waiting: number;

  @Flag({ example: false, description: 'More wait than were looked at' })
  truncated: boolean;

  @ApiProperty({ ...counts, example: { missingSkill: 12 } })
  counts: object;

  @NestedList(() => LookedAtContact, { max: 20 })
  contacts: LookedAtContact[];
}
