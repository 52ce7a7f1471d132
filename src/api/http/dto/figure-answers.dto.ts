import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Flag, Id, Instant, Int, Nested, NestedList, Num } from '../../fields.js';

/* Answers that count; described for the OpenAPI document, not validated. */

const many = Number.MAX_SAFE_INTEGER;
const counts = { type: 'object', additionalProperties: { type: 'integer' } } as const;

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

/** How estimated waits did, for whom it can be said. */
export const ESTIMATE: ApiPropertyOptions = {
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
};

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

  @ApiProperty(ESTIMATE)
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
