import { once } from 'node:events';
import { createServer, type AddressInfo, connect, type Server, type Socket } from 'node:net';

/** A cable between client and server that can be pinched and cut: bytes go through it as they are. */
export class Cable {
  private readonly pairs = new Set<{ near: Socket; far: Socket }>();
  private isHeld = false;
  /** Connections that were made through it. */
  connections = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on('connection', (near) => this.join(near));
  }

  /** @param target such as `http://127.0.0.1:3000` */
  static async lay(target: string): Promise<Cable> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Cable(server, new URL(target));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Nothing of the server comes through any more; what the client says does. */
  hold(): void {
    this.isHeld = true;
    for (const { far } of this.pairs) far.pause();
  }

  release(): void {
    this.isHeld = false;
    for (const { far } of this.pairs) far.resume();
  }

  /** Breaks every connection, without a goodbye, with what was held; new ones are possible at once. */
  cut(): void {
    for (const { near, far } of this.pairs) for (const end of [near, far]) end.destroy();
    this.isHeld = false;
  }

  async remove(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(near: Socket): void {
    this.connections += 1;
    const far = connect(Number(this.target.port), this.target.hostname);
    const pair = { near, far };
    this.pairs.add(pair);
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => near.write(bytes));
    if (this.isHeld) far.pause();
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      end.on('error', () => undefined);
      end.on('close', () => {
        this.pairs.delete(pair);
        other.destroy();
      });
    }
  }
}
