import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FlatEvent } from '../../src/feed/flat-event.js';
import { WITHIN_MS } from '../support/becomes.js';

export interface Delivery {
  path: string;
  event: FlatEvent;
  headers: IncomingHttpHeaders;
  /** As it came. */
  text: string;
  at: number;
}

/** A real receiver on loopback that remembers what it got and answers as it is told. */
export class Receiver {
  readonly deliveries: Delivery[] = [];
  /** Status to answer with; undefined: no answer at all. */
  answer: (event: FlatEvent, path: string) => number | undefined = () => 204;
  /** The answer's body. */
  reply: (event: FlatEvent) => string = () => '{}';
  location?: string;
  /** Requests that ended without an answer. */
  givenUp = 0;
  private readonly waiting = new Set<() => void>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Receiver> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const event = JSON.parse(text) as FlatEvent;
        const path = request.url ?? '';
        const status = receiver.answer(event, path);
        receiver.deliveries.push({ path, event, headers: request.headers, text, at: Date.now() });
        for (const wake of receiver.waiting) wake();
        if (status === undefined) {
          response.once('close', () => (receiver.givenUp += 1));
          return;
        }
        if (receiver.location !== undefined) response.setHeader('location', receiver.location);
        response.writeHead(status).end(status === 204 ? undefined : receiver.reply(event));
      });
    });
    const receiver = new Receiver(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path = '/notify'): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  typesOf(contactId: string): string[] {
    return this.deliveries.filter(({ event }) => event.contactId === contactId).map(({ event }) => event.type);
  }

  async until(holds: (deliveries: readonly Delivery[]) => boolean, timeoutMs = WITHIN_MS): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!holds(this.deliveries)) {
      await new Promise<void>((resolve, reject) => {
        const fail = (): void =>
          reject(
            new Error(`had ${JSON.stringify(this.deliveries.map(({ event }) => `${event.contactId} ${event.type}`))}`),
          );
        const timer = setTimeout(fail, Math.max(1, deadline - Date.now()));
        const done = (): void => {
          clearTimeout(timer);
          this.waiting.delete(done);
          resolve();
        };
        this.waiting.add(done);
      });
    }
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
