import { isOutcomeUnknown, ProblemError } from './errors.js';
import { LotseSocket, type SocketSettings } from './lotse-socket.js';
import type { Following, SystemCommands, SystemEvents } from './messages.js';
import type { Frame } from './reconnecting.js';
import { Subscriptions } from './subscriptions.js';

/** A telephony, chat or CRM system: what becomes of contacts, and the commands of such systems. */
export class SystemSocket extends LotseSocket<SystemEvents, SystemCommands> {
  private readonly following = new Subscriptions();
  /** A new connection does not follow yet what the one before it did. */
  private isCatchingUp = false;
  /** Raised with each connection: what an older one began has ended. */
  private round = 0;
  /** Given with the socket: holds for the first subscribe. */
  private startingPoint: string | undefined;

  constructor(settings: SocketSettings) {
    super('system', settings);
    this.startingPoint = settings.cursor;
  }

  /**
   * Follows queues and contacts, or, with neither, everything; adds to what is followed already. Holds over
   * reconnects, a contact until it ended. The first one goes on after the socket's own cursor where it was given one.
   *
   * @param following `cursor`: events after it come first; those that this socket has told already are left out
   * @returns where the log stands
   * @throws ProblemError an unknown queue, or too much
   * @throws ConnectionError `unauthorized`, `forbidden`, `closed`; `notSent` without a connection in time
   */
  async subscribe(following: Following = {}): Promise<string> {
    for (;;) {
      try {
        return await this.follow(following);
      } catch (error) {
        // To follow twice is to follow once: said again where it may have been lost, unlike a command.
        if (!isOutcomeUnknown(error) || error instanceof ProblemError) throw error;
      }
    }
  }

  /** The place to go on belongs to a subscribe, not to the key. */
  protected override auth(token: string): Frame {
    return { type: 'auth', token };
  }

  protected override mayCommand(): boolean {
    return super.mayCommand() && !this.isCatchingUp;
  }

  protected override connected(): void {
    this.round += 1;
    this.isCatchingUp = !this.following.isEmpty;
    if (this.isCatchingUp) void this.catchUp(this.round);
    else super.connected();
  }

  /** Until everything is followed again events come out of order, and with the replay they come once more. */
  protected override heeds(event: Frame): boolean {
    if (this.isCatchingUp) return false;
    this.following.heard(event);
    return true;
  }

  private async follow(following: Following): Promise<string> {
    const isFirst = this.following.isEmpty;
    const given = following.cursor ?? (isFirst ? this.startingPoint : undefined);
    const body = { ...following, ...(given !== undefined && { cursor: given }) };
    const answered = (answer: Frame): void => {
      this.following.add(following);
      this.startingPoint = undefined;
      // The replay comes right after: were it cut, the next connection has to begin where it began.
      if (given !== undefined) this.position = given;
      else if (isFirst) this.position = String(answer['cursor']);
    };
    return String((await this.give('subscribe', body, { answered }))['cursor']);
  }

  /** Follows on a new connection what was followed, and goes on after the last event. */
  private async catchUp(round: number): Promise<void> {
    const bodies = this.following.bodies();
    const answers = bodies.map((body, index) => this.resume(body, index === bodies.length - 1));
    try {
      await Promise.all(answers);
    } catch (error) {
      await Promise.allSettled(answers);
      if (round !== this.round || !this.connection.ready) return;
      if (error instanceof ProblemError) this.tell('problem', error);
      this.connection.drop();
    }
  }

  private resume(following: Following, isLast: boolean): Promise<unknown> {
    const body = { ...following, ...(isLast && { cursor: this.position }) };
    // In this very turn: the replay may stand in the same packet as the answer.
    const answered = isLast ? (): void => this.caughtUp() : undefined;
    return this.give('subscribe', body, { answered, urgent: true }).catch((error: unknown) => {
      this.following.forgetQueues(unknownQueues(following, error));
      throw error;
    });
  }

  private caughtUp(): void {
    this.isCatchingUp = false;
    super.connected();
  }
}

/** Queues that were removed while nobody was connected. */
function unknownQueues({ queues }: Following, error: unknown): string[] {
  if (!(error instanceof ProblemError) || queues === undefined) return [];
  return error.errors.flatMap(({ path }) => queues[Number(/^queues\.(\d+)$/.exec(path)?.[1])] ?? []);
}
