import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { AddressGuard } from './address-guard.js';

/** An answer is read up to here, so that its connection can serve again; a longer one costs the connection. */
const MAX_ANSWER_BYTES = 16 * 1024;

/** What a receiver said. */
export interface ReceiverAnswer {
  status: number;
  /** As it came; empty where it was longer than is read. */
  text: string;
}

/** Posts JSON to receivers outside: checked addresses only, no redirects, a time limit over all. */
export class ReceiverClient {
  private readonly http = new HttpAgent({ keepAlive: true, maxSockets: 64, maxTotalSockets: 512, timeout: 30_000 });
  private readonly https = new HttpsAgent({ keepAlive: true, maxSockets: 64, maxTotalSockets: 512, timeout: 30_000 });

  private readonly underWay = new Set<ClientRequest>();

  constructor(private readonly guard: AddressGuard) {}

  /** The answer's status; rejects when there was none in time, or when the address may not be called. */
  post(target: string, body: string, timeoutMs: number, headers: Record<string, string> = {}): Promise<number> {
    return this.exchange<number>(target, body, timeoutMs, headers, (answer, resolve) => {
      discard(answer);
      resolve(answer.statusCode ?? 0);
    });
  }

  /** The same with the answer's body, within the same time. */
  ask(target: string, body: string, timeoutMs: number, headers: Record<string, string>): Promise<ReceiverAnswer> {
    return this.exchange<ReceiverAnswer>(target, body, timeoutMs, headers, (answer, resolve, reject) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      const end = (text: string): void => resolve({ status: answer.statusCode ?? 0, text });
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes <= MAX_ANSWER_BYTES) return;
        end('');
        answer.destroy();
      });
      answer.on('end', () => end(Buffer.concat(chunks).toString()));
      answer.on('error', reject);
    });
  }

  private exchange<T>(
    target: string,
    body: string,
    timeoutMs: number,
    headers: Record<string, string>,
    take: (answer: IncomingMessage, resolve: (value: T) => void, reject: (error: Error) => void) => void,
  ): Promise<T> {
    const url = new URL(target);
    this.guard.checkLiteral(url);
    const secure = url.protocol === 'https:';
    const options = {
      method: 'POST',
      agent: secure ? this.https : this.http,
      lookup: this.guard.lookup,
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'lotse',
        accept: '*/*',
      },
    };
    return new Promise((resolve, reject) => {
      const request = (secure ? httpsRequest : httpRequest)(url, options, (answer) => take(answer, resolve, reject));
      // A timer, because Node 20 loses a timeout among the signals of AbortSignal.any when it collects garbage.
      const limit = setTimeout(() => request.destroy(new Error('no answer in time')), timeoutMs);
      this.underWay.add(request);
      request.on('close', () => {
        clearTimeout(limit);
        this.underWay.delete(request);
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  /** Ends the requests under way: they reject. */
  abort(): void {
    for (const request of this.underWay) request.destroy(new Error('the server stops'));
  }

  close(): void {
    this.abort();
    this.http.destroy();
    this.https.destroy();
  }
}

function discard(answer: IncomingMessage): void {
  let bytes = 0;
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) answer.destroy();
  });
  // The status was the answer: what becomes of the rest is nobody's concern.
  answer.on('error', () => undefined);
}
