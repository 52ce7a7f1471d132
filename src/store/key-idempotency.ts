import { createHmac, hash } from 'node:crypto';
import { DomainError } from '../domain/errors.js';
import type { PostIdempotency } from './post-idempotency.js';
import type { Run } from './postgres.js';
import { WORKSPACE } from './workspace.js';

export function hashToken(token: string): string {
  return hash('sha256', token, 'hex');
}

/** Of a POST that makes an API key. */
export interface KeyIdempotency extends PostIdempotency {
  /** The caller's own token, from which the new secret is derived: it can be told again without being stored. */
  callerToken: string;
}

export async function earlierResult(run: Run, idempotency: PostIdempotency): Promise<string | undefined> {
  await run(`DELETE FROM idempotency_record WHERE created_at < now() - interval '24 hours'`);
  const { rows } = await run<{ bodyHash: string; resultId: string }>(
    `SELECT body_hash AS "bodyHash", result_id AS "resultId" FROM idempotency_record
     WHERE workspace = $1 AND api_key_id = $2 AND path = $3 AND key_hash = $4`,
    [WORKSPACE, idempotency.callerKeyId, idempotency.path, hashToken(idempotency.key)],
  );
  const row = rows[0];
  if (row !== undefined && row.bodyHash !== idempotency.bodyHash) {
    throw new DomainError('idempotencyMismatch', 'This Idempotency-Key was used with another body.');
  }
  return row?.resultId;
}

export async function remember(run: Run, idempotency: PostIdempotency, resultId: string): Promise<void> {
  await run(
    `INSERT INTO idempotency_record (workspace, api_key_id, path, key_hash, body_hash, result_id) VALUES ($1, $2, $3, $4, $5, $6)`,
    [WORKSPACE, idempotency.callerKeyId, idempotency.path, hashToken(idempotency.key), idempotency.bodyHash, resultId],
  );
}

export function derivedSecret(idempotency: KeyIdempotency, id: string): string {
  return createHmac('sha256', idempotency.callerToken)
    .update(`api-key\n${id}\n${idempotency.key}`)
    .digest('base64url')
    .slice(0, 32);
}
