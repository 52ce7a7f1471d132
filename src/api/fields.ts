import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import 'reflect-metadata';

/** What an id may look like, everywhere. */
export const ID_PATTERN = /^[A-Za-z0-9_.:-]{1,64}$/;
export const ID_RULE = 'must be 1–64 characters of A-Z a-z 0-9 _ . : -';
/** Control characters, NUL included, and halves of surrogate pairs: no store keeps them faithfully. */
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u;
const LINE_BREAKS = /[\r\n\t\u0085\u2028\u2029]/;

export interface FieldOptions {
  optional?: boolean;
  /** PATCH: `null` clears the field. */
  nullable?: boolean;
  description?: string;
  example?: unknown;
  default?: unknown;
}

const NESTED = new Map<object, Map<string, () => new () => object>>();
const NULLABLE = new Map<object, Set<string>>();

function lookup<T>(registry: Map<object, T>, dto: object): T[] {
  const found: T[] = [];
  for (let each: unknown = dto; typeof each === 'function'; each = Object.getPrototypeOf(each)) {
    const entry = registry.get(each);
    if (entry !== undefined) found.push(entry);
  }
  return found;
}

/** The class of a nested field, for the validator. */
export function nestedTypeOf(dto: object, name: string): (() => new () => object) | undefined {
  return lookup(NESTED, dto)
    .find((fields) => fields.has(name))
    ?.get(name);
}

/** Fields that may be null, for the validator. */
export function nullableFieldsOf(dto: object): ReadonlySet<string> {
  return new Set(lookup(NULLABLE, dto).flatMap((fields) => [...fields]));
}

/** One decorator per field: the class-validator rule and the OpenAPI schema that says the same. */
export function field(rule: PropertyDecorator[], schema: ApiPropertyOptions, options: FieldOptions): PropertyDecorator {
  const { optional, nullable, ...told } = options;
  const property = ApiProperty({
    ...schema,
    ...told,
    required: optional !== true,
    ...(nullable ? { nullable: true } : {}),
  } as ApiPropertyOptions);
  return (target, key) => {
    // Decorators of one property are asked in the order in which they were applied.
    for (const decorate of optional ? [IsOptional(), ...rule] : rule) decorate(target, key);
    if (nullable) NULLABLE.set(target.constructor, (NULLABLE.get(target.constructor) ?? new Set()).add(String(key)));
    applyDecorators(property)(target, key as string);
  };
}

export function by(
  name: string,
  message: string,
  validate: (value: unknown) => boolean,
  each = false,
): PropertyDecorator {
  return ValidateBy({ name, validator: { validate, defaultMessage: () => message } }, { each });
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && ID_PATTERN.test(value);
}

/** True for text that every store keeps as it is: no control characters but tab and line breaks, no half surrogates. */
export function isStorableText(value: string): boolean {
  return !UNSTORABLE.test(value);
}

/** 1–64 characters of `A-Z a-z 0-9 _ . : -`. */
export function Id(options: FieldOptions = {}): PropertyDecorator {
  const schema = { type: 'string', pattern: ID_PATTERN.source } as const;
  return field([by('isId', ID_RULE, isId)], schema, {
    example: 'billing',
    ...options,
  });
}

/** `least` (0) to `max` different ids. */
export function Ids(options: FieldOptions & { max?: number; least?: number } = {}): PropertyDecorator {
  const { max = 500, least = 0, ...rest } = options;
  const rule = [IsArray(), ArrayMinSize(least), ArrayMaxSize(max), by('isId', ID_RULE, isId, true), ArrayUnique()];
  const items = { type: 'string', pattern: ID_PATTERN.source };
  const size = { maxItems: max, ...(least > 0 && { minItems: least }) };
  return field(rule, { type: 'array', items, ...size, uniqueItems: true } as ApiPropertyOptions, rest);
}

/** Text of `min` (1) to `max` characters (with `bytes`: UTF-8 bytes too); a `line` has no line breaks. */
export function Text(
  options: FieldOptions & { min?: number; max: number; line?: boolean; bytes?: boolean },
): PropertyDecorator {
  const { min = 1, max, line = false, bytes = false, ...rest } = options;
  const valid = (value: unknown): boolean =>
    typeof value === 'string' &&
    value.length >= min &&
    value.length <= max &&
    (!bytes || Buffer.byteLength(value) <= max) &&
    isStorableText(value) &&
    !(line && LINE_BREAKS.test(value));
  const message = `must be ${line ? 'one line of ' : ''}text of ${min} to ${max} characters without control characters`;
  return field([by('isText', message, valid)], { type: 'string', minLength: min, maxLength: max }, rest);
}

