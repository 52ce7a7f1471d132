import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Call {
  id: string;
  notifyUrl: string;
  /** Who talks, or is rung. */
  agentId?: string;
}

/**
 * A router as small as one can be, to measure Lotse against: the calls in order, the agent who has been free longest,
 * all of it in memory. It scores nothing, keeps nothing, and speaks what Kamailio says and hears of Lotse's API.
 */
export class StandIn {
  private readonly calls = new Map<string, Call>();
  private readonly queue: Call[] = [];
  private offers = 0;

  private constructor(
    private readonly server: Server,
    /** Agents' addresses by id, the longest free first. */
    private readonly free: string[],
    private readonly addressOf: (agentId: string) => string,
  ) {}

  /** @param size of the team: agents `<name>1`… */
  static async start(name: string, size: number, addressOf: (agentId: string) => string): Promise<StandIn> {
    const server = createServer((request, response) => void router.take(request, response));
    server.keepAliveTimeout = 60_000;
    const free = Array.from({ length: size }, (_, i) => `${name}${i + 1}`);
    const router = new StandIn(server, free, addressOf);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return router;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [, , kind, id = '', act] = (request.url ?? '').split('/');
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Call;
    const answer = (status: number, what: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(what));
    };
    if (request.method === 'GET') return answer(200, { items: [], nextCursor: null });
    if (kind === 'contacts' && id === '') {
      this.calls.set(body.id, body);
      this.queue.push(body);
      answer(201, { position: this.queue.length });
      return this.match();
    }
    answer(200, {});
    if (kind !== 'contacts') return;
    const call = this.calls.get(id);
    if (call !== undefined && (act === 'complete' || act === 'cancel')) this.end(call);
  }

  private end(call: Call): void {
    this.calls.delete(call.id);
    const place = this.queue.indexOf(call);
    if (place >= 0) this.queue.splice(place, 1);
    if (call.agentId !== undefined) this.free.push(call.agentId);
    this.match();
  }

  private match(): void {
    while (this.queue.length > 0 && this.free.length > 0) {
      const call = this.queue.shift() as Call;
      call.agentId = this.free.shift() as string;
      this.offers += 1;
      const offered = { offerId: String(this.offers), agentId: call.agentId, address: this.addressOf(call.agentId) };
      const body = JSON.stringify({ type: 'contact.offered', contactId: call.id, ...offered });
      void fetch(call.notifyUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    }
  }
}
