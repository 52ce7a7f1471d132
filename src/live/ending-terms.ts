/** What a contact's type asks of its end. */
export interface EndingTerms {
  /** Names of fields without which it may not end; `disposition` is the disposition. */
  need: readonly string[];
  /** Fields that a command tells. */
  fields: Readonly<Record<string, unknown>>;
}

/** No field of a type has this name. */
export const DISPOSITION = 'disposition';
/** In a contact's hash each of its fields stands by itself, as JSON. */
export const TYPE_FIELD = 'f.';

function inHash(name: string): string {
  return name === DISPOSITION ? name : TYPE_FIELD + name;
}

/** As the scripts take them: what is needed, by its name in the hash, and what is told, each name before its value. */
export function hashTerms(terms: EndingTerms | undefined): { need?: string[]; told?: string[] } {
  if (terms === undefined) return {};
  const told = Object.entries(terms.fields).flatMap(([name, value]) => [inHash(name), JSON.stringify(value)]);
  return {
    need: terms.need.length > 0 ? terms.need.map(inHash) : undefined,
    told: told.length > 0 ? told : undefined,
  };
}

/** The name outside of what is called so in the hash; undefined where it is no field of a type. */
export function nameOf(hashField: string): string | undefined {
  if (hashField === DISPOSITION) return hashField;
  return hashField.startsWith(TYPE_FIELD) ? hashField.slice(TYPE_FIELD.length) : undefined;
}

/** Where in a body of `complete` it would be told. */
export function pathOf(hashField: string): string {
  return hashField === DISPOSITION ? hashField : `fields.${nameOf(hashField) ?? hashField}`;
}

/** What was missing at the end, and still is. */
export function parseMissing(text: string | undefined): string[] | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as string[]).map((field) => nameOf(field) ?? field);
}
