import { Int, Nested, Num, NumberMap, Text } from '../../fields.js';

/** Ten years: no credit needs more. */
const MOST_SECONDS = 315_360_000;
const seconds = { min: 0, max: MOST_SECONDS, optional: true, default: 0 } as const;

export class JourneyStageDto {
  @Num({ ...seconds, example: 0 })
  default?: number;

  @NumberMap({ min: 0, max: MOST_SECONDS, maxKeys: 200, optional: true, example: { cancellation: 60 } })
  stages?: Record<string, number>;
}

/** Seconds of waiting; left out is 0. */
export class CreditsDto {
  @Num({ ...seconds, example: 30 })
  priority?: number;

  @Num({ ...seconds, example: 90 })
  customerValue?: number;

  @Nested(() => JourneyStageDto, { optional: true, example: { default: 0, stages: { cancellation: 60 } } })
  journeyStage?: JourneyStageDto;

  @Num({ ...seconds, example: 120 })
  due?: number;

  @Num({ ...seconds, example: 3600 })
  dueHorizonSeconds?: number;

  @Num({ ...seconds, example: 20 })
  skill?: number;

  @Num({ ...seconds, example: 10 })
  preference?: number;

  @Num({ ...seconds, example: 10 })
  channel?: number;

  @Num({ ...seconds, example: 60 })
  affinity?: number;

  @Num({ ...seconds, example: 15 })
  occupancy?: number;

  @Num({ ...seconds, max: 1_000, example: 0.1 })
  idlePerSecond?: number;

  @Num({ ...seconds, example: 45, description: "For a bot, in proportion to the contact's acceptance of bots" })
  bot?: number;
}

export class RoutingProfileDto {
  @Text({ max: 256, line: true, example: 'Default' })
  name: string;

  @Nested(() => CreditsDto, { example: { priority: 30, customerValue: 90, affinity: 60 } })
  credits: CreditsDto;

  @Text({
    max: 1000,
    optional: true,
    example: 'Fewer waits for cancellations',
    description: 'Why; kept with the version',
  })
  note?: string;
}

export class RollbackDto {
  @Int({ min: 1, max: 2_147_483_647, example: 3, description: 'What this version said becomes the newest' })
  version: number;

  @Text({
    max: 1000,
    optional: true,
    example: 'Waits of all others grew',
    description: 'Why; kept with the new version',
  })
  note?: string;
}