/** Up to `max` lines of text, each of 1 to `length` characters and there once. */
export function Texts(options: FieldOptions & { max: number; length: number }): PropertyDecorator {
  const { max, length, ...rest } = options;
  const isLine = (value: unknown): boolean =>
    typeof value === 'string' && value.length > 0 && value.length <= length && isStorableText(value);
  const message = `must be text of 1 to ${length} characters`;
  const rule = [IsArray(), ArrayMaxSize(max), by('isLine', message, isLine, true), ArrayUnique()];
  const items = { type: 'string', minLength: 1, maxLength: length };
  return field(rule, { type: 'array', items, maxItems: max, uniqueItems: true } as ApiPropertyOptions, rest);
}

/** A finite number from `min` to `max`; `integer` by choice. */
export function Num(
  options: FieldOptions & { min: number; max: number; integer?: boolean; above?: boolean },
): PropertyDecorator {
  const { min, max, integer = false, above = false, ...rest } = options;
  const valid = (value: unknown): boolean =>
    typeof value === 'number' &&
    Number.isFinite(value) &&
    (above ? value > min : value >= min) &&
    value <= max &&
    (!integer || Number.isInteger(value));
  const message = `must be ${integer ? 'a whole number' : 'a number'} ${above ? `above ${min} and up` : `from ${min}`} to ${max}`;
  const low = above ? { exclusiveMinimum: min } : { minimum: min };
  return field(
    [by('isNum', message, valid)],
    { type: integer ? 'integer' : 'number', ...low, maximum: max } as unknown as ApiPropertyOptions,
    rest,
  );
}

interface NumListOptions extends FieldOptions {
  min: number;
  max: number;
  /** How many; at least one. */
  most: number;
}

function areNumbers(value: unknown, { min, max, most }: NumListOptions): boolean {
  const isNumber = (n: unknown): boolean => typeof n === 'number' && Number.isFinite(n) && n >= min && n <= max;
  return Array.isArray(value) && value.length > 0 && value.length <= most && value.every(isNumber);
}

function numbersSchema({ min, max, most }: NumListOptions): object {
  return { type: 'array', items: { type: 'number', minimum: min, maximum: max }, minItems: 1, maxItems: most };
}

/** One to `most` finite numbers from `min` to `max`. */
export function NumList(options: NumListOptions): PropertyDecorator {
  const { min, max, most, ...rest } = options;
  const rule = by('areNumbers', `must be 1 to ${most} numbers from ${min} to ${max}`, (value) =>
    areNumbers(value, options),
  );
  return field([rule], numbersSchema(options) as ApiPropertyOptions, rest);
}

/** A finite number from `min` to `max`, or a list of them. */
export function NumOrList(options: NumListOptions): PropertyDecorator {
  const { min, max, most, ...rest } = options;
  const valid = (value: unknown): boolean => areNumbers(Array.isArray(value) ? value : [value], options);
  const rule = by('isNumOrList', `must be a number from ${min} to ${max}, or 1 to ${most} of them`, valid);
  const oneOf = [{ type: 'number', minimum: min, maximum: max }, numbersSchema(options)];
  return field([rule], { oneOf } as unknown as ApiPropertyOptions, rest);
}

/** A finite number from `min` to `max`, or one word. */
export function NumOr(word: string, options: FieldOptions & { min: number; max: number }): PropertyDecorator {
  const { min, max, ...rest } = options;
  const valid = (value: unknown): boolean =>
    value === word || (typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max);
  const oneOf = [
    { type: 'number', minimum: min, maximum: max },
    { type: 'string', enum: [word] },
  ];
  const rule = by('isNumOr', `must be a number from ${min} to ${max}, or "${word}"`, valid);
  return field([rule], { oneOf } as unknown as ApiPropertyOptions, rest);
}

export function Int(options: FieldOptions & { min: number; max: number }): PropertyDecorator {
  return Num({ ...options, integer: true });
}

export function Flag(options: FieldOptions = {}): PropertyDecorator {
  return field([IsBoolean()], { type: 'boolean' }, options);
}

export function OneOf(values: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  return field([IsIn(values)], { type: 'string', enum: [...values] }, { example: values[0], ...options });
}

/** One or more of these words, each once. */
export function ManyOf(values: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  const rule = [IsArray(), ArrayMinSize(1), ArrayMaxSize(values.length), IsIn(values, { each: true }), ArrayUnique()];
  const schema = { type: 'array', items: { type: 'string', enum: [...values] }, minItems: 1, uniqueItems: true };
  return field(rule, schema as ApiPropertyOptions, options);
}

