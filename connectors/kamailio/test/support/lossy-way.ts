import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What becomes of a request: its answer is lost and the connection broken, or silent; or it comes only when it is let go,
 * and is answered then (`late`) or not (`held`).
 */
type Loss = 'broken' | 'silent' | 'held' | 'late';

/** The way from Kamailio to Lotse, on which what is posted to a path can be lost. */
export class LossyWay {
  /** Where it leads; nowhere at first. */
  target?: string;
  private path = '';
  private losses: Loss[] = [];
  private letGo: (() => void)[] = [];
  /** The bodies of what came for that path. */
  posts: string[] = [];
  /** What Lotse has answered to, with the status. */
  readonly answered: string[] = [];

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

  /** The next posts to a path that ends so are lost in these ways. */
  lose(path: string, ...losses: Loss[]): void {
    Object.assign(this, { path, losses, posts: [] });
  }

  /** What was held goes its way. */
  release(): void {
    for (const go of this.letGo.splice(0)) go();
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
    const { method = '', url = '', headers } = near;
    const isWatched = method === 'POST' && this.path !== '' && url.endsWith(this.path);
    if (isWatched) this.posts.push(body.toString());
    const loss = isWatched ? this.losses.shift() : undefined;
    if (loss === 'held' || loss === 'late') await new Promise<void>((resolve) => this.letGo.push(resolve));
    const far = request(new URL(url, this.target), { method, headers }, (heard) => {
      this.answered.push(`${method} ${url} ${heard.statusCode}`);
      if (loss === undefined || loss === 'late')
        return void heard.pipe(answer.writeHead(heard.statusCode ?? 502, heard.headers));
      heard.resume();
      if (loss === 'broken') near.socket.destroy();
    });
    far.on('error', () => near.socket.destroy());
    far.end(body);
  }
}
