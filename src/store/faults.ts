import { DomainError } from '../domain/errors.js';

/** Messages of pg and its pool that have no code; all mean that the server was not reached or went away. */
const LOST =
  /timeout (exceeded|expired)|connection terminated|connection ended|query read timeout|client has encountered a connection error|client was closed/i;
/** Classes 08 (connection), 57P (shutdown), 53 (no resources), and a cancelled statement. */
const AWAY = /^(08...|57P0[1-5]|53...|57014|25P0[34])$/;

/** True when the error says "Postgres is out of reach or overloaded", not "the statement is wrong". */
export function isAway(error: unknown): boolean {
  // By shape, not by class: the runtime's own errors may come from another realm.
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && (AWAY.test(code) || /^E[A-Z_]+$/.test(code))) return true;
  return typeof message === 'string' && LOST.test(message);
}

/** Text that Postgres cannot hold: NUL, or half a surrogate pair inside JSON. */
const BAD_TEXT = ['22021', '22P05', '22P02'];

/** A fault of the store as the domain knows it; any other as it is. @param commitSent a commit was under way */
export function asDomainError(error: unknown, commitSent: boolean): unknown {
  if (BAD_TEXT.includes((error as { code?: string } | null)?.code ?? '')) {
    return new DomainError('validationFailed', 'Text must hold neither NUL characters nor halves of surrogate pairs.');
  }
  if (!isAway(error)) return error;
  const code = commitSent ? 'outcomeUnknown' : 'storeUnavailable';
  return new DomainError(code, 'The configuration and history store is out of reach.', { retryAfterSeconds: 1 });
}
