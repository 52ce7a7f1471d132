import { jsonpath } from 'json-p3';
import type { FieldError } from './field-error.js';

/** Bounds of a mapping: what it costs to apply one grows with nothing but these. */
const DEEPEST = 10;
const MOST_VALUES = 500;
const LONGEST_PATH = 256;
const KEYS = ['$path', '$default', '$map', '$as'];

/** Where a value comes from: a place in what was posted, and what to make of what is there. */
interface Reference {
  /** A singular query of RFC 9535: names and indexes alone, so that it finds one value or none. */
  $path: string;
  /** Instead of a value that is not there, or that `$map` does not name. */
  $default?: unknown;
  /** From the found text, number or truth value to what stands for it. */
  $map?: Record<string, unknown>;
  $as?: 'string' | 'number';
}

/** What is wrong with a mapping; empty: nothing. */
export function faultsOf(mapping: unknown): FieldError[] {
  const faults: FieldError[] = [];
  let values = 0;
  const look = (value: unknown, path: string, depth: number): void => {
    values += 1;
    if (depth > DEEPEST) return void faults.push({ path, message: `lies deeper than ${DEEPEST}` });
    if (values > MOST_VALUES || typeof value !== 'object' || value === null) return;
    if (isReference(value)) return void faults.push(...referenceFaults(value, path));
    for (const [name, inner] of Object.entries(value)) look(inner, `${path}.${name}`, depth + 1);
  };
  look(mapping, 'mapping', 0);
  if (values > MOST_VALUES) faults.push({ path: 'mapping', message: `has more than ${MOST_VALUES} values` });
  return faults;
}

/** The mapping with what was posted in place of its references; what is not there is left out. */
export function applied(mapping: Record<string, unknown>, posted: unknown): Record<string, unknown> {
  return fill(mapping, posted) as Record<string, unknown>;
}

function fill(value: unknown, posted: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isReference(value)) return resolve(value, posted);
  if (Array.isArray(value)) return value.map((one) => fill(one, posted)).filter((one) => one !== undefined);
  const filled = Object.entries(value).map(([name, inner]): [string, unknown] => [name, fill(inner, posted)]);
  return Object.fromEntries(filled.filter(([, inner]) => inner !== undefined));
}

function resolve({ $path, $default, $map, $as }: Reference, posted: unknown): unknown {
  const found = typeof posted === 'object' && posted !== null ? valueAt($path, posted) : undefined;
  if (found === undefined) return $default;
  if ($map !== undefined) return Object.hasOwn($map, String(found)) ? $map[String(found)] : $default;
  if ($as === 'number') {
    const number = typeof found === 'string' && found.trim() !== '' ? Number(found) : found;
    return typeof number === 'number' && Number.isFinite(number) ? number : $default;
  }
  return $as === 'string' && typeof found !== 'object' ? String(found) : found;
}

/** Null is a way of saying that there is none. */
function valueAt(path: string, posted: object): unknown {
  const [found] = jsonpath
    .compile(path)
    .query(posted as never)
    .values();
  return found ?? undefined;
}

function isReference(value: object): value is Reference {
  return Object.hasOwn(value, '$path');
}

const NOTHING = { $path: undefined, $default: undefined, $map: undefined, $as: undefined };

function referenceFaults(reference: Reference, path: string): FieldError[] {
  const faults = Object.keys(reference)
    .filter((name) => !KEYS.includes(name))
    .map((name) => ({ path: `${path}.${name}`, message: `is none of ${KEYS.join(', ')}` }));
  const { $path, $map, $as }: Record<keyof Reference, unknown> = { ...NOTHING, ...reference };
  const bad = pathFault($path);
  if (bad !== undefined) faults.push({ path: `${path}.$path`, message: bad });
  if ($map !== undefined && (typeof $map !== 'object' || $map === null || Array.isArray($map)))
    faults.push({ path: `${path}.$map`, message: 'must be an object' });
  if ($as !== undefined && $as !== 'string' && $as !== 'number')
    faults.push({ path: `${path}.$as`, message: 'must be string or number' });
  return faults;
}

function pathFault(path: unknown): string | undefined {
  if (typeof path !== 'string' || path.length > LONGEST_PATH)
    return `must be a JSONPath of at most ${LONGEST_PATH} characters`;
  try {
    if (jsonpath.compile(path).singularQuery()) return undefined;
  } catch (error) {
    return `is no JSONPath: ${error instanceof Error ? error.message : String(error)}`;
  }
  return 'must name one place: names and indexes alone, such as $.form.email or $.items[0]';
}
