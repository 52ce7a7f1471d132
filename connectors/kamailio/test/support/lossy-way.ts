import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The way from Kamailio to Lotse, on which answers to `POST /v1/contacts` can be lost after Lotse has given them. */
export class LossyWay {
  /** Where it leads; nowhere at first. */
  target?: string;
  /** How the answers that come next are lost: the connection breaks, or stands and says nothing. */
  losses: ('broken' | 'silent')[] = [];
  /** The bodies of all that came. */
  readonly posts: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<LossyWay> {
    const server = createServer((near, answer) => void way.pass(near, answer));
    const way = new LossyWay(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return way;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async pass(near: IncomingMessage, answer: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of near) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    if (this.target === undefined) return void answer.writeHead(503).end();
    const { method, headers } = near;
    const isPost = method === 'POST' && near.url === '/v1/contacts';
    if (isPost) this.posts.push(body.toString());
    const far = request(new URL(near.url ?? '/', this.target), { method, headers }, (heard) => {
      const loss = isPost ? this.losses.shift() : undefined;
      if (loss === undefined) return void heard.pipe(answer.writeHead(heard.statusCode ?? 502, heard.headers));
      heard.resume();
      if (loss === 'broken') near.socket.destroy();
    });
    far.on('error', () => near.socket.destroy());
    far.end(body);
  }
}
