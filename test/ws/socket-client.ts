import { WebSocket } from 'ws';
import { WITHIN_MS } from '../support/becomes.js';

export type Frame = Record<string, unknown> & { type: string };

/** Every frame that any client of the run has had, by socket: held against the AsyncAPI document. */
export const seenFrames: { socket: string; frame: Frame }[] = [];

/** A client that remembers all frames and lets a test wait for those to come. */
export class SocketClient {
  readonly frames: Frame[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  private taken = 0;
  private readonly waiting = new Set<() => void>();
  private requests = 0;

  private constructor(
    readonly socket: WebSocket,
    name: string,
  ) {
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        resolve({ code, reason: String(reason) });
        this.wake();
      });
    });
    socket.on('error', () => undefined);
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as Frame;
      this.frames.push(frame);
      seenFrames.push({ socket: name, frame });
      this.wake();
    });
  }

  static connect(
    url: string,
    socket: string,
    options: { key?: string; cursor?: string; autoPong?: boolean } = {},
  ): SocketClient {
    const query = options.cursor === undefined ? '' : `?cursor=${encodeURIComponent(options.cursor)}`;
    const headers = options.key === undefined ? {} : { authorization: `Bearer ${options.key}` };
    return new SocketClient(
      new WebSocket(`${url.replace(/^http/, 'ws')}/v1/ws/${socket}${query}`, 'lotse.v1', {
        headers,
        autoPong: options.autoPong ?? true,
      }),
      socket,
    );
  }

  opened(): Promise<void> {
    return new Promise((resolve) => this.socket.once('open', () => resolve()));
  }

  send(frame: object | string): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** The next frame (after the last one this gave) of a type that fits. */
  async next(type: string, fits: (frame: Frame) => boolean = () => true): Promise<Frame> {
    const deadline = Date.now() + WITHIN_MS;
    for (;;) {
      for (let i = this.taken; i < this.frames.length; i += 1) {
        const frame = this.frames[i] as Frame;
        if (frame.type === type && fits(frame)) {
          this.taken = i + 1;
          return frame;
        }
      }
      await this.change(deadline, type);
    }
  }

  /** Waits until a condition over all frames holds. */
  async until(holds: (frames: readonly Frame[]) => boolean): Promise<void> {
    const deadline = Date.now() + WITHIN_MS;
    while (!holds(this.frames)) await this.change(deadline, 'a condition');
  }

  /** Sends a command and waits for its answer. */
  async command(type: string, body: object = {}): Promise<Frame> {
    const requestId = `r${++this.requests}`;
    this.send({ type, requestId, ...body });
    await this.until((frames) => frames.some((frame) => frame.requestId === requestId));
    return this.frames.find((frame) => frame.requestId === requestId) as Frame;
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }

  private change(deadline: number, what: string): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) throw new Error(`closed while waiting for ${what}`);
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(done);
        resolve();
      };
      const fail = (): void =>
        reject(new Error(`no ${what}; had ${this.frames.map((frame) => frame.type).join(', ')}`));
      const timer = setTimeout(fail, Math.max(1, deadline - Date.now()));
      this.waiting.add(done);
    });
  }

  private wake(): void {
    for (const done of this.waiting) done();
  }
}
