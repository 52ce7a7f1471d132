import { setTimeout as pause } from 'node:timers/promises';
import { contactBody } from '../../bench/center.js';
import { LeanHttp, type LeanAnswer } from '../../bench/lean-http.js';
import type { ClientRecord } from './record.js';

const REQUEST_TIMEOUT_MS = 3000;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 4000;
/** Share of callers who give up before they are served, if they can. */
const IMPATIENT = 0.05;

/** Telephone systems that send contacts to both nodes and repeat, with the same id, what had no answer. */
export class Callers {
  private readonly clients: LeanHttp[];
  private readonly underway = new Set<Promise<void>>();
  private stopped = false;

  constructor(
    nodes: readonly string[],
    token: string,
    private readonly record: ClientRecord,
    private readonly random: () => number,
  ) {
    this.clients = nodes.map((node) => new LeanHttp(node, token, 8));
  }

  /** Open-loop: a contact at its time, whatever became of the ones before. Resolves when the time is over. */
  async call(perSecond: number, seconds: number, prefix: string): Promise<void> {
    const started = performance.now();
    const total = Math.round(perSecond * seconds);
    for (let i = 0; i < total && !this.stopped; i += 1) {
      const wait = started + (i * 1000) / perSecond - performance.now();
      if (wait > 1) await pause(wait);
      const life = this.one(`${prefix}-${i}`);
      this.underway.add(life);
      void life.finally(() => this.underway.delete(life));
    }
  }

  /** Fills the waiting order with contacts that nobody can serve, a bounded number at a time. */
  async fill(count: number, prefix: string): Promise<void> {
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let i = next++; i < count && !this.stopped; i = next++) await this.enqueue(`${prefix}-${i}`, 'rare');
    };
    await Promise.all(Array.from({ length: 64 }, worker));
  }

  /** Waits for the answers that are still due. */
  async finish(): Promise<void> {
    await Promise.all(this.underway);
  }

  stop(): void {
    this.stopped = true;
    for (const client of this.clients) client.close();
  }

  private async one(contactId: string): Promise<void> {
    const taken = await this.enqueue(contactId, 'billing');
    if (!taken || this.random() >= IMPATIENT) return;
    await pause(this.random() * 1500);
    const answer = await this.repeated('POST', `/v1/contacts/${contactId}/cancel`, { reason: 'abandoned' });
    if (answer?.status === 200) this.record.counts.cancelled += 1;
  }

  private async enqueue(contactId: string, skill: 'billing' | 'rare'): Promise<boolean> {
    this.record.counts.sent += 1;
    const answer = await this.repeated('POST', '/v1/contacts', contactBody(contactId, skill));
    if (answer === undefined) return false;
    if (answer.status < 300) this.record.contactTaken(contactId);
    else this.record.counts.refused += 1;
    return answer.status < 300;
  }

  /** Tries node after node until one gives an answer that stands. */
  private async repeated(method: 'POST', path: string, body: unknown): Promise<LeanAnswer | undefined> {
    let patienceMs = FIRST_RETRY_MS;
    let node = Math.floor(this.random() * this.clients.length);
    while (!this.stopped) {
      const client = this.clients[node % this.clients.length] as LeanHttp;
      const patience = new AbortController();
      const tooLate = pause(REQUEST_TIMEOUT_MS, undefined, { signal: patience.signal }).catch(() => undefined);
      const answer = await Promise.race([client.request(method, path, body).catch(() => undefined), tooLate]);
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
