import { WebSocket } from 'ws';

export interface OfferMessage {
  id: string;
  contact: { id: string };
}

export interface HeldContact {
  id: string;
  state: string;
  agentId?: string;
}

export interface AgentSocketOptions {
  /** Addresses of the nodes (`http://…`), tried in turn. */
  nodes: readonly string[];
  token: string;
  agentId: string;
  onOffer(offer: OfferMessage, socket: AgentSocket): void;
  onOfferEnded?(offerId: string, outcome: string): void;
  /** A contact of the agent's changed, or became the agent's. */
  onContact?(contact: HeldContact, socket: AgentSocket): void;
  /** Once per connection, with the offers and contacts that the server says are held. */
  onHello?(held: { offers: OfferMessage[]; contacts: HeldContact[] }, socket: AgentSocket): void;
}

type Frame = Record<string, unknown> & { type: string };
export type Answer = { ok: true } | { ok: false; status: number; body: Record<string, unknown> };

/** An agent's socket as a client would write it: reconnects with its cursor, drops what it has seen, never gives up. */
export class AgentSocket {
  connections = 0;
  private socket: WebSocket | undefined;
  private cursor: string | undefined;
  private node: number;
  private requests = 0;
  private closing = false;
  private readonly waiting = new Map<string, (answer: Answer) => void>();

  constructor(private readonly options: AgentSocketOptions) {
    this.node = Math.abs(hash(options.agentId)) % options.nodes.length;
  }

  /** Settles at the first `hello`. */
  open(): Promise<void> {
    return new Promise((resolve) => this.connect(resolve));
  }

  close(): void {
    this.closing = true;
    this.socket?.terminate();
  }

  /** Sends a command; a lost connection answers with status 0. */
  command(type: string, body: Record<string, unknown>): Promise<Answer> {
    const requestId = String((this.requests += 1));
    return new Promise((resolve) => {
      if (this.socket?.readyState !== WebSocket.OPEN) return resolve({ ok: false, status: 0, body: {} });
      this.waiting.set(requestId, resolve);
      this.socket.send(JSON.stringify({ type, requestId, ...body }));
    });
  }

  private connect(ready: () => void): void {
    const url = new URL('/v1/ws/agent', this.options.nodes[this.node % this.options.nodes.length]);
    url.protocol = 'ws:';
    if (this.cursor !== undefined) url.searchParams.set('cursor', this.cursor);
    const socket = new WebSocket(url, 'lotse.v1', {
      headers: { authorization: `Bearer ${this.options.token}` },
      perMessageDeflate: false,
      skipUTF8Validation: true,
      handshakeTimeout: 3000,
    });
    this.socket = socket;
    let lastSeen = performance.now();
    const watch = setInterval(() => {
      // Nothing for two pings: a paused node keeps its connections and says nothing.
      if (performance.now() - lastSeen > 35_000) socket.terminate();
    }, 5000);
    socket.on('ping', () => (lastSeen = performance.now()));
    socket.on('message', (data: Buffer) => {
      lastSeen = performance.now();
      const frame = JSON.parse(data.toString()) as Frame;
      if (frame.type === 'hello') ready();
      this.receive(frame);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(watch);
      this.lost(ready);
    });
  }

  private lost(ready: () => void): void {
    for (const answer of this.waiting.values()) answer({ ok: false, status: 0, body: {} });
    this.waiting.clear();
    if (this.closing) return;
    this.node += 1;
    setTimeout(() => !this.closing && this.connect(ready), 200);
  }

  private receive(frame: Frame): void {
    if (typeof frame['cursor'] === 'string') this.cursor = frame['cursor'];
    switch (frame.type) {
      case 'hello':
        this.connections += 1;
        this.options.onHello?.(frame as unknown as Parameters<NonNullable<AgentSocketOptions['onHello']>>[0], this);
        return;
      case 'offer.created':
        return this.options.onOffer(frame['offer'] as OfferMessage, this);
      case 'contact.updated':
        return this.options.onContact?.(frame['contact'] as HeldContact, this);
      case 'offer.ended':
        return this.options.onOfferEnded?.(String(frame['offerId']), String(frame['outcome']));
      case 'result':
        return this.answer(frame, { ok: true });
      case 'error': {
        const body = (frame['problem'] ?? {}) as Record<string, unknown>;
        return this.answer(frame, { ok: false, status: Number(body['status'] ?? 0), body });
      }
      default:
        return;
    }
  }

  private answer(frame: Frame, answer: Answer): void {
    const requestId = String(frame['requestId']);
    this.waiting.get(requestId)?.(answer);
    this.waiting.delete(requestId);
  }
}

function hash(text: string): number {
  let value = 0;
  for (let i = 0; i < text.length; i += 1) value = (value * 31 + text.charCodeAt(i)) | 0;
  return value;
}
