import fc, { type Arbitrary } from 'fast-check';
import type { JsonSchema } from '../../src/api/dto-schema.js';

/** Ids that exist, so that many frames reach a transition. */
export type IdPool = Record<string, readonly string[]>;

const ODD: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    -1,
    1e308,
    '',
    '\u0000',
    '../../etc/passwd',
    'x'.repeat(2_000),
    '\ud800',
    [],
    {},
    [[[]]],
    { __proto__: 1 },
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Values that a schema describes. */
function valid(schema: JsonSchema, name: string, ids: IdPool): Arbitrary<unknown> {
  const { type, enum: values, oneOf, const: fixed, minimum, maximum, exclusiveMinimum } = schema;
  const pool = ids[name];
  if (fixed !== undefined) return fc.constant(fixed);
  if (pool !== undefined && type === 'string') return fc.constantFrom(...pool);
  if (Array.isArray(oneOf)) return fc.oneof(...(oneOf as JsonSchema[]).map((each) => valid(each, name, ids)));
  if (Array.isArray(values)) return fc.constantFrom(...(values as unknown[]));
  switch (type) {
    case 'string':
      if (schema.format === 'date-time') return fc.constantFrom('2020-01-01T00:00:00.000Z', '2026-01-01T00:00:00Z');
      if (schema.format === 'uri') return fc.constantFrom('https://example.com/', 'http://10.0.0.1/', 'mailto:x');
      return fc.stringMatching(/^[a-z0-9]{1,12}$/);
    case 'integer':
    case 'number': {
      const min = Number(minimum ?? exclusiveMinimum ?? 0);
      return fc.integer({ min: Math.ceil(min), max: Math.floor(Number(maximum ?? 10)) });
    }
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.uniqueArray(valid(schema.items as JsonSchema, name, ids), {
        maxLength: 3,
        selector: (item) => JSON.stringify(item),
      });
    case 'object':
      return schema.properties === undefined ? fc.constantFrom({}, { a: 1 }) : record(schema, ids);
    default:
      return fc.constant(null);
  }
}

function record(schema: JsonSchema, ids: IdPool): Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(schema.properties as Record<string, JsonSchema>);
  const model = Object.fromEntries(fields.map(([name, field]) => [name, valid(field, name, ids)]));
  return fc.record(model, { requiredKeys: (schema.required as string[] | undefined) ?? [] });
}

/** A frame as described, or one with a field spoilt, left out or added. */
export function frameOf(schema: JsonSchema, ids: IdPool): Arbitrary<Record<string, unknown>> {
  const names = Object.keys(schema.properties as object).filter((name) => name !== 'requestId' && name !== 'type');
  const whole = record(schema, ids);
  const spoilt = fc
    .tuple(whole, fc.constantFrom(...names, 'unknown', '__proto__', 'constructor'), ODD)
    .map(
      ([frame, name, value]) =>
        Object.assign(Object.create(null) as object, frame, { [name]: value }) as Record<string, unknown>,
    );
  const lacking = fc.tuple(whole, fc.constantFrom(...names)).map(([{ ...frame }, name]) => {
    delete frame[name];
    return frame;
  });
  return fc.oneof({ weight: 6, arbitrary: whole }, { weight: 3, arbitrary: spoilt }, { weight: 1, arbitrary: lacking });
}
