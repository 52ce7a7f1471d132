import fc from 'fast-check';

/** The part of JSON Schema that the two documents use. */
export interface Schema {
  $ref?: string;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  const?: unknown;
  enum?: unknown[];
  type?: string | string[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
}

/** Ids that exist, by the name of the field that refers to them; none: the field is left out. */
export type Pool = Record<string, readonly string[]>;

const ANY_ID = fc.stringMatching(/^[A-Za-z0-9_.:-]{1,20}$/);

/** Values that a schema allows; where a field names something, mostly what exists. */
export function fromSchema(
  schema: Schema,
  resolve: (ref: string) => Schema,
  pool: Pool,
  field = '',
): fc.Arbitrary<unknown> {
  const again = (inner: Schema, name = field): fc.Arbitrary<unknown> => fromSchema(inner, resolve, pool, name);
  if (schema.$ref !== undefined) return again(resolve(schema.$ref));
  const branches = schema.oneOf ?? schema.anyOf;
  if (branches !== undefined) return fc.oneof(...branches.map((branch) => again(branch)));
  if (schema.allOf?.[0] !== undefined) return again(schema.allOf[0]);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return objectOf(schema, again, pool);
    case 'array':
      return fc.uniqueArray(again(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(3, schema.maxItems ?? 3),
        selector: nameOf,
      });
    case 'integer':
    case 'number':
      return numberOf(schema, type);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return stringOf(schema, field, pool[field]);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** What may stand in a list once: an id, or an object that names one. */
function nameOf(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item;
  const { id, skillId } = item as { id?: unknown; skillId?: unknown };
  return id ?? skillId ?? item;
}

function objectOf(
  schema: Schema,
  again: (inner: Schema, name: string) => fc.Arbitrary<unknown>,
  pool: Pool,
): fc.Arbitrary<unknown> {
  const { properties = {}, required = [] } = schema;
  if (Object.keys(properties).length === 0) {
    if (schema.additionalProperties === false) return fc.constant({});
    const values =
      typeof schema.additionalProperties === 'object'
        ? again(schema.additionalProperties, '')
        : fc.jsonValue({ maxDepth: 1 });
    return fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), values, { maxKeys: 3 });
  }
  const fields = Object.entries(properties)
    .filter(([name]) => pool[name]?.length !== 0)
    .map(([name, inner]): [string, fc.Arbitrary<unknown>] => [name, again(inner, name)]);
  return fc.record(Object.fromEntries(fields), { requiredKeys: required.filter((name) => name in properties) });
}

function numberOf(schema: Schema, type: string): fc.Arbitrary<unknown> {
  const min = Math.ceil(schema.minimum ?? (schema.exclusiveMinimum ?? -1) + 1);
  const max = Math.floor(schema.maximum ?? min + 1000);
  if (type === 'integer') return fc.integer({ min, max: Math.max(min, max) });
  return fc.oneof(
    fc.integer({ min, max: Math.max(min, max) }),
    fc.double({ min, max: Math.max(min, max), noNaN: true }),
  );
}

function stringOf(schema: Schema, field: string, known: readonly string[] | undefined): fc.Arbitrary<unknown> {
  if (schema.format === 'date-time') {
    // Whatever the machine's clock says, one is past and the other is to come.
    const year = field === 'expiresAt' ? 2099 : 2024;
    const within = { min: new Date(`${year}-01-01T00:00:00Z`), max: new Date(`${year}-10-01T00:00:00Z`) };
    return fc.date({ ...within, noInvalidDate: true }).map((date) => date.toISOString());
  }
  if (schema.format === 'date') {
    const within = { min: new Date('2024-01-01'), max: new Date('2029-12-31'), noInvalidDate: true };
    return fc.date(within).map((date) => date.toISOString().slice(0, 10));
  }
  if (schema.format === 'uri') return fc.constant('http://receiver.invalid/hook');
  if (known !== undefined && known.length > 0)
    return fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: ANY_ID });
  if (schema.pattern?.startsWith('^[A-Za-z0-9_.:-]')) return ANY_ID;
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern));
  return fc.string({
    minLength: schema.minLength ?? 0,
    maxLength: Math.min(schema.maxLength ?? 20, 30),
    unit: 'grapheme',
  });
}

const HOSTILE: readonly unknown[] = [
  null,
  '',
  'a\u0000b',
  '../../etc/passwd',
  -1,
  1e308,
  0.1,
  true,
  [],
  {},
  [[[[]]]],
  'x'.repeat(5000),
  '__proto__',
  '\ud800',
  '2026-13-45T99:00:00Z',
];

/** A body that is wrong in one place or another: a hostile value, an unknown field, a missing one, no object at all. */
export function spoilt(body: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const hostile = fc.constantFrom(...HOSTILE);
  const pick = fc.nat();
  return fc.oneof(
    fc.tuple(body, hostile, pick).map(([value, bad, at]) => withField(value, at, bad)),
    fc
      .tuple(body, fc.string({ minLength: 1, maxLength: 12 }), hostile)
      .map(([value, name, bad]) => ({ ...(value as object), [name]: bad })),
    fc.tuple(body, pick).map(([value, at]) => withField(value, at, undefined)),
    hostile,
    fc.integer({ min: 50, max: 3000 }).map((depth) => nested(depth)),
  );
}

function withField(value: unknown, at: number, bad: unknown): unknown {
  const names = Object.keys((value ?? {}) as object);
  const name = names[at % Math.max(1, names.length)];
  return name === undefined ? bad : { ...(value as object), [name]: bad };
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i += 1) value = { attributes: value };
  return value;
}

/**
 * What fields demand of each other, and no schema says: one target of a transfer, one time and the right channel of an
 * enqueue, a time to dial only where the customer is called first, and that only who leaves can do so after work.
 */
export function agreeing(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const fields = { ...body } as Record<string, unknown>;
  if ('mode' in fields && 'queueId' in fields) delete fields.agentId;
  if ('enqueuedAt' in fields) delete fields.scheduledAt;
  if ('callback' in fields && 'channel' in fields) fields.channel = 'callback';
  if (typeof fields.callback === 'object') fields.callback = agreeing(fields.callback);
  if (fields.mode !== 'customerFirst') delete fields.dialSeconds;
  if ('presence' in fields && (fields.presence === 'available' || 'channels' in fields)) delete fields.afterWork;
  return fields;
}
