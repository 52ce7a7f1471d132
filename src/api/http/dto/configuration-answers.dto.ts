import { ApiExtraModels, ApiProperty, getSchemaPath, OmitType } from '@nestjs/swagger';
import { Id, Instant, Int, Nested, NestedList, OneOf, Text, Url } from '../../fields.js';
import { AgentDto } from './agents.dto.js';
import { ChannelDto } from './channels.dto.js';
import { ContactTypeDto } from './contact-types.dto.js';
import { HoursDto } from './hours.dto.js';
import { QueueDto } from './queues.dto.js';
import { ReasonCodeDto } from './reason-codes.dto.js';
import { RoutingProfileDto } from './routing-profiles.dto.js';
import { SkillDto } from './skills.dto.js';

/* Answers about keys and configuration; described for the OpenAPI document, not validated. */

const many = Number.MAX_SAFE_INTEGER;

export class CreatedKeyAnswer {
  @Id({ example: '4f2a9c1d0b3e5a67' })
  id: string;

  @Text({ max: 512, example: 'lotse_4f2a9c1d0b3e5a67_…', description: 'Told once' })
  key: string;
}

export class KeyAnswer {
  @Id({ example: '4f2a9c1d0b3e5a67' })
  id: string;

  @Text({ max: 32, example: 'system' })
  role: string;

  @Id({ optional: true })
  agentId?: string;

  @Text({ max: 128, example: 'telephony' })
  name: string;

  @Instant()
  createdAt: string;

  @Instant({ optional: true })
  expiresAt?: string;
}

export class SkillAnswer extends SkillDto {
  @Id({ example: 'lang:de' })
  id: string;
}

export class ChannelAnswer extends ChannelDto {
  @Id({ example: 'voice' })
  id: string;
}

export class QueueAnswer extends QueueDto {
  @Id({ example: 'billing' })
  id: string;
}

export class BotWebhookAnswer {
  @Url({ example: 'https://bot.example.com/lotse' })
  url: string;
}

export class AgentAnswer extends AgentDto {
  @Id({ example: 'agent-7' })
  id: string;

  @Nested(() => BotWebhookAnswer, {
    optional: true,
    example: { url: 'https://bot.example.com/lotse' },
    description: 'Without its secret',
  })
  override webhook?: BotWebhookAnswer;
}

export class ToldAnswer {
  @Text({ max: 100_000, example: 'A customer of the highest value is served as if they had waited 90 s longer.' })
  en: string;

  @Text({ max: 100_000, example: 'Ein Kunde mit dem höchsten Wert wird bedient, als hätte er 90 s länger gewartet.' })
  de: string;
}

@ApiExtraModels(ToldAnswer)
export class RoutingProfileAnswer extends OmitType(RoutingProfileDto, ['note']) {
  @Id({ example: 'default' })
  id: string;

  @Int({ min: 1, max: many, example: 1 })
  version: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(ToldAnswer) },
    required: false as never,
    description: 'A sentence for each weight; in the answers about one profile that was asked for',
  })
  meaning?: Record<string, ToldAnswer>;
}

export class VersionAuthorAnswer {
  @Id({ example: '4f2a9c1d0b3e5a67' })
  keyId: string;

  @Text({ max: 128, optional: true, example: 'Kim, floor manager' })
  name?: string;
}

export class VersionChangeAnswer {
  @Text({ max: 256, example: 'credits.customerValue' })
  path: string;

  @ApiProperty({ oneOf: [{ type: 'number' }, { type: 'string' }], nullable: true, example: 60 })
  from: number | string | null;

  @ApiProperty({ oneOf: [{ type: 'number' }, { type: 'string' }], nullable: true, example: 90 })
  to: number | string | null;
}

export class ProfileVersionAnswer extends RoutingProfileDto {
  @Int({ min: 1, max: many, example: 2 })
  version: number;

  @Instant()
  at: string;

  @Nested(() => VersionAuthorAnswer)
  by: VersionAuthorAnswer;

  @NestedList(() => VersionChangeAnswer, { max: 1000, description: 'Against the version before' })
  changes: VersionChangeAnswer[];
}

export class HoursAnswer extends HoursDto {
  @Id({ example: 'office-hours' })
  id: string;
}

export class ReasonCodeAnswer extends ReasonCodeDto {
  @Id({ example: 'lunch' })
  id: string;
}

export class ContactTypeAnswer extends ContactTypeDto {
  @Id({ example: 'complaint' })
  id: string;
}

export class HealthAnswer {
  @OneOf(['ok', 'degraded', 'unavailable'])
  status: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    required: false as never,
    example: { redis: 'up', postgres: 'up' },
  })
  checks?: Record<string, string>;
}
