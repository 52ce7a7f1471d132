import type { Clock } from './clock.js';

interface Turn {
  isRunning: boolean;
  /** Asked for while it ran: what it saw may be old. */
  isAskedAgain: boolean;
  failures: number;
  callOff: () => void;
  waiting: (() => void)[];
}

/** Things that are done at a time. */
const AT_ONCE = 16;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Does one thing for each of many, never twice at a time for the same one, and once more when it was asked for
 * meanwhile. What fails is done again after growing pauses.
 */
export class Turns {
  private readonly turns = new Map<string, Turn>();
  private readonly queue: string[] = [];
  private running = 0;
  private isStopped = false;

  constructor(
    /** Answers when to do it again by itself, ms since 1970. */
    private readonly run: (id: string) => Promise<number | undefined>,
    private readonly failed: (id: string, error: unknown) => void,
    private readonly clock: Clock,
  ) {}

  ask(id: string): void {
    const turn = this.turnOf(id);
    if (turn.isAskedAgain) return;
    turn.isAskedAgain = true;
    turn.callOff();
    if (turn.isRunning) return;
    this.queue.push(id);
    this.next();
  }

  /** Asks for it; settles when it has been done from its beginning, whether or not it failed. */
  done(id: string): Promise<void> {
    return new Promise((resolve) => {
      // Before it is asked for: it may begin in this very turn.
      this.turnOf(id).waiting.push(resolve);
      this.ask(id);
    });
  }

  stop(): void {
    this.isStopped = true;
    for (const { callOff } of this.turns.values()) callOff();
  }

  private turnOf(id: string): Turn {
    const known = this.turns.get(id);
    if (known !== undefined) return known;
    const turn = { isRunning: false, isAskedAgain: false, failures: 0, callOff: () => undefined, waiting: [] };
    this.turns.set(id, turn);
    return turn;
  }

  private next(): void {
    while (this.running < AT_ONCE && this.queue.length > 0 && !this.isStopped) {
      this.running += 1;
      void this.take(this.queue.shift() as string).finally(() => {
        this.running -= 1;
        this.next();
      });
    }
  }

  private async take(id: string): Promise<void> {
    const turn = this.turns.get(id) as Turn;
    const waiting = turn.waiting;
    turn.waiting = [];
    turn.isAskedAgain = false;
    turn.isRunning = true;
    let again: number | undefined;
    try {
      again = await this.run(id);
      turn.failures = 0;
    } catch (error) {
      this.failed(id, error);
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(turn.failures, 10));
      turn.failures += 1;
      again = this.clock.now() + pause;
    }
    turn.isRunning = false;
    for (const resolve of waiting) resolve();
    if (turn.isAskedAgain) this.queue.push(id);
    else if (again !== undefined) turn.callOff = this.clock.after(again - this.clock.now(), () => this.ask(id));
    else this.turns.delete(id);
  }
}
