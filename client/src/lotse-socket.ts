import type { Clock } from './clock.js';
import { ConnectionError, type Problem, ProblemError } from './errors.js';
import { Listeners } from './listeners.js';
import { type HowToGive, PendingCommands } from './pending-commands.js';
import { type Frame, Reconnecting } from './reconnecting.js';
import { SeenCursors } from './seen-cursors.js';

export interface SocketOptions {
  /** Where an earlier socket stood: what came after it is told first. */
  cursor?: string;
  /** Wait for a command's answer, seconds (10). Counts from the call, the wait for a connection included. */
  timeoutSeconds?: number;
}

/** Where a socket goes, and with what. */
export interface SocketSettings extends SocketOptions {
  url: string;
  key: string;
  clock: Clock;
}

type CommandMap<Types> = { [T in keyof Types]: { body: object; result: unknown } };

/**
 * A socket that lives until it is closed: it comes back by itself, goes on after the last event, and hands on each
 * event once and in order.
 */
export abstract class LotseSocket<Events extends { hello: object }, Commands extends CommandMap<Commands>> {
  protected readonly connection: Reconnecting;
  protected readonly commands: PendingCommands;
  /** Where the next connection goes on; undefined before the first `hello`. */
  protected position: string | undefined;
  private readonly seen = new SeenCursors();
  private readonly listeners = new Listeners<Events>();
  private readonly timeoutSeconds: number;
  /** The server said that a `hello` with a new place to go on from comes. */
  private newHistory = false;
  private isFirstHello = true;
  private opening?: Promise<Events['hello']>;
  private settleOpening?: { resolve(hello: Events['hello']): void; reject(error: Error): void };
  private over?: ConnectionError;

  constructor(name: 'agent' | 'system' | 'supervisor', settings: SocketSettings) {
    this.position = settings.cursor;
    this.timeoutSeconds = settings.timeoutSeconds ?? 10;
    this.connection = new Reconnecting(
      `${settings.url.replace(/^http/, 'ws')}/v1/ws/${name}`,
      {
        auth: () => this.auth(settings.key),
        receive: (frame) => this.receive(frame),
        lost: (loss) => {
          this.isFirstHello = true;
          this.commands.connectionLost();
          this.tell('disconnected', loss);
        },
        ended: (error) => this.end(error),
      },
      settings.clock,
    );
    this.commands = new PendingCommands(
      settings.clock,
      (frame) => this.connection.send(frame),
      () => this.mayCommand(),
    );
  }

  /** The cursor of the last event: a later socket that is opened with it is told what came after. */
  get cursor(): string | undefined {
    return this.position;
  }

  /** Hears of events of a type. What a handler returns is not waited for. */
  on<T extends keyof Events>(type: T, handler: (event: Events[T]) => unknown): this {
    this.listeners.add(type, handler);
    return this;
  }

  off<T extends keyof Events>(type: T, handler: (event: Events[T]) => unknown): this {
    this.listeners.remove(type, handler);
    return this;
  }

  /**
   * Connects; settles with the server's first `hello`, however many tries that takes.
   *
   * @throws ConnectionError `unauthorized`, `forbidden`, `closed`
   */
  open(): Promise<Events['hello']> {
    if (this.over !== undefined) return Promise.reject(this.over);
    if (this.opening !== undefined) return this.opening;
    this.opening = new Promise((resolve, reject) => (this.settleOpening = { resolve, reject }));
    // Who does not wait for it hears of it by `closed`.
    this.opening.catch(() => undefined);
    this.connection.start();
    return this.opening;
  }

  /**
   * Gives a command; settles with what REST would answer. Without a connection it waits for one, for the time that it
   * has; once sent it is never sent again.
   *
   * @throws ProblemError the server refused
   * @throws ConnectionError `outcomeUnknown`: the connection broke, or the time was over, before the answer;
   *   `notSent`: there was no connection in time; `closed`; `tooManyCommands`
   */
  async command<T extends keyof Commands & string>(type: T, body: Commands[T]['body']): Promise<Commands[T]['result']> {
    return (await this.give(type, body)) as Commands[T]['result'];
  }

  /** Says goodbye and does not come back; settles when the connection is gone. Commands under way are rejected. */
  close(): Promise<void> {
    return this.connection.stop();
  }

  /** The key, and where to go on. */
  protected auth(token: string): Frame {
    return { type: 'auth', token, ...(this.position !== undefined && { cursor: this.position }) };
  }

  /** Whether commands may be sent now. */
  protected mayCommand(): boolean {
    return this.connection.ready;
  }

  /** A connection stands: the server has said its first hello on it. */
  protected connected(): void {
    this.commands.flush();
  }

  /** Whether an event is told at all; one that is not leaves the cursor where it is. */
  protected heeds(_event: Frame): boolean {
    return true;
  }

  /** Whether an event of this type comes at least once, and so is told once by its cursor. */
  protected isNew(cursor: string): boolean {
    return this.seen.add(cursor);
  }

  protected give(type: string, body: object, how?: HowToGive): Promise<Frame> {
    if (this.over !== undefined) return Promise.reject(this.over);
    return this.commands.give(type, body, this.timeoutSeconds, how);
  }

  protected tell(type: string, event: unknown): void {
    // Types come from the server's document; one that is newer than this client is told all the same.
    (this.listeners as unknown as Listeners<Record<string, unknown>>).tell(type, event);
  }

  private receive(frame: Frame): void {
    switch (frame.type) {
      case 'result':
        return this.commands.settle(frame);
      case 'error':
        if (frame['requestId'] !== undefined) return this.commands.settle(frame);
        return this.tell('problem', new ProblemError(frame['problem'] as Problem));
      case 'snapshotRequired':
        this.newHistory = true;
        this.seen.clear();
        return this.tell('snapshotRequired', frame);
      case 'hello':
        return this.greeted(frame);
      default:
        return this.event(frame);
    }
  }

  private greeted(hello: Frame): void {
    // Otherwise what comes after the old position is still to be told.
    if (this.position === undefined || this.newHistory) this.position = String(hello['cursor']);
    this.newHistory = false;
    const isFirst = this.isFirstHello;
    this.isFirstHello = false;
    this.connection.established();
    if (isFirst) this.connected();
    this.tell('hello', hello);
    this.settleOpening?.resolve(hello as unknown as Events['hello']);
  }

  private event(frame: Frame): void {
    if (!this.heeds(frame)) return;
    const { cursor } = frame;
    if (typeof cursor === 'string') {
      this.position = cursor;
      if (!this.isNew(cursor)) return;
    }
    this.tell(frame.type, frame);
    this.tell('event', frame);
  }

  private end(error: ConnectionError | undefined): void {
    this.over = error ?? new ConnectionError('closed', 'the socket was closed');
    this.commands.end(this.over.message);
    this.settleOpening?.reject(this.over);
    this.tell('closed', error === undefined ? {} : { error });
  }
}
