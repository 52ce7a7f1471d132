import { setTimeout as pause } from 'node:timers/promises';
import { LeanHttp, type LeanAnswer } from '../../bench/lean-http.js';
import type { ClientRecord } from './record.js';

const REQUEST_TIMEOUT_MS = 3000;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 4000;

/** Tries node after node until one gives an answer that stands; what it sends must bear being said again. */
export class PersistentHttp {
  private readonly clients: LeanHttp[];
  private stopped = false;

  constructor(
    nodes: readonly string[],
    token: string,
    private readonly record: ClientRecord,
    private readonly random: () => number,
  ) {
    this.clients = nodes.map((node) => new LeanHttp(node, token, 8));
  }

  stop(): void {
    this.stopped = true;
    for (const client of this.clients) client.close();
  }

  /** Undefined: it was stopped before. */
  async post(path: string, body: unknown): Promise<LeanAnswer | undefined> {
    let patienceMs = FIRST_RETRY_MS;
    let node = Math.floor(this.random() * this.clients.length);
    while (!this.stopped) {
      const client = this.clients[node % this.clients.length] as LeanHttp;
      const patience = new AbortController();
      const tooLate = pause(REQUEST_TIMEOUT_MS, undefined, { signal: patience.signal }).catch(() => undefined);
      const answer = await Promise.race([client.request('POST', path, body).catch(() => undefined), tooLate]);
      patience.abort();
      if (answer && answer.status !== 503 && answer.status !== 429) return answer;
      this.record.counts.repeats += 1;
      if (answer) this.record.counts.answered503 += 1;
      else this.record.counts.connectionsLost += 1;
      await pause(patienceMs * (0.5 + this.random()));
      patienceMs = Math.min(LONGEST_RETRY_MS, patienceMs * 2);
      node += 1;
    }
    return undefined;
  }
}
