/**
 * What a script is given, by name on both sides. The script's header is the one place that lists it:
 *
 *     -- keys: meta events contact last? command?
 *     -- args: contactId note? wrapUpMs:number timer:flag room?:json
 *     -- item keys: contact agent        (once for each item of a group)
 *     -- item args: contactId agentId
 *
 * From it come the Lua tables `K` and `A` and the function `item(i)`, and the order in which values go over the wire.
 */
export interface Field {
  name: string;
  kind: 'text' | 'number' | 'flag' | 'json';
  optional: boolean;
}

/** Values by name. A key is text; of arguments, a flag is a boolean and what is JSON is anything. */
export type Given = Readonly<Record<string, unknown>>;
export interface GivenItem {
  keys: Readonly<Record<string, string | undefined>>;
  args: Given;
}

/** Stands for an argument that is not given; no text that a caller may give is this. An absent key is `meta` again. */
const ABSENT = '\0\x01';

/** Fields from their words in a header: `name`, `name?`, `name:kind`, `name?:kind`. */
export function fieldsOf(words: readonly string[]): Field[] {
  return words.map((word) => {
    const [, name = '', mark, kind = 'text'] = /^(\w+)(\?)?(?::(number|flag|json))?$/.exec(word) ?? [];
    if (name === '') throw new Error(`a script's header has a word that names nothing: ${word}`);
    return { name, kind: kind as Field['kind'], optional: mark !== undefined };
  });
}

interface Declared {
  keys: readonly Field[];
  args: readonly Field[];
  itemKeys: readonly Field[];
  itemArgs: readonly Field[];
}

/** The Lua that gives a script its keys and arguments by name. */
export function bindingOf({ keys, args, itemKeys, itemArgs }: Declared): string {
  const lines = [
    'local KEYS, ARGV = KEYS, ARGV',
    `local K = { ${keys.map((field, i) => `${field.name} = ${keyAt(field, `${i + 1}`)}`).join(', ')} }`,
    `local A = { ${args.map((field, i) => `${field.name} = ${valueAt(field, `${i + 1}`)}`).join(', ')} }`,
  ];
  if (itemKeys.length === 0) return lines.join('\n');
  const names = [
    ...itemKeys.map((field, n) => `${field.name} = ${keyAt(field, `k + ${n + 1}`)}`),
    ...itemArgs.map((field, n) => `${field.name} = ${valueAt(field, `v + ${n + 1}`)}`),
  ];
  return [
    ...lines,
    `local ITEMS = (#KEYS - ${keys.length}) / ${itemKeys.length}`,
    'local function item(i)',
    `  local k, v = ${keys.length} + (i - 1) * ${itemKeys.length}, ${args.length} + (i - 1) * ${itemArgs.length}`,
    `  return { ${names.join(', ')} }`,
    'end',
  ].join('\n');
}

function keyAt(field: Field, place: string): string {
  return field.optional ? `KEYS[${place}] ~= KEYS[1] and KEYS[${place}] or nil` : `KEYS[${place}]`;
}

function valueAt(field: Field, place: string): string {
  const raw = `ARGV[${place}]`;
  switch (field.kind) {
    case 'text':
      return field.optional ? `${raw} ~= '\\0\\1' and ${raw} or nil` : raw;
    case 'number':
      return `tonumber(${raw} or '')`;
    case 'flag':
      return `${raw} == '1'`;
    case 'json':
      return `${raw} and ${raw} ~= '\\0\\1' and cjson.decode(${raw}) or nil`;
  }
}

/** Keys in the script's order. @throws Error for one that is missing */
export function pushKeys(to: string[], fields: readonly Field[], given: GivenItem['keys'], absent: string): void {
  for (const { name, optional } of fields) {
    const key = given[name];
    if (key === undefined && !optional) throw new Error(`a script lacks its key ${name}`);
    to.push(key ?? absent);
  }
}

/** Arguments as text in the script's order. @throws Error for one that is missing */
export function pushArgs(to: string[], fields: readonly Field[], given: Given): void {
  for (const field of fields) to.push(textOf(field, given[field.name]));
}

function textOf({ name, kind, optional }: Field, value: unknown): string {
  if (kind === 'flag') return value === true ? '1' : '0';
  if (value === undefined) {
    if (!optional) throw new Error(`a script lacks its argument ${name}`);
    return ABSENT;
  }
  if (kind === 'json') return JSON.stringify(value);
  return typeof value === 'string' ? value : String(value as number | boolean);
}

/** Test build: a name that the script does not declare is a mistake of the caller's. @throws Error */
export function refuseUnknown(script: string, fields: readonly Field[], given: Given): void {
  for (const name of Object.keys(given))
    if (!fields.some((field) => field.name === name))
      throw new Error(`${script} is given ${name}, which it does not take`);
}
