import { ATTEMPT_OUTCOMES, CALLBACK_MODES, type AttemptOutcome, type CallbackMode } from '../../../domain/callback.js';
import { WEEKDAYS, type Weekday } from '../../../domain/configuration.js';
import { LocalTime, SomeOf, TimeZone } from '../../calendar-fields.js';
import { Flag, Id, Instant, Int, Nested, Num, OneOf, Text } from '../../fields.js';
import { IdentityDto } from './identity.dto.js';

export class AttemptsDto {
  @Int({ min: 1, max: 10, optional: true, default: 3, example: 3, description: 'With so many that failed it ends' })
  max?: number;

  @Num({ min: 0, max: 604_800, optional: true, default: 900, example: 900, description: 'From one to the next' })
  spacingSeconds?: number;
}

export class CallbackWindowDto {
  @TimeZone({ description: "The customer's; a name of the zone database" })
  timezone: string;

  @LocalTime({ example: '09:00' })
  from: string;

  @LocalTime({ end: true, example: '18:00', description: 'After `from`; `24:00` is the end of the day' })
  to: string;

  @SomeOf(WEEKDAYS, {
    optional: true,
    example: ['mon', 'tue', 'wed', 'thu', 'fri'],
    description: 'Left out: every day',
  })
  days?: Weekday[];
}

const WINDOW = { timezone: 'Europe/Berlin', from: '09:00', to: '18:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'] };

export class CallbackDto {
  @OneOf(CALLBACK_MODES, {
    optional: true,
    default: 'agentFirst',
    description:
      'agentFirst: an agent accepts, then the customer is called. customerFirst: the customer is called while an agent ' +
      'stands for it, and is offered once on the line',
  })
  mode?: CallbackMode;

  @Num({
    min: 5,
    max: 120,
    optional: true,
    example: 45,
    description: 'With customerFirst alone: how long the customer is called; left out: 45',
  })
  dialSeconds?: number;

  @Nested(() => AttemptsDto, { optional: true, example: { max: 3, spacingSeconds: 900 } })
  attempts?: AttemptsDto;

  @Nested(() => CallbackWindowDto, {
    optional: true,
    example: WINDOW,
    description: 'When the customer may be called; outside it the callback is scheduled for the next opening, age kept',
  })
  window?: CallbackWindowDto;

  @Nested(() => IdentityDto, {
    optional: true,
    example: { kind: 'phone', value: '+49301234567' },
    description: 'Where to call. Who the customer is, where that is not known otherwise',
  })
  identity?: IdentityDto;
}

export class AskCallbackDto extends CallbackDto {
  @Id({
    optional: true,
    example: 'callback-20260302-0001',
    description: 'Of the callback; left out: made by the server',
  })
  id?: string;

  @Instant({ optional: true, description: 'Not called before', example: '2040-01-02T09:30:00.000Z' })
  notBefore?: string;
}

export class AttemptDto {
  @OneOf(ATTEMPT_OUTCOMES, { example: 'noAnswer' })
  outcome: AttemptOutcome;

  @Id({
    optional: true,
    example: '0199c1f0-6a2b-7c3d-8e4f-5a6b7c8d9e0f',
    description: 'The offer whose attempt it was, so that a late signal of an earlier one is not taken for the present',
  })
  offerId?: string;

  @Int({ min: 1, max: 10, optional: true, example: 1, description: 'The same by its number: 1 is the first' })
  attempt?: number;
}

/** Of a callback as it stands. */
export class CallbackAnswer extends CallbackDto {
  @Int({ min: 0, max: 10, example: 1, description: 'Attempts that failed' })
  made: number;

  @OneOf(ATTEMPT_OUTCOMES, { optional: true, example: 'noAnswer', description: 'How the last of them failed' })
  lastOutcome?: string;

  @Flag({ example: false })
  reached: boolean;

  @Instant({
    optional: true,
    description: 'While the customer is called first: until when',
    example: '2026-03-02T09:15:45.000Z',
  })
  dialUntil?: string;

  @Id({ optional: true, example: 'call-1', description: 'The contact in whose stead it came' })
  contactId?: string;

  @Text({ max: 64, optional: true, example: 'voice', description: 'Its channel: the callback goes on ageing as that' })
  fromChannel?: string;
}
