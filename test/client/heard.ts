import type { AgentSocket, SupervisorSocket, SystemSocket } from '@lotse/client';
import { WITHIN_MS } from '../support/becomes.js';

type AnySocket = AgentSocket | SystemSocket | SupervisorSocket;
/** An event as a test looks at it. */
export type Told = Record<string, unknown> & { type: string };

const LIFECYCLE = ['hello', 'snapshotRequired', 'disconnected', 'closed', 'problem'] as const;

/** Everything that a socket told, and a way to wait for what is to come. */
export class Heard {
  /** All of it in order; what the socket tells of itself under the name of its type. */
  readonly all: Told[] = [];
  private wake: () => void = () => undefined;

  constructor(socket: AnySocket) {
    const listen = socket as AgentSocket;
    listen.on('event', (event) => this.add(event as Told));
    for (const type of LIFECYCLE) listen.on(type, (event: object) => this.add({ ...event, type }));
  }

  /** The server's own events. */
  get events(): Told[] {
    return this.all.filter(({ type }) => !(LIFECYCLE as readonly string[]).includes(type));
  }

  of(type: string): Told[] {
    return this.all.filter((told) => told.type === type);
  }

  get cursors(): unknown[] {
    return this.events.map(({ cursor }) => cursor);
  }

  /** Settles with the first that fits, told already or still to come. */
  async first(type: string, fits: (told: Told) => boolean = () => true): Promise<Told> {
    const deadline = Date.now() + WITHIN_MS;
    for (;;) {
      const found = this.of(type).find(fits);
      if (found !== undefined) return found;
      await this.change(deadline, type);
    }
  }

  private add(told: Told): void {
    this.all.push(told);
    this.wake();
  }

  private change(deadline: number, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (): void => reject(new Error(`no ${what}; had ${this.all.map(({ type }) => type).join(', ')}`));
      const timer = setTimeout(fail, Math.max(1, deadline - Date.now()));
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
