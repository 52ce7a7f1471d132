import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as it arrived. */
export interface Arrived {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

type Turn = (response: ServerResponse) => void;

/** An HTTP server that answers what a test says next, for what a real one does only when it fails. */
export class ScriptedServer {
  readonly requests: Arrived[] = [];
  private readonly turns: Turn[] = [];

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      void text(request).then((body) => {
        const { method = '', url = '', headers } = request;
        this.requests.push({ method, path: url, headers, body });
        const turn = this.turns.shift() ?? ((late: ServerResponse) => late.writeHead(500).end());
        turn(response);
      });
    });
  }

  static async start(): Promise<ScriptedServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ScriptedServer(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The next answer that is not taken yet. */
  answers(status: number, body?: object, headers: Record<string, string> = {}): this {
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    this.turns.push((response) => {
      response.writeHead(status, { ...(body && { 'content-type': type }), ...headers });
      response.end(body && JSON.stringify(body));
    });
    return this;
  }

  /** The next request breaks off without an answer. */
  breaks(): this {
    this.turns.push((response) => response.destroy());
    return this;
  }

  /** The next request gets no answer at all. */
  isSilent(): this {
    this.turns.push(() => undefined);
    return this;
  }

  /** All requests so far, and forgets them. */
  arrived(): Arrived[] {
    return this.requests.splice(0);
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}
