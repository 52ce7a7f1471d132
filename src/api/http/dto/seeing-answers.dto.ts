import { ApiProperty } from '@nestjs/swagger';
import { CONTACT_STATES } from '../../../domain/contact.js';
import { CREDIT_NAMES, EXCLUSION_REASONS } from '../../../domain/decision.js';
import { Flag, Id, Instant, Int, Nested, NestedList, Num, OneOf, Text } from '../../fields.js';

/* Answers that explain and count; described for the OpenAPI document, not validated. */

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

  @OneOf(['contact', 'agent'])
  trigger: string;

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

export class CallbackFigures {
  @Int({
    min: 0,
    max: many,
    example: 9,
    description: 'Contacts that ended because their customer asked for a callback',
  })
  requested: number;

  @Int({ min: 0, max: many, example: 8, description: 'Callbacks that ended: the sum of the next four' })
  offered: number;

  @Int({ min: 0, max: many, example: 6 })
  reached: number;

  @Int({ min: 0, max: many, example: 1 })
  notReached: number;

  @Int({
    min: 0,
    max: many,
    example: 0,
    description: 'Called first and reached, the customer hung up before an agent had it',
  })
  abandoned: number;

  @Int({ min: 0, max: many, example: 1, description: 'Cancelled, abandoned otherwise, or expired' })
  withdrawn: number;

  @Int({ min: 0, max: many, example: 4 })
  failedAttempts: number;

  @Num({ min: 0, max: many, nullable: true, example: 240.5, description: 'Without attempts that failed' })
  ahtSeconds: number | null;
}

export class Figures {
  @Int({ min: 0, max: many, example: 120 })
  offered: number;

  @Int({ min: 0, max: many, example: 110 })
  answered: number;

  @Int({ min: 0, max: many, example: 10 })
  abandoned: number;

  @Int({ min: 0, max: many, example: 3 })
  shortAbandoned: number;

  @Num({
    min: 0,
    max: 1,
    nullable: true,
    example: 0.82,
    description: 'Answered within target ÷ (offered − short abandons)',
  })
  sl: number | null;

  @Num({ min: 0, max: many, nullable: true, example: 14.2 })
  asaSeconds: number | null;

  @Num({ min: 0, max: many, nullable: true, example: 201.5 })
  ahtSeconds: number | null;

  @Nested(() => CallbackFigures, { description: 'Counted apart: callbacks are in none of the other figures' })
  callbacks: CallbackFigures;
}

export class StatsAnswer {
  @Id({ optional: true, example: 'billing' })
  queueId?: string;

  @Instant()
  at: string;

  @Int({ min: 0, max: many, example: 4 })
  waiting: number;

  @Num({ min: 0, max: many, nullable: true, example: 31.2 })
  oldestSeconds: number | null;

  @Int({ min: 0, max: many, example: 1 })
  offered: number;

  @Int({ min: 0, max: many, example: 9 })
  active: number;

  @ApiProperty({
    ...counts,
    example: { scheduled: 3, waiting: 1, offered: 0, active: 1 },
    description: 'Callbacks by state; who waits, is offered or active is in the counts above too',
  })
  callbacks: object;

  @ApiProperty({ ...counts, example: { idle: 2, busy: 9, wrapUp: 1, unavailable: 3, notResponding: 0 } })
  agents: object;

  @Nested(() => Figures)
  last30Minutes: Figures;

  @Nested(() => Figures)
  today: Figures;

  @ApiProperty({
    oneOf: [
      { type: 'string', enum: ['insufficientData'] },
      {
        type: 'object',
        properties: { coverage: { type: 'number', minimum: 0, maximum: 1 }, medianWidthSeconds: { type: 'number' } },
        required: ['coverage', 'medianWidthSeconds'],
      },
    ],
    example: { coverage: 0.79, medianWidthSeconds: 48.2 },
    description: 'How the latest estimated waits did for those who had to wait; who left before the answer is censored',
  })
  estimate: string | { coverage: number; medianWidthSeconds: number };
}

export class SkillGapAnswer {
  @Id({ example: 'french' })
  skillId: string;

  @Int({ min: 1, max: 10, example: 6, description: 'As the contacts ask it, before any relaxation step' })
  minLevel: number;

  @Int({ min: 1, max: many, example: 3, description: 'Contacts that wait and ask this, mandatory or wished' })
  waiting: number;

  @Int({ min: 0, max: many, example: 0, description: 'Agents of the queue that have the skill at this level' })
  configuredAgents: number;

  @Int({ min: 0, max: many, example: 0, description: 'Those of them that are not offline' })
  onDutyAgents: number;

  @Int({ min: 1, max: 10, nullable: true, example: 4, description: 'Of all agents of the queue; null: none has it' })
  bestLevel: number | null;
}

export class GapsAnswer {
  @Id({ example: 'billing' })
  queueId: string;

  @Instant()
  at: string;

  @NestedList(() => SkillGapAnswer, { max: 200, description: 'What most contacts ask for first' })
  items: SkillGapAnswer[];

  @Flag({ example: false })
  truncated: boolean;
}
