import { ALERT_LEVELS, THRESHOLD_KINDS, type AlertLevel, type ThresholdKind } from '../../../domain/alert-threshold.js';
import { Id, Instant, Int, Nested, Num, OneOf, Text } from '../../fields.js';

/** A week, for waits; counts and shares are well below. */
const MOST = 604_800;

export class AlertDto {
  @Text({ max: 256, line: true, example: 'Billing waits too long' })
  name: string;

  @OneOf(THRESHOLD_KINDS, {
    example: 'longestWait',
    description:
      'longestWait: longest wait of a contact that waits or is offered, s. estimatedWait: middle of the estimated wait of one who came now, s. serviceLevel: SL of the last 30 minutes, 0–1. ronaRate: missed ÷ (accepted + declined + missed) offers of the last 30 minutes, 0–1. unroutable, declinedByAll: contacts of which such an alert stands',
  })
  kind: ThresholdKind;

  @Id({ optional: true, example: 'billing', description: 'All queues together when left out; of waits the longest' })
  queueId?: string;

  @Num({ min: 0, max: MOST, example: 120, description: 'Raised when the figure is here or worse' })
  raiseAt: number;

  @Num({
    min: 0,
    max: MOST,
    example: 60,
    description: 'Cleared when it is here or better: below raiseAt, of serviceLevel above it',
  })
  clearAt: number;

  @Int({ min: 0, max: 3_600, optional: true, default: 0, example: 10, description: 'How long it must be so first' })
  forSeconds?: number;

  @Int({
    min: 1,
    max: 100_000,
    optional: true,
    example: 5,
    description: 'Of serviceLevel and ronaRate: contacts or offers below which nothing is raised; 5 when left out',
  })
  minimum?: number;

  @OneOf(ALERT_LEVELS, { optional: true, example: 'warning', description: 'warning when left out' })
  level?: AlertLevel;
}

export class RaisedAnswer {
  @Instant({ description: 'Since when it stands' })
  at: string;

  @Num({ min: 0, max: Number.MAX_SAFE_INTEGER, nullable: true, example: 131.4, description: 'The figure at that time' })
  value: number | null;
}

export class AlertAnswer extends AlertDto {
  @Id({ example: 'billing-waits' })
  id: string;

  @Nested(() => RaisedAnswer, { nullable: true, description: 'null: it does not stand' })
  raised: RaisedAnswer | null;
}
