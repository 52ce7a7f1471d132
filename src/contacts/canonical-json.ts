import { hash } from 'node:crypto';
import { DomainError } from '../domain/errors.js';

/** Deeper than anything that validation lets through; a text of the size limit could nest 100,000 levels. */
const MAX_DEPTH = 64;

/**
 * JSON with sorted keys and without undefined fields: equal values give equal texts.
 * @throws DomainError `validationFailed` when nested deeper than 64 levels
 */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH)
    throw new DomainError('validationFailed', `The body is nested deeper than ${MAX_DEPTH} levels.`);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item, depth + 1)).join(',')}]`;
  const source = value as Record<string, unknown>;
  let text = '';
  for (const key of Object.keys(source).sort()) {
    const field = source[key];
    if (field !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalJson(field, depth + 1)}`;
  }
  return `{${text}}`;
}

const PLAIN = /^\w*$/;

/** Most names need no escaping, and asking for it costs more than looking. */
function quoted(key: string): string {
  return PLAIN.test(key) ? `"${key}"` : JSON.stringify(key);
}

/** SHA-256 of the canonical JSON, base64url. */
export function canonicalHash(value: unknown): string {
  return hash('sha256', canonicalJson(value), 'base64url');
}
