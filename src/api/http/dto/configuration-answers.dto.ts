import { ApiProperty } from '@nestjs/swagger';
import { Id, Instant, Int, Nested, OneOf, Text, Url } from '../../fields.js';
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

export class RoutingProfileAnswer extends RoutingProfileDto {
  @Id({ example: 'default' })
  id: string;

  @Int({ min: 1, max: many, example: 1 })
  version: number;
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
