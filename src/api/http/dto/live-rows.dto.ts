import { ApiProperty, OmitType } from '@nestjs/swagger';
import { PRESENCES, ROUTING_STATUSES } from '../../../domain/agent.js';
import { Id, Instant, Int, Nested, Num, OneOf, Text } from '../../fields.js';
import { ESTIMATE, StatsAnswer } from './figure-answers.dto.js';

/* Rows of figures of now; described for the OpenAPI document, not validated. */

const many = Number.MAX_SAFE_INTEGER;

class WaitStatsAnswer extends OmitType(StatsAnswer, ['queueId', 'at', 'estimate']) {
  @Num({
    min: 0,
    max: many,
    nullable: true,
    example: 31.2,
    description: 'Of who waits or is offered: since it came into its queue; null when nobody does',
  })
  longestWaitSeconds: number | null;
}

export class QueueStatsAnswer extends WaitStatsAnswer {
  @Id({ example: 'billing' })
  queueId: string;

  @ApiProperty(ESTIMATE)
  estimate: string | { coverage: number; medianWidthSeconds: number };
}

export class ChannelStatsAnswer extends WaitStatsAnswer {
  @Id({ example: 'voice' })
  channel: string;
}

export class SkillStatsAnswer extends WaitStatsAnswer {
  @Id({ example: 'german' })
  skillId: string;
}

export class AgentContactsAnswer {
  @Int({ min: 0, max: many, example: 0 })
  offered: number;

  @Int({ min: 0, max: many, example: 1 })
  active: number;

  @Int({ min: 0, max: many, example: 0 })
  wrapUp: number;
}

export class AgentFiguresAnswer {
  @Int({ min: 0, max: many, example: 12, description: 'Offers that ended, whatever their end' })
  offers: number;

  @Int({ min: 0, max: many, example: 10, description: 'Of them, accepted' })
  answered: number;

  @Int({ min: 0, max: many, example: 1 })
  declined: number;

  @Int({ min: 0, max: many, example: 1, description: 'Missed' })
  rona: number;

  @Int({
    min: 0,
    max: many,
    example: 9,
    description: 'Parts in contacts that ended, wrap-up included; callbacks apart',
  })
  handled: number;

  @Num({ min: 0, max: many, nullable: true, example: 201.5 })
  ahtSeconds: number | null;

  @Num({
    min: 0,
    max: 1,
    nullable: true,
    example: 0.78,
    description: 'Handling ÷ (handling + available idle); null where there was neither',
  })
  occupancy: number | null;
}

export class AgentStatsAnswer {
  @Id({ example: 'anna' })
  agentId: string;

  @Text({ max: 256, example: 'Anna' })
  name: string;

  @OneOf(PRESENCES, { example: 'available' })
  presence: string;

  @Text({ max: 256, nullable: true, example: 'lunch' })
  reasonCode: string | null;

  @OneOf(ROUTING_STATUSES, { example: 'busy' })
  routingStatus: string;

  @Instant({ nullable: true, description: 'Since when the presence stands; null: it never said any' })
  since: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { voice: 1 },
    description: 'Capacity in use per channel',
  })
  load: object;

  @Nested(() => AgentContactsAnswer, { description: 'That it has now' })
  contacts: AgentContactsAnswer;

  @Nested(() => AgentFiguresAnswer)
  last30Minutes: AgentFiguresAnswer;

  @Nested(() => AgentFiguresAnswer)
  today: AgentFiguresAnswer;
}
