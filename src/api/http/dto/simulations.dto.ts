import type { BotAcceptance } from '../../../domain/contact.js';
import {
  Id,
  Instant,
  Int,
  Nested,
  NestedList,
  Num,
  NumList,
  NumOr,
  NumOrList,
  OneOf,
  Text,
  Texts,
} from '../../fields.js';
import { AgentDto } from './agents.dto.js';
import { ChannelDto } from './channels.dto.js';
import { RequirementDto } from './contacts.dto.js';
import { HoursDto } from './hours.dto.js';
import { QueueDto } from './queues.dto.js';
import { RoutingProfileDto } from './routing-profiles.dto.js';

/** Ten years. */
const LONGEST_SECONDS = 315_360_000;
const MOST_VALUES = 100_000;
const duration = { min: 0, max: LONGEST_SECONDS } as const;

export class DistributionDto {
  @OneOf(['exponential', 'deterministic', 'lognormal', 'empirical'], { example: 'exponential' })
  kind: 'exponential' | 'deterministic' | 'lognormal' | 'empirical';

  @Num({ ...duration, above: true, optional: true, example: 300 })
  meanSeconds?: number;

  @Num({ min: 0, max: 100, optional: true, example: 1.2, description: 'Lognormal: standard deviation ÷ mean' })
  cv?: number;

  @NumList({
    ...duration,
    most: MOST_VALUES,
    optional: true,
    example: [120, 300, 480],
    description: 'Empirical: each as likely',
  })
  seconds?: number[];
}

export class ArrivalsDto {
  @OneOf(['poisson', 'piecewise', 'times'], { example: 'poisson' })
  kind: 'poisson' | 'piecewise' | 'times';

  @NumOrList({
    min: 0,
    max: 10_000_000,
    most: 100_000,
    optional: true,
    example: 180,
    description: 'Piecewise: a list, which begins again at its end',
  })
  perHour?: number | number[];

  @Num({ ...duration, above: true, optional: true, example: 1800, description: 'Piecewise: how long each rate holds' })
  intervalSeconds?: number;

  @NumList({ ...duration, most: 1_000_000, optional: true, example: [0, 12.5, 60], description: 'Times' })
  seconds?: number[];
}

export class SimulatedStreamDto {
  @Id({ example: 'calls' })
  id: string;

  @Id({ example: 'billing' })
  queueId: string;

  @Id({ example: 'voice' })
  channel: string;

  @NestedList(() => RequirementDto, { max: 64, optional: true, example: [{ skillId: 'lang:de', minLevel: 5 }] })
  requirements?: RequirementDto[];

  @Text({ max: 35, line: true, optional: true, example: 'de', description: 'As of a contact' })
  language?: string;

  @NumOr('never', { min: 0, max: 1, optional: true, example: 0.8, description: 'As of a contact' })
  botAcceptance?: BotAcceptance;

  @Num({ min: 0, max: 10, optional: true, default: 0, example: 3 })
  priority?: number;

  @Num({ min: 0, max: 1, optional: true, default: 0, example: 0.7 })
  customerValue?: number;

  @Text({ max: 64, line: true, optional: true, example: 'cancellation' })
  journeyStage?: string;

  @Nested(() => ArrivalsDto, { example: { kind: 'poisson', perHour: 180 } })
  arrivals: ArrivalsDto;

  @Nested(() => DistributionDto, { example: { kind: 'exponential', meanSeconds: 300 } })
  service: DistributionDto;

  @Nested(() => DistributionDto, {
    optional: true,
    example: { kind: 'exponential', meanSeconds: 180 },
    description: 'How long they wait before they give up; for ever when left out',
  })
  patience?: DistributionDto;
}

export class SimulatedQueueDto extends QueueDto {
  @Id({ example: 'billing' })
  id: string;
}

export class SimulatedHoursDto extends HoursDto {
  @Id({ example: 'office' })
  id: string;
}

export class SimulatedChannelDto extends ChannelDto {
  @Id({ example: 'voice' })
  id: string;
}

export class SimulatedProfileDto extends RoutingProfileDto {
  @Id({ example: 'gold-first' })
  id: string;
}

export class ShiftDto {
  @Num({ ...duration, example: 0 })
  from: number;

  @Num({ ...duration, example: 28_800 })
  to: number;
}

export class SimulatedAgentDto extends AgentDto {
  @Id({ example: 'generalists' })
  id: string;

  @Int({
    min: 1,
    max: 10_000,
    optional: true,
    default: 1,
    example: 18,
    description: 'So many alike; one line of figures',
  })
  count?: number;

  @NestedList(() => ShiftDto, {
    max: 10_000,
    optional: true,
    example: [{ from: 0, to: 28_800 }],
    description: 'Always available when left out',
  })
  shifts?: ShiftDto[];

  @Nested(() => DistributionDto, {
    optional: true,
    example: { kind: 'exponential', meanSeconds: 240 },
    description: "In place of the streams'",
  })
  service?: DistributionDto;
}

/** A center and its contacts, to be run on a virtual clock by the engine that decides in production. */
export class SimulationScenarioDto {
  @Int({
    min: 0,
    max: 4_294_967_295,
    optional: true,
    default: 1,
    example: 1,
    description: 'The same seed gives the same result',
  })
  seed?: number;

  @Int({ min: 1, max: 1_000, optional: true, default: 10, example: 10 })
  replications?: number;

  @Num({
    ...duration,
    optional: true,
    default: 0,
    example: 36_000,
    description: 'Who comes before is served, but not counted',
  })
  warmupSeconds?: number;

  @Num({ ...duration, above: true, example: 3_600_000, description: 'Who comes from here on is not counted' })
  horizonSeconds: number;

  @Instant({
    optional: true,
    example: '2026-03-02T07:00:00+01:00',
    description: 'When the scenario begins: hours are read by it',
  })
  startsAt?: string;

  @NestedList(() => SimulatedHoursDto, {
    max: 100,
    optional: true,
    example: [],
    description: 'Hours that queues name; those that are missing are taken as they are in force',
  })
  hours?: SimulatedHoursDto[];

  @NestedList(() => SimulatedChannelDto, {
    max: 64,
    optional: true,
    example: [],
    description: 'In place of the eight channels of a new workspace, which have no wrap-up here',
  })
  channels?: SimulatedChannelDto[];

  @NestedList(() => SimulatedQueueDto, { max: 1_000, example: [{ id: 'billing', name: 'Billing' }] })
  queues: SimulatedQueueDto[];

  @NestedList(() => SimulatedProfileDto, { max: 100, optional: true, example: [] })
  profiles?: SimulatedProfileDto[];

  @NestedList(() => SimulatedAgentDto, {
    max: 1_000,
    example: [
      {
        id: 'team',
        name: 'Team',
        queues: ['billing'],
        skills: [],
        channels: [{ id: 'voice', capacity: 1 }],
        count: 18,
      },
    ],
  })
  agents: SimulatedAgentDto[];

  @NestedList(() => SimulatedStreamDto, {
    max: 1_000,
    example: [
      {
        id: 'calls',
        queueId: 'billing',
        channel: 'voice',
        arrivals: { kind: 'poisson', perHour: 180 },
        service: { kind: 'exponential', meanSeconds: 300 },
      },
    ],
  })
  streams: SimulatedStreamDto[];

  @Texts({
    max: 10,
    length: 80,
    optional: true,
    example: ['default@1', 'gold-first@1'],
    description: 'Profiles, each in force for all queues; the same contacts come under each',
  })
  compare?: string[];
}
