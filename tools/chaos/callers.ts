import { setTimeout as pause } from 'node:timers/promises';
import { contactBody } from '../../bench/center.js';
import type { PersistentHttp } from './persistent-http.js';
import type { ClientRecord } from './record.js';

/** Shares of callers who give up before they are served, if they can; who ask to be called back; who call twice. */
const IMPATIENT = 0.05;
const CALLED_BACK = 0.06;
const CALLED_TWICE = 0.04;
/** Most are with an agent soon: who wants to be called back says so at once. Ms. */
const BEFORE_CALLBACK_MS = 60;
const BEFORE_MERGE_MS = 300;
const CALLBACK_PREFIX = 'callback-of-';
const ATTEMPTS = { max: 2, spacingSeconds: 1 };

/** By its id. */
export function isCallback(contactId: string): boolean {
  return contactId.startsWith(CALLBACK_PREFIX);
}

/** Telephone systems that send contacts to both nodes and repeat, with the same id, what had no answer. */
export class Callers {
  private readonly underway = new Set<Promise<void>>();
  private stopped = false;

  constructor(
    private readonly http: PersistentHttp,
    private readonly record: ClientRecord,
    private readonly random: () => number,
  ) {}

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
    this.http.stop();
  }

  private async one(contactId: string): Promise<void> {
    const taken = await this.enqueue(contactId, 'billing');
    const mood = this.random();
    if (!taken) return;
    if (mood < IMPATIENT) return this.giveUp(contactId);
    if (mood < IMPATIENT + CALLED_BACK) return this.askForCallback(contactId);
    if (mood < IMPATIENT + CALLED_BACK + CALLED_TWICE) return this.callAgain(contactId);
  }

  private async giveUp(contactId: string): Promise<void> {
    await pause(this.random() * 1500);
    const answer = await this.http.post(`/v1/contacts/${contactId}/cancel`, { reason: 'abandoned' });
    if (answer?.status === 200) this.record.counts.cancelled += 1;
  }

  /** Where an agent has it by now it is refused, and the call goes on. */
  private async askForCallback(contactId: string): Promise<void> {
    await pause(this.random() * BEFORE_CALLBACK_MS);
    const id = `${CALLBACK_PREFIX}${contactId}`;
    const answer = await this.http.post(`/v1/contacts/${contactId}/callback`, { id, attempts: ATTEMPTS });
    if (answer?.status !== 201 && answer?.status !== 200) return;
    this.record.contactTaken(id);
    this.record.counts.calledBack += 1;
  }

  /** A second contact of the same customer and thread, which the telephone system then merges into the first. */
  private async callAgain(contactId: string): Promise<void> {
    const again = `${contactId}-again`;
    if (!(await this.enqueue(again, 'billing', contactId))) return;
    await pause(this.random() * BEFORE_MERGE_MS);
    const answer = await this.http.post(`/v1/contacts/${again}/merge`, { intoContactId: contactId });
    if (answer?.status === 200) this.record.counts.merged += 1;
  }

  /** @param of the contact whose customer and thread it shares */
  private async enqueue(contactId: string, skill: 'billing' | 'rare', of = contactId): Promise<boolean> {
    this.record.counts.sent += 1;
    const answer = await this.http.post('/v1/contacts', { ...contactBody(of, skill), id: contactId });
    if (answer === undefined) return false;
    if (answer.status < 300) this.record.contactTaken(contactId);
    else this.record.counts.refused += 1;
    return answer.status < 300;
  }
}
