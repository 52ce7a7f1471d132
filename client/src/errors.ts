/** Everything that this client throws. `code` is stable; the message is for people. */
export class LotseError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'LotseError';
  }
}

/** A problem document (RFC 9457) as the server sends it. */
export interface Problem {
  type?: string;
  title: string;
  status: number;
  detail: string;
  instance?: string;
  code: string;
  errors?: { path: string; message: string }[];
  /** The contact's or agent's state that forbade it. */
  state?: string;
  offerOutcome?: string;
}

/** The server said no, and why. */
export class ProblemError extends LotseError {
  readonly status: number;
  /** Field by field what is wrong with a body; empty where that is not it. */
  readonly errors: readonly { path: string; message: string }[];
  /** The state that forbade the command; with a 409. */
  readonly state: string | undefined;
  /** How the offer ended; with a 409 on an offer. */
  readonly offerOutcome: string | undefined;

  constructor(
    readonly problem: Problem,
    /** When a repeat makes sense; with a 429 or 503. */
    readonly retryAfterSeconds?: number,
  ) {
    super(problem.code, `${problem.status} ${problem.code}: ${problem.detail}`);
    this.name = 'ProblemError';
    this.status = problem.status;
    this.errors = problem.errors ?? [];
    this.state = problem.state;
    this.offerOutcome = problem.offerOutcome;
  }
}

/**
 * - `outcomeUnknown`: it was sent, no answer came: done or not, ask before you repeat
 * - `notSent`: it never left; a repeat is safe
 * - `unreachable`: nothing was to be changed, and no answer came
 * - `unauthorized`, `forbidden`: the server closed the socket with 4401 or 4403; it is not opened again
 * - `closed`: `close()` was called
 * - `tooManyCommands`: more commands at once than a socket keeps
 */
export type ConnectionCode =
  'outcomeUnknown' | 'notSent' | 'unreachable' | 'unauthorized' | 'forbidden' | 'closed' | 'tooManyCommands';

/** The way to the server failed. */
export class ConnectionError extends LotseError {
  declare readonly code: ConnectionCode;

  constructor(code: ConnectionCode, message: string, options?: ErrorOptions) {
    super(code, message, options);
    this.name = 'ConnectionError';
  }
}

/** Whether a command may or may not have been done: nobody knows before asking. */
export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof LotseError && error.code === 'outcomeUnknown';
}
