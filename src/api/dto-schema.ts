import 'reflect-metadata';
import type { DtoClass } from './validate.js';
import { nestedTypeOf, nullableFieldsOf } from './fields.js';

// Where @nestjs/swagger keeps what ApiProperty says of a field.
const FIELD_NAMES = 'swagger/apiModelPropertiesArray';
const FIELD = 'swagger/apiModelProperties';

export type JsonSchema = Record<string, unknown>;

/** A DTO class as JSON Schema: the same words that its fields give to OpenAPI. */
export function schemaOf(dto: DtoClass): { properties: Record<string, JsonSchema>; required: string[] } {
  const prototype = dto.prototype as object;
  const names = (Reflect.getMetadata(FIELD_NAMES, prototype) ?? []) as string[];
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const name of names.map((each) => each.replace(/^:/, ''))) {
    const { required: isRequired, ...told } = Reflect.getMetadata(FIELD, prototype, name) as JsonSchema;
    properties[name] = fieldSchema(dto, name, told);
    if (isRequired !== false) required.push(name);
  }
  return { properties, required };
}

/** An object of a DTO class that knows no other fields. */
export function objectSchema(dto: DtoClass): JsonSchema {
  return { type: 'object', additionalProperties: false, ...schemaOf(dto) };
}

function fieldSchema(dto: DtoClass, name: string, told: JsonSchema): JsonSchema {
  const { nullable: _nullable, isArray, example, type, maxItems, enum: values, ...rest } = told;
  const nested = nestedTypeOf(dto, name);
  let schema: JsonSchema;
  if (nested === undefined) schema = { type, ...rest, ...(values !== undefined && { enum: values }) };
  else if (isArray) schema = { type: 'array', items: objectSchema(nested()), ...rest };
  else schema = { ...objectSchema(nested()), ...rest };
  if (maxItems !== undefined) schema.maxItems = maxItems;
  if (example !== undefined) schema.examples = [example];
  return nullableFieldsOf(dto).has(name) ? { oneOf: [schema, { type: 'null' }] } : schema;
}
