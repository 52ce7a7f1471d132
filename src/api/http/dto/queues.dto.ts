import { WHEN_CLOSED, type WhenClosed } from '../../../domain/configuration.js';
import { Flag, Id, Ids, Int, Nested, NestedList, Num, OneOf, Text } from '../../fields.js';

const LONGEST_SECONDS = 31_536_000;

export class ServiceLevelDto {
  @Num({ min: 0, max: LONGEST_SECONDS, above: true, example: 20 })
  targetSeconds: number;

  @Num({ min: 0, max: 100, example: 80 })
  percent: number;
}

export class StepDto {
  @Num({ min: 0, max: LONGEST_SECONDS, example: 60, description: 'Contact age from which on the step holds' })
  afterSeconds: number;

  @Ids({ max: 64, optional: true, example: ['premium'] })
  dropSkills?: string[];

  @Int({ min: 1, max: 10, optional: true, example: 3 })
  lowerLevelsTo?: number;

  @Ids({ max: 64, optional: true, example: ['second-line'] })
  addQueues?: string[];

  @Flag({ optional: true, example: false })
  anyone?: boolean;
}

export class OverflowDto {
  @Num({ min: 0, max: LONGEST_SECONDS, optional: true, example: 300 })
  afterSeconds?: number;

  @Int({ min: 0, max: 1_000_000, optional: true, example: 100 })
  whenWaitingOver?: number;

  @Num({
    min: 0,
    max: LONGEST_SECONDS,
    optional: true,
    example: 600,
    description:
      'Who comes goes on when the middle of their estimated wait is longer; while it is unknown, nobody does',
  })
  whenEstimateOverSeconds?: number;

  @Id({ example: 'second-line' })
  toQueueId: string;
}

export class BotRulesDto {
  @Num({ min: 0, max: 1, optional: true, default: 0, example: 0.5, description: 'Bots get no contact below it' })
  minAcceptance?: number;

  @Num({ min: 0, max: 1, optional: true, default: 1, example: 0.8, description: 'Bots get no customer above it' })
  maxCustomerValue?: number;
}

export class TranslationDto {
  @Flag({
    example: true,
    description:
      'A written contact whose language nobody on duty speaks who could take it otherwise goes to others; its offer says what to translate',
  })
  allowed: boolean;

  @Num({ min: 0, max: 86_400, example: 60, description: 'Credit that it costs such a contact, in seconds of waiting' })
  penaltySeconds: number;
}

export class QueueDto {
  @Text({ max: 256, line: true, example: 'Billing' })
  name: string;

  @Id({ optional: true, default: 'default', example: 'default' })
  routingProfileId?: string;

  @Nested(() => ServiceLevelDto, { optional: true, example: { targetSeconds: 20, percent: 80 } })
  serviceLevel?: ServiceLevelDto;

  @Num({ min: 0, max: 3_600, optional: true, default: 5, example: 5 })
  shortAbandonSeconds?: number;

  @Num({ min: 0.001, max: 100, optional: true, example: 1, description: '20 ÷ target seconds when left out' })
  agingRate?: number;

  @NestedList(() => StepDto, { max: 20, optional: true, example: [{ afterSeconds: 60, lowerLevelsTo: 3 }] })
  steps?: StepDto[];

  @Num({ min: 0, max: LONGEST_SECONDS, above: true, optional: true, example: 3600 })
  maxWaitSeconds?: number;

  @Nested(() => OverflowDto, { optional: true, example: { afterSeconds: 300, toQueueId: 'second-line' } })
  overflow?: OverflowDto;

  @Id({ optional: true, example: 'office-hours', description: 'Open only within these hours; always when left out' })
  hoursId?: string;

  @OneOf(WHEN_CLOSED, {
    optional: true,
    example: 'overflow',
    description:
      '`refuse` (when left out): 409 queueClosed, with `opensAt`. `overflow`: the contact goes to `overflow.toQueueId`, ' +
      'where that is open, else on from there as that queue says; no queue is asked twice',
  })
  whenClosed?: WhenClosed;

  @Int({ min: 1, max: 10_000_000, optional: true, example: 500 })
  maxWaiting?: number;

  @Num({
    min: 0,
    max: 86_400,
    optional: true,
    default: 30,
    example: 30,
    description: 'How long a contact that is resumed waits for the agent who had it alone',
  })
  affinityWaitSeconds?: number;

  @Num({ min: 0, max: 86_400, optional: true, example: 45, description: "Wrap-up; the channel's when left out" })
  wrapUpSeconds?: number;

  @Flag({ optional: true, default: true, example: true, description: 'False closes the queue, whatever the hours' })
  open?: boolean;

  @Nested(() => BotRulesDto, { optional: true, example: { minAcceptance: 0.5, maxCustomerValue: 0.8 } })
  bots?: BotRulesDto;

  @Nested(() => TranslationDto, { optional: true, example: { allowed: true, penaltySeconds: 60 } })
  translation?: TranslationDto;
}
