import type { ContactTypeConfig, RequiredField } from '../domain/configuration.js';
import { DomainError } from '../domain/errors.js';
import { isDate } from '../hours/local-time.js';
import { DISPOSITION, type EndingTerms } from '../live/ending-terms.js';

/** What a command tells of a contact's end. */
export interface ToldAtTheEnd {
  disposition?: string;
  fields?: Readonly<Record<string, unknown>>;
}

interface Fault {
  path: string;
  message: string;
}

/** More would help nobody. */
const MOST_FAULTS = 50;

/** Without which no contact of the type ends. */
export function neededOf(type: ContactTypeConfig | undefined): string[] {
  if (type === undefined) return [];
  const names = type.requiredFields.map(({ name }) => name);
  return type.dispositions.length > 0 ? [...names, DISPOSITION] : names;
}

/**
 * What is told, held against the contact's type. Whether anything is missing the script says, which knows what was told
 * before.
 * @throws DomainError `validationFailed` for a field that the type does not have, a value of another type, and a
 * disposition that is not among the type's
 */
export function endingTerms(type: ContactTypeConfig | undefined, told: ToldAtTheEnd): EndingTerms {
  const faults: Fault[] = [];
  const known = new Map(type?.requiredFields.map((field) => [field.name, field]));
  const fields = told.fields ?? {};
  for (const name of Object.keys(fields)) {
    const field = known.get(name);
    const message = field === undefined ? "is not a field of the contact's type" : valueFault(field, fields[name]);
    if (message !== undefined) faults.push({ path: `fields.${name}`, message });
  }
  const { disposition } = told;
  const dispositions = type?.dispositions ?? [];
  if (disposition !== undefined && dispositions.length > 0 && !dispositions.includes(disposition))
    faults.push({ path: DISPOSITION, message: `is not a disposition of the contact type ${type?.id}` });
  const [first] = faults;
  if (first !== undefined) {
    throw new DomainError('validationFailed', `${first.path}: ${first.message}`, {
      errors: faults.slice(0, MOST_FAULTS),
    });
  }
  return { need: neededOf(type), fields };
}

function valueFault({ type, options = [] }: RequiredField, value: unknown): string | undefined {
  switch (type) {
    case 'string':
      return typeof value === 'string' && value.trim() !== '' ? undefined : 'must be text that is not blank';
    case 'number':
      return typeof value === 'number' ? undefined : 'must be a number';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'choice':
      return typeof value === 'string' && options.includes(value) ? undefined : 'must be one of its options';
    case 'date':
      return isDate(value) ? undefined : 'must be a date of the calendar, written YYYY-MM-DD';
  }
}
