import type { ApiPropertyOptions } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray } from 'class-validator';
import { isDate, isTimeZone } from '../hours/local-time.js';
import { by, field, type FieldOptions } from './fields.js';

// Fields of calendars: local times and dates, weekdays, time zones.

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const TIME_OR_END = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

function matches(pattern: RegExp): (value: unknown) => boolean {
  return (value) => typeof value === 'string' && pattern.test(value);
}

/** A local time `HH:MM`; where it is the `end` of a span also `24:00`. */
export function LocalTime({ end = false, ...options }: FieldOptions & { end?: boolean } = {}): PropertyDecorator {
  const pattern = end ? TIME_OR_END : TIME;
  const message = `must be a time from 00:00 to ${end ? '24:00' : '23:59'}, written HH:MM`;
  return field([by('isLocalTime', message, matches(pattern))], { type: 'string', pattern: pattern.source }, options);
}

/** A date `YYYY-MM-DD` of 1970–9999 that is in the calendar. */
export function LocalDate(options: FieldOptions = {}): PropertyDecorator {
  const rule = by('isLocalDate', 'must be a date of the calendar, written YYYY-MM-DD', isDate);
  return field([rule], { type: 'string', format: 'date' }, { example: '2026-12-24', ...options });
}

/** A name of the zone database that this server knows. */
export function TimeZone(options: FieldOptions = {}): PropertyDecorator {
  const valid = (value: unknown): boolean => typeof value === 'string' && isTimeZone(value);
  const rule = by('isTimeZone', 'must be the name of a time zone, such as Europe/Berlin', valid);
  return field([rule], { type: 'string', minLength: 1, maxLength: 64 }, { example: 'Europe/Berlin', ...options });
}

/** Some of a few values, each once. */
export function SomeOf(values: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  const message = `must be one of ${values.join(', ')}`;
  const known = by('isSomeOf', message, (value) => typeof value === 'string' && values.includes(value), true);
  const schema = { type: 'array', items: { type: 'string', enum: [...values] }, minItems: 1, maxItems: values.length };
  return field(
    [IsArray(), ArrayMinSize(1), ArrayMaxSize(values.length), known, ArrayUnique()],
    { ...schema, uniqueItems: true } as ApiPropertyOptions,
    { example: [...values], ...options },
  );
}
