import { IntersectionType } from '@nestjs/swagger';
import { Id, Instant, Int, NestedList, Num, OneOf, Text } from '../../fields.js';
import { INTERVALS, type Interval } from '../../../hours/local-intervals.js';

/* Answers that count; described for the OpenAPI document, not validated. Columns of groups are there when they are asked for. */

const many = Number.MAX_SAFE_INTEGER;

/** What every row of a report begins with. */
abstract class ReportRow {
  @Instant({ description: 'Of the interval, or of what is asked for where that begins later' })
  from: string;

  @Instant({ example: '2026-03-02T09:45:00.000Z' })
  to: string;

  @Text({ max: 25, example: '2026-03-02T10:30:00+01:00', description: '`from` as the clock on the wall shows it' })
  localTime: string;
}

abstract class ReportHead {
  @Text({ max: 64, example: 'Europe/Berlin' })
  timezone: string;

  @OneOf(INTERVALS)
  interval: Interval;

  @Instant()
  from: string;

  @Instant({ example: '2026-03-03T00:00:00.000Z' })
  to: string;
}

class WaitFigures extends ReportRow {
  @Id({ optional: true, example: 'billing' })
  queueId?: string;

  @Id({ optional: true, example: 'voice' })
  channel?: string;

  @Int({ min: 0, max: many, example: 12, description: 'Waits that began, but for those that a callback replaced' })
  offered: number;

  @Int({ min: 0, max: many, example: 12 })
  answered: number;

  @Int({ min: 0, max: many, example: 12 })
  answeredWithinTarget: number;

  @Int({ min: 0, max: many, example: 12, description: 'Without short abandons' })
  abandoned: number;

  @Int({ min: 0, max: many, example: 12 })
  shortAbandoned: number;

  @Int({ min: 0, max: many, example: 12, description: 'Went on to another queue before an answer' })
  movedOn: number;

  @Int({
    min: 0,
    max: many,
    example: 12,
    description: 'Ended otherwise: cancelled, merged, expired, resolved elsewhere',
  })
  withdrawn: number;

  @Int({ min: 0, max: many, example: 12, description: 'Still waits: the row can change yet' })
  open: number;

  @Num({
    min: 0,
    max: 1,
    nullable: true,
    example: 0.82,
    description: 'Answered within target ÷ (offered − short abandons)',
  })
  sl: number | null;

  @Num({ min: 0, max: 1, nullable: true, example: 0.82, description: 'Answered within target ÷ answered' })
  slOfAnswered: number | null;

  @Num({ min: 0, max: 1, nullable: true, example: 0.82, description: 'Answered within target ÷ offered' })
  slOfOffered: number | null;

  @Num({ min: 0, max: 1, nullable: true, example: 0.82, description: 'Abandoned ÷ offered' })
  abandonment: number | null;

  @Num({ min: 0, max: many, nullable: true, example: 14.2, description: 'Mean wait of the answered' })
  asaSeconds: number | null;

  @Num({ min: 0, max: many, nullable: true, example: 14.2, description: '95 of 100 of the answered waited no longer' })
  p95WaitSeconds: number | null;

  @Num({ min: 0, max: many, nullable: true, example: 14.2, description: 'Of the answered' })
  longestWaitSeconds: number | null;

  @Num({
    min: 0,
    max: many,
    nullable: true,
    example: 14.2,
    description: 'Mean of talk, hold and wrap-up, of each agent’s part',
  })
  ahtSeconds: number | null;

  @Num({ min: 0, max: many, nullable: true, example: 14.2, description: 'The wrap-up of it' })
  wrapUpSeconds: number | null;

  @Int({ min: 0, max: many, example: 12, description: 'Offers that nobody answered' })
  rona: number;

  @Int({ min: 0, max: many, example: 12, description: 'By people, to a queue or an agent' })
  transferred: number;

  @Int({ min: 0, max: many, example: 12, description: 'Of the answered' })
  botAnswered: number;

  @Int({ min: 0, max: many, example: 12, description: 'Given on by a bot' })
  botHandedOver: number;

  @Int({ min: 0, max: many, example: 12, description: 'Ended with a bot' })
  botSolved: number;

  @Int({ min: 0, max: many, example: 12, description: 'Waits that a callback replaced' })
  callbacksRequested: number;

  @Int({ min: 0, max: many, example: 12, description: 'Callbacks that ended: the sum of the next four' })
  callbacks: number;

  @Int({ min: 0, max: many, example: 12 })
  callbacksReached: number;

  @Int({ min: 0, max: many, example: 12 })
  callbacksNotReached: number;

  @Int({ min: 0, max: many, example: 12 })
  callbacksAbandoned: number;

  @Int({ min: 0, max: many, example: 12 })
  callbacksWithdrawn: number;

  @Int({ min: 0, max: many, example: 12 })
  callbackFailedAttempts: number;

  @Num({ min: 0, max: many, nullable: true, example: 14.2, description: 'Without attempts that failed' })
  callbackAhtSeconds: number | null;
}

class FirstContactFigures {
  @Int({
    min: 0,
    max: many,
    example: 12,
    description: 'Of known customers, settled, with none of theirs in the seven days before',
  })
  firstContacts: number;