/** Text of a form that a pattern comes close to. */
export function Formed(
  rule: { pattern: RegExp; message: string; valid: (value: unknown) => boolean },
  options: FieldOptions = {},
): PropertyDecorator {
  const schema = { type: 'string', pattern: rule.pattern.source } as const;
  return field([by('isFormed', rule.message, rule.valid)], schema, options);
}

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** An existing moment in ISO 8601 with a zone, 1970–9999. */
export function isInstant(value: unknown): boolean {
  const match = typeof value === 'string' && value.length <= 40 ? INSTANT.exec(value) : null;
  if (!match) return false;
  const at = Date.parse(match[0]);
  if (Number.isNaN(at) || at < 0) return false;
  // Date.parse lets 30 February roll over.
  const day = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  return day.getUTCDate() === Number(match[3]) && Number(match[4]) < 24;
}

export function Instant(options: FieldOptions = {}): PropertyDecorator {
  const rule = by('isInstant', 'must be a time in ISO 8601 with a zone, such as 2026-03-02T09:30:00.000Z', isInstant);
  return field([rule], { type: 'string', format: 'date-time' }, { example: '2026-03-02T09:30:00.000Z', ...options });
}

/** An absolute http or https URL of up to 2,048 characters. */
export function Url(options: FieldOptions = {}): PropertyDecorator {
  const valid = (value: unknown): boolean => {
    if (typeof value !== 'string' || value.length > 2_048 || !isStorableText(value) || !URL.canParse(value))
      return false;
    return /^https?:\/\//i.test(value) && !/\s/.test(value);
  };
  return field(
    [by('isUrl', 'must be an http or https URL', valid)],
    { type: 'string', format: 'uri', maxLength: 2_048 } as ApiPropertyOptions,
    options,
  );
}

/** An object of another DTO class. The description tells a lazy type by its function's name, `type`. */
export function Nested(type: () => new () => object, options: FieldOptions = {}): PropertyDecorator {
  const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
  return nested(
    type,
    [by('isObject', 'must be an object', isObject), ValidateNested()],
    { type: () => type() },
    options,
  );
}

/** Up to `max` objects of another DTO class. */
export function NestedList(type: () => new () => object, options: FieldOptions & { max: number }): PropertyDecorator {
  const { max, ...rest } = options;
  return nested(
    type,
    [IsArray(), ArrayMaxSize(max), ValidateNested({ each: true })],
    { type: () => type(), isArray: true, maxItems: max } as ApiPropertyOptions,
    rest,
  );
}

function nested(
  type: () => new () => object,
  rule: PropertyDecorator[],
  schema: ApiPropertyOptions,
  options: FieldOptions,
): PropertyDecorator {
  const decorate = field(rule, schema, options);
  return (target, key) => {
    NESTED.set(
      target.constructor,
      (NESTED.get(target.constructor) ?? new Map<string, () => new () => object>()).set(String(key), type),
    );
    decorate(target, key);
  };
}

const MAX_DEPTH = 32;

/** Why free JSON cannot be kept, or undefined: too deep, or a text that no store keeps as it is. */
function jsonFault(value: unknown, depth: number): string | undefined {
  if (depth > MAX_DEPTH) return `must not be nested deeper than ${MAX_DEPTH}`;
  if (typeof value === 'string') return isStorableText(value) ? undefined : 'must not contain control characters';
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key of Object.keys(value)) {
    if (!isStorableText(key)) return 'must not contain control characters';
    const fault = jsonFault((value as Record<string, unknown>)[key], depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** A free JSON object of up to `maxBytes` (32 KiB) when written as UTF-8, at most 32 levels deep. */
export function FreeJson(options: FieldOptions & { maxBytes?: number } = {}): PropertyDecorator {
  const { maxBytes = 32_768, ...rest } = options;
  const valid = (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    jsonFault(value, 0) === undefined &&
    Buffer.byteLength(JSON.stringify(value)) <= maxBytes;
  const message = `must be an object of up to ${maxBytes} bytes, at most ${MAX_DEPTH} levels deep, without control characters`;
  return field(
    [by('isFreeJson', message, valid)],
    { type: 'object', additionalProperties: true } as ApiPropertyOptions,
    { example: { orderId: 'A-1007' }, ...rest },
  );
}

/** An object from ids to numbers in a range. */
export function NumberMap(options: FieldOptions & { min: number; max: number; maxKeys: number }): PropertyDecorator {
  const { min, max, maxKeys, ...rest } = options;
  const valid = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const entries = Object.entries(value);
    return (
      entries.length <= maxKeys &&
      entries.every(([key, n]) => isId(key) && typeof n === 'number' && Number.isFinite(n) && n >= min && n <= max)
    );
  };
  const schema = {
    type: 'object',
    maxProperties: maxKeys,
    additionalProperties: { type: 'number', minimum: min, maximum: max },
  };
  return field(
    [by('isNumberMap', `must map up to ${maxKeys} ids to numbers from ${min} to ${max}`, valid)],
    schema as unknown as ApiPropertyOptions,
    rest,
  );
}
