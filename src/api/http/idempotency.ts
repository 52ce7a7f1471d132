import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Caller, Principal } from '../../api-keys/principal.js';
import { canonicalHash } from '../../contacts/canonical-json.js';
import { DomainError } from '../../domain/errors.js';
import type { PostIdempotency } from '../../store/post-idempotency.js';

const KEY = /^[\x20-\x7e]{1,255}$/;

/** The Idempotency-Key header. @throws DomainError `validationFailed` unless it has 1–255 printable characters */
export function idempotencyKey(request: Pick<FastifyRequest, 'headers'>): string | undefined {
  const given = request.headers['idempotency-key'];
  if (given === undefined) return undefined;
  if (typeof given === 'string' && KEY.test(given)) return given;
  const message = 'must be 1 to 255 printable ASCII characters';
  throw new DomainError('validationFailed', `Idempotency-Key: ${message}`, {
    errors: [{ path: 'Idempotency-Key', message }],
  });
}

/** How a repeat of a POST that writes configuration is known; undefined without an Idempotency-Key. */
export function postIdempotency(
  request: Pick<FastifyRequest, 'headers' | 'method' | 'url' | 'body'>,
  principal: Principal,
): PostIdempotency | undefined {
  const key = idempotencyKey(request);
  if (key === undefined) return undefined;
  const path = `${request.method} ${request.url.split('?', 1)[0] ?? ''}`;
  return { callerKeyId: principal.keyId, path, key, bodyHash: canonicalHash(request.body ?? {}) };
}

/** A command is the same when API key, method, path and Idempotency-Key are; its hash tells another body apart. */
export function callerOf(
  request: Pick<FastifyRequest, 'headers' | 'method' | 'url' | 'body'>,
  principal: Principal,
): Caller {
  const key = request.method === 'POST' ? idempotencyKey(request) : undefined;
  if (key === undefined) return { principal };
  const path = request.url.split('?', 1)[0] ?? '';
  const commandId = createHash('sha256')
    .update(`${principal.keyId}\n${request.method} ${path}\n${key}`)
    .digest('base64url');
  return { principal, commandId, commandHash: canonicalHash(request.body ?? {}) };
}
