import type { ApiPropertyOptions } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray } from 'class-validator';
import { by, field, isStorableText, type FieldOptions } from './fields.js';

// Fields that a contact type names, and their values.

/** A letter first: so that no name has a meaning for an object. */
const NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/;
const MOST_FIELDS = 50;
const LONGEST_TEXT = 1_024;

/** A letter, then up to 63 characters of `A-Z a-z 0-9 _ . -`. */
export function FieldName(options: FieldOptions = {}): PropertyDecorator {
  const valid = (value: unknown): boolean => typeof value === 'string' && NAME.test(value);
  const message = 'must be a letter and up to 63 characters of A-Z a-z 0-9 _ . -';
  return field([by('isFieldName', message, valid)], { type: 'string', pattern: NAME.source }, options);
}

/** Up to `max` different lines of text, each of 1 to `length` characters. */
export function Texts({ max, length, ...options }: FieldOptions & { max: number; length: number }): PropertyDecorator {
  const valid = (value: unknown): boolean =>
    typeof value === 'string' &&
    value.trim() !== '' &&
    value.length <= length &&
    isStorableText(value) &&
    !/[\r\n\t]/.test(value);
  const message = `must be one line of text of 1 to ${length} characters without control characters, not blank`;
  const items = { type: 'string', minLength: 1, maxLength: length };
  return field(
    [IsArray(), ArrayMaxSize(max), by('isLine', message, valid, true), ArrayUnique()],
    { type: 'array', items, maxItems: max, uniqueItems: true } as ApiPropertyOptions,
    options,
  );
}

function isValue(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= LONGEST_TEXT && isStorableText(value);
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

/** An object of up to 50 fields whose values are text of up to 1,024 characters, numbers, true or false. */
export function FieldValues(options: FieldOptions = {}): PropertyDecorator {
  const valid = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const entries = Object.entries(value);
    return entries.length <= MOST_FIELDS && entries.every(([name, each]) => NAME.test(name) && isValue(each));
  };
  const message = `must map up to ${MOST_FIELDS} names to text of up to ${LONGEST_TEXT} characters, numbers, true or false`;
  const one = { oneOf: [{ type: 'string', maxLength: LONGEST_TEXT }, { type: 'number' }, { type: 'boolean' }] };
  return field(
    [by('isFieldValues', message, valid)],
    { type: 'object', maxProperties: MOST_FIELDS, additionalProperties: one } as unknown as ApiPropertyOptions,
    { example: { cause: 'price' }, ...options },
  );
}
