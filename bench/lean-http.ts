import { connect, type Socket } from 'node:net';

export interface LeanAnswer {
  status: number;
  body: string;
}

interface Pending {
  resolve(answer: LeanAnswer): void;
  reject(error: Error): void;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** One keep-alive connection with pipelining: answers come in the order of the requests. */
class Lane {
  private readonly pending: Pending[] = [];
  private next = 0;
  private rest: Buffer = Buffer.alloc(0);
  private socket: Socket | undefined;

  constructor(
    private readonly port: number,
    private readonly host: string,
  ) {}

  get waiting(): number {
    return this.pending.length - this.next;
  }

  send(request: string, pending: Pending): void {
    this.pending.push(pending);
    (this.socket ?? this.open()).write(request);
  }

  close(): void {
    this.socket?.destroy();
  }

  private open(): Socket {
    const socket = connect({ port: this.port, host: this.host, noDelay: true });
    socket.on('data', (chunk) => this.read(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => this.lost(socket));
    this.socket = socket;
    return socket;
  }

  /** Whoever still waits does not know whether the request took effect. */
  private lost(socket: Socket): void {
    if (this.socket !== socket) return;
    this.socket = undefined;
    this.rest = Buffer.alloc(0);
    const unanswered = this.pending.splice(0).slice(this.next);
    this.next = 0;
    for (const { reject } of unanswered) reject(new Error('connection lost'));
  }

  private read(chunk: Buffer): void {
    let data = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    for (;;) {
      const headEnd = data.indexOf(HEAD_END);
      if (headEnd < 0) break;
      const head = data.toString('latin1', 0, headEnd);
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      const end = headEnd + 4 + length;
      if (data.length < end) break;
      this.answer({ status: Number(head.slice(9, 12)), body: data.toString('utf8', headEnd + 4, end) });
      data = data.subarray(end);
    }
    this.rest = data;
  }

  private answer(answer: LeanAnswer): void {
    const pending = this.pending[this.next];
    this.next += 1;
    if (this.next === this.pending.length) {
      this.pending.length = 0;
      this.next = 0;
    } else if (this.next > 1000) {
      this.pending.splice(0, this.next);
      this.next = 0;
    }
    pending?.resolve(answer);
  }
}

/**
 * An HTTP/1.1 client that costs a load generator little: a fixed number of connections, requests pipelined on the one
 * with the fewest waiting. Answers must carry a content length. Rejects when the connection is lost.
 */
export class LeanHttp {
  private readonly lanes: Lane[];
  private readonly headers: string;

  constructor(url: string, token: string, lanes = 16) {
    const { hostname, port } = new URL(url);
    this.lanes = Array.from({ length: lanes }, () => new Lane(Number(port), hostname));
    this.headers = `host: ${hostname}:${port}\r\nauthorization: Bearer ${token}\r\n`;
  }

  request(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<LeanAnswer> {
    const text = body === undefined ? '' : JSON.stringify(body);
    const content =
      text === '' ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`;
    const request = `${method} ${path} HTTP/1.1\r\n${this.headers}${content}\r\n${text}`;
    return new Promise((resolve, reject) => this.emptiest().send(request, { resolve, reject }));
  }

  close(): void {
    for (const lane of this.lanes) lane.close();
  }

  private emptiest(): Lane {
    let best = this.lanes[0] as Lane;
    for (const lane of this.lanes) if (lane.waiting < best.waiting) best = lane;
    return best;
  }
}
