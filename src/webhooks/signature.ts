import { createHmac, randomBytes } from 'node:crypto';
import type { WebhookConfig } from '../domain/webhook.js';

const PREFIX = 'whsec_';
/** Bytes of a secret: what the Standard Webhooks specification allows. */
const LEAST_BYTES = 24;
const MOST_BYTES = 64;
const MADE_BYTES = 32;
/** How long a secret that was replaced still signs too, ms. */
export const OVERLAP_MS = 24 * 3_600_000;

/** What a signing secret has to be: `whsec_` and the canonical base64 of 24 to 64 bytes. */
export const SECRET = {
  pattern: /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/,
  message: `must be whsec_ and the base64 of ${LEAST_BYTES} to ${MOST_BYTES} bytes`,
  valid: isSecret,
};

function isSecret(text: unknown): boolean {
  if (typeof text !== 'string' || !SECRET.pattern.test(text)) return false;
  const key = keyOf(text);
  return key.length >= LEAST_BYTES && key.length <= MOST_BYTES && PREFIX + key.toString('base64') === text;
}

/** A new signing secret of 32 random bytes. */
export function newSecret(): string {
  return PREFIX + randomBytes(MADE_BYTES).toString('base64');
}

export type Secrets = Pick<WebhookConfig, 'secret' | 'previousSecret' | 'previousUntil'>;

/**
 * The secrets after a PUT. The first is made, unless one was given; a new one leaves the one before it in force for
 * {@link OVERLAP_MS}.
 * @param now store ms
 */
export function rotated(
  standing: Secrets | undefined,
  given: string | undefined,
  rotate: boolean,
  now: number,
): Secrets {
  const keep = standing !== undefined && (given === undefined ? !rotate : given === standing.secret);
  if (keep) {
    const { secret, previousSecret, previousUntil } = standing;
    return previousUntil !== undefined && previousUntil > now ? { secret, previousSecret, previousUntil } : { secret };
  }
  const secret = given ?? newSecret();
  return standing === undefined
    ? { secret }
    : { secret, previousSecret: standing.secret, previousUntil: now + OVERLAP_MS };
}

/**
 * The value of `webhook-signature`: HMAC-SHA256 over id, time and body, once for each secret in force.
 * @param seconds Unix time of the attempt, as in `webhook-timestamp`
 * @param now ms, decides whether the previous secret is in force
 */
export function signatureOf(secrets: Secrets, id: string, seconds: number, body: string, now: number): string {
  const { secret, previousSecret, previousUntil = 0 } = secrets;
  const inForce = previousSecret !== undefined && now < previousUntil ? [secret, previousSecret] : [secret];
  return inForce
    .map((each) => `v1,${createHmac('sha256', keyOf(each)).update(`${id}.${seconds}.${body}`).digest('base64')}`)
    .join(' ');
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), 'base64');
}
