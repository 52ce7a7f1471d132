import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { DIFFERENCE, NO_DIFFERENCE, NOT_ENOUGH } from '../../../profiles/switchback-comparison.js';
import { LEFT_OUT } from '../../../profiles/switchback-view.js';
import { Flag, Id, Instant, Int, Nested, NestedList, Num, NumList, OneOf } from '../../fields.js';
import { VersionAuthorAnswer } from './configuration-answers.dto.js';
import { ScheduleDto } from './profile-plans.dto.js';

/* Answers about what is planned for routing profiles; described for the OpenAPI document, not validated. */

const many = Number.MAX_SAFE_INTEGER;
const count = { min: 0, max: many } as const;
const share = { type: 'number', minimum: 0, maximum: 1, nullable: true } as const;

export class ScheduleAnswer extends ScheduleDto {
  @Id({ example: '0197f0c2-8a54-7d1e-9a57-2f6d6c1b7a10' })
  id: string;

  @Nested(() => VersionAuthorAnswer)
  by: VersionAuthorAnswer;
}

export class SwitchbackDefinitionAnswer {
  @Id({ example: 'default' })
  profileId: string;

  @Id({ example: '0197f0c2-8a54-7d1e-9a57-2f6d6c1b7a10' })
  experimentId: string;

  @OneOf(['running', 'ended'])
  state: string;

  @OneOf(['completed', 'endedEarly'], { optional: true, description: 'At its `until`, or before' })
  ended?: string;

  @NumList({ min: 1, max: many, most: 2, example: [3, 5], description: 'a and b' })
  versions: number[];

  @Int({ min: 6, max: 1_440, example: 30 })
  blockMinutes: number;

  @Int({ min: 5, max: 5, example: 5, description: 'The first minutes of a block, which are in no figure' })
  settlingMinutes: number;

  @Instant()
  beginsAt: string;

  @Instant({ example: '2026-03-16T09:30:00.000Z' })
  until: string;

  @Instant({ optional: true, example: '2026-03-16T09:30:00.000Z' })
  endedAt?: string;

  @Int({ min: 0, max: 4_294_967_295, example: 2_718_281_828, description: 'The order of the blocks was drawn from it' })
  seed: number;

  @Int({ min: 1, max: many, example: 4, description: 'In force before it began, and again after it ends' })
  versionBefore: number;

  @Int({ min: 2, max: 1_000, example: 672, description: 'With a last one that `until` cuts' })
  blocksPlanned: number;

  @Nested(() => VersionAuthorAnswer)
  by: VersionAuthorAnswer;
}

export class BlockFiguresAnswer {
  @Int({ ...count, example: 84 })
  offered: number;

  @Int({ ...count, example: 80 })
  answered: number;

  @Int({ ...count, example: 66 })
  answeredWithinTarget: number;

  @Int({ ...count, example: 3 })
  abandoned: number;

  @Int({ ...count, example: 1 })
  shortAbandoned: number;

  @Int({ ...count, example: 0, description: 'Of the offered, who still wait' })
  open: number;

  @ApiProperty({ ...share, example: 0.795 })
  sl: number | null;

  @ApiProperty({ type: 'number', minimum: 0, nullable: true, example: 17.4 })
  asaSeconds: number | null;

  @ApiProperty({ ...share, example: 0.036 })
  abandonment: number | null;
}

@ApiExtraModels(BlockFiguresAnswer)
export class BlockAnswer {
  @Int({ min: 1, max: 1_000, example: 7 })
  block: number;

  @Int({ min: 1, max: many, example: 3, description: 'Of the two, the one it has' })
  version: number;

  @Int({ min: 1, max: many, example: 12, description: 'The version that was made of it, which decisions name' })
  inForceVersion: number;

  @Instant({ description: 'When it came into force' })
  from: string;

  @Instant({ example: '2026-03-02T10:00:00.000Z' })
  to: string;

  @ApiProperty({
    oneOf: [{ $ref: getSchemaPath(BlockFiguresAnswer) }, { type: 'null' }] as never,
    description: 'Of who came in it past its first minutes; null where no time was left',
  })
  figures: BlockFiguresAnswer | null;

  @Flag({ example: true })
  compared: boolean;

  @OneOf(LEFT_OUT, { optional: true, example: 'notOver', description: 'Why it is not compared' })
  leftOut?: string;
}

export class ComparedFigureAnswer {
  @OneOf([NOT_ENOUGH, NO_DIFFERENCE, DIFFERENCE], { example: NO_DIFFERENCE })
  verdict: string;

  @Int({ ...count, example: 24, description: 'In which the figure is known' })
  blocks: number;

  @Int({ ...count, optional: true, example: 12, description: 'Where they are not enough yet' })
  blocksNeeded?: number;

  @Num({ min: 0, max: many, optional: true, example: 0.81, description: 'Mean over the blocks of version a' })
  a?: number;

  @Num({ min: 0, max: many, optional: true, example: 0.78 })
  b?: number;

  @Num({ min: -many, max: many, optional: true, example: 0.03, description: 'Mean of a − b over pairs of blocks' })
  difference?: number;

  @NumList({ min: -many, max: many, most: 2, optional: true, example: [-0.01, 0.07], description: '95 % interval' })
  ci95?: number[];
}

export class ComparisonAnswer {
  @Int({ ...count, example: 24, description: 'That are compared: whole pairs' })
  blocks: number;

  @Nested(() => ComparedFigureAnswer)
  sl: ComparedFigureAnswer;

  @Nested(() => ComparedFigureAnswer)
  asaSeconds: ComparedFigureAnswer;

  @Nested(() => ComparedFigureAnswer)
  abandonment: ComparedFigureAnswer;
}

export class SwitchbackAnswer extends SwitchbackDefinitionAnswer {
  @NestedList(() => BlockAnswer, { max: 1_000, description: 'That have begun' })
  blocks: BlockAnswer[];

  @Nested(() => ComparisonAnswer)
  comparison: ComparisonAnswer;
}