  @Int({
    min: 0,
    max: many,
    example: 12,
    description: 'Of these, not said to be unresolved, and the customer did not come back within seven days',
  })
  resolvedAtFirst: number;

  @Int({ min: 0, max: many, example: 12, description: 'Of known customers, whose seven days are not over' })
  fcrPending: number;

  @Num({
    min: 0,
    max: 1,
    nullable: true,
    example: 0.82,
    description: 'First contact resolution: resolvedAtFirst ÷ firstContacts',
  })
  fcr: number | null;
}

export class QueueReportRow extends IntersectionType(WaitFigures, FirstContactFigures) {}

export class SkillReportRow extends WaitFigures {
  @Id({ optional: true, example: 'german' })
  skillId?: string;
}

export class AgentReportRow extends ReportRow {
  @Id({ optional: true, example: 'ada' })
  agentId?: string;

  @OneOf(['human', 'bot'], { optional: true, description: 'As configured now' })
  kind?: 'human' | 'bot';

  @Num({ min: 0, max: many, example: 25200, description: 'Available, unavailable, or at work' })
  signedInSeconds: number;

  @Num({ min: 0, max: many, example: 25200, description: 'Any contact held, wrap-up included: a second counts once' })
  handlingSeconds: number;

  @Num({ min: 0, max: many, example: 25200, description: 'Any contact in wrap-up' })
  wrapUpSeconds: number;

  @Num({ min: 0, max: many, example: 25200, description: 'Available and nothing to do' })
  idleSeconds: number;

  @Num({ min: 0, max: many, example: 25200, description: 'Unavailable and nothing to do: breaks' })
  unavailableSeconds: number;

  @Num({ min: 0, max: many, example: 25200 })
  notRespondingSeconds: number;

  @Num({ min: 0, max: 1, nullable: true, example: 0.82, description: 'Handling ÷ (handling + idle)' })
  occupancy: number | null;

  @Num({ min: 0, max: 1, nullable: true, example: 0.82, description: 'Handling ÷ signed in' })
  utilisation: number | null;

  @Int({ min: 0, max: many, example: 12, description: 'Offers that ended' })
  offers: number;

  @Int({ min: 0, max: many, example: 12 })
  accepted: number;

  @Int({ min: 0, max: many, example: 12 })
  declined: number;

  @Int({ min: 0, max: many, example: 12, description: 'Missed' })
  rona: number;

  @Int({ min: 0, max: many, example: 12, description: 'Rescinded, or the customer or the connection was gone' })
  offersOtherwiseEnded: number;

  @Int({ min: 0, max: many, example: 12, description: 'Parts in contacts that ended' })
  handled: number;

  @Int({ min: 0, max: many, example: 12 })
  completed: number;

  @Int({ min: 0, max: many, example: 12, description: 'Given on, by a bot handed over' })
  transferred: number;

  @Num({
    min: 0,
    max: many,
    nullable: true,
    example: 14.2,
    description: 'Mean of talk, hold and wrap-up of the handled',
  })
  ahtSeconds: number | null;

  @Int({ min: 0, max: many, example: 12, description: 'Parts in callbacks, without attempts that failed' })
  callbacks: number;

  @Num({ min: 0, max: many, nullable: true, example: 14.2 })
  callbackAhtSeconds: number | null;
}

class EndFigures extends ReportRow {
  @Text({ max: 64, optional: true, nullable: true, example: 'refunded', description: 'Null: ended without one' })
  disposition?: string | null;

  @Id({ optional: true, example: 'billing' })
  queueId?: string;

  @Id({ optional: true, example: 'voice' })
  channel?: string;

  @Id({ optional: true, example: 'ada' })
  agentId?: string;

  @Int({ min: 0, max: many, example: 12, description: 'Ended by agents or bots; without callbacks' })
  contacts: number;

  @Int({ min: 0, max: many, example: 12, description: 'Said to be resolved' })
  resolved: number;

  @Int({ min: 0, max: many, example: 12, description: 'Said not to be' })
  unresolved: number;

  @Int({ min: 0, max: many, example: 12, description: 'Ended by a bot' })
  botSolved: number;

  @Int({ min: 0, max: many, example: 12 })
  callbacks: number;

  @Int({ min: 0, max: many, example: 12 })
  callbacksResolved: number;
}

export class DispositionReportRow extends IntersectionType(EndFigures, FirstContactFigures) {}

export class QueueReportAnswer extends ReportHead {
  @NestedList(() => QueueReportRow, { max: 100_000 })
  items: QueueReportRow[];
}

export class SkillReportAnswer extends ReportHead {
  @NestedList(() => SkillReportRow, { max: 100_000 })
  items: SkillReportRow[];
}

export class AgentReportAnswer extends ReportHead {
  @NestedList(() => AgentReportRow, { max: 100_000 })
  items: AgentReportRow[];
}

export class DispositionReportAnswer extends ReportHead {
  @NestedList(() => DispositionReportRow, { max: 100_000 })
  items: DispositionReportRow[];
}
