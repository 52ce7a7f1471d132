import { WEEKDAYS, type Weekday } from '../../../domain/configuration.js';
import { LocalDate, LocalTime, SomeOf, TimeZone } from '../../calendar-fields.js';
import { NestedList } from '../../fields.js';

export class DaySpanDto {
  @LocalTime({ example: '09:00' })
  from: string;

  @LocalTime({ end: true, example: '18:00', description: 'After `from`; `24:00` is the end of the day' })
  to: string;
}

export class WeeklySpanDto extends DaySpanDto {
  @SomeOf(WEEKDAYS, { example: ['mon', 'tue', 'wed', 'thu', 'fri'] })
  days: Weekday[];
}

export class HoursExceptionDto {
  @LocalDate()
  date: string;

  @NestedList(() => DaySpanDto, {
    max: 24,
    example: [{ from: '09:00', to: '12:00' }],
    description: "Instead of the week's spans; empty: closed all day",
  })
  open: DaySpanDto[];
}

export class HoursDto {
  @TimeZone({ description: 'A name of the zone database' })
  timezone: string;

  @NestedList(() => WeeklySpanDto, {
    max: 100,
    example: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
    description:
      'Spans that touch or overlap are one. Over midnight: one to `24:00`, and one from `00:00` of the next day. Where ' +
      'clocks are set back within a span it is an hour longer, where they are set forward an hour shorter.',
  })
  weekly: WeeklySpanDto[];

  @NestedList(() => HoursExceptionDto, {
    max: 1_000,
    example: [{ date: '2026-12-24', open: [{ from: '08:00', to: '12:00' }] }],
    description: 'Dates on which other spans hold; each date once',
  })
  exceptions: HoursExceptionDto[];
}
