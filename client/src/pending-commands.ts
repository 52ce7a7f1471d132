import type { Clock } from './clock.js';
import { ConnectionError, type Problem, ProblemError } from './errors.js';
import type { Frame } from './reconnecting.js';

interface Pending {
  frame: Frame;
  sent: boolean;
  resolve(result: Frame): void;
  reject(error: Error): void;
  callOff(): void;
}

export interface HowToGive {
  answered?(result: Frame): void;
  urgent?: boolean;
}

/** Commands that wait at one time: for a connection, or for their answer. */
export const MAX_PENDING = 1_000;

/**
 * Commands and their answers. One that was sent is never sent again: where its answer does not come, nobody here knows
 * whether it was done, and only who gave it can decide.
 */
export class PendingCommands {
  private readonly pending = new Map<string, Pending>();
  private requests = 0;

  constructor(
    private readonly clock: Clock,
    private readonly send: (frame: Frame) => void,
    /** Whether commands may go out now; else they wait for `flush`. */
    private readonly mayGo: () => boolean,
  ) {}

  /**
   * Sends a command, now or when there is a connection; settles with its `result` frame.
   *
   * @param how `answered`: called in the very turn in which the result arrives, before the next frame is looked at;
   *   `urgent`: goes out now, before all that waits
   * @throws ProblemError the server refused
   * @throws ConnectionError `outcomeUnknown`, `notSent`, `tooManyCommands`
   */
  give(type: string, body: object, timeoutSeconds: number, how: HowToGive = {}): Promise<Frame> {
    if (this.pending.size >= MAX_PENDING) {
      return Promise.reject(new ConnectionError('tooManyCommands', `${MAX_PENDING} commands wait already`));
    }
    const requestId = String((this.requests += 1));
    const frame = { ...body, type, requestId };
    return new Promise((resolve, reject) => {
      const callOff = this.clock.after(timeoutSeconds * 1_000, () =>
        this.fail(requestId, `no answer within ${timeoutSeconds} s`),
      );
      const settle = (result: Frame): void => {
        how.answered?.(result);
        resolve(result);
      };
      const command: Pending = { frame, sent: false, resolve: settle, reject, callOff };
      this.pending.set(requestId, command);
      if (how.urgent === true || this.mayGo()) this.go(command);
    });
  }

  /** Sends what has waited for a connection. */
  flush(): void {
    for (const command of this.pending.values()) if (this.mayGo()) this.go(command);
  }

  /** Takes a `result` or `error` frame; one that nobody waits for any more is dropped. */
  settle(frame: Frame): void {
    const command = this.take(String(frame['requestId']));
    if (frame.type === 'result') command?.resolve(frame);
    else command?.reject(new ProblemError(frame['problem'] as Problem));
  }

  /** The connection is gone, and with it the answers to what was sent. */
  connectionLost(): void {
    for (const [requestId, { sent }] of this.pending) if (sent) this.fail(requestId, 'the connection was lost');
  }

  /** No connection follows. */
  end(why: string): void {
    for (const requestId of this.pending.keys()) this.fail(requestId, why);
  }

  private go(command: Pending): void {
    if (command.sent) return;
    command.sent = true;
    this.send(command.frame);
  }

  private fail(requestId: string, why: string): void {
    const command = this.take(requestId);
    if (command === undefined) return;
    const code = command.sent ? 'outcomeUnknown' : 'notSent';
    command.reject(new ConnectionError(code, `${command.frame.type}: ${why}`));
  }

  private take(requestId: string): Pending | undefined {
    const command = this.pending.get(requestId);
    this.pending.delete(requestId);
    command?.callOff();
    return command;
  }
}
