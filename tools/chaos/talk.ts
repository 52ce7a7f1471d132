import { setTimeout as pause } from 'node:timers/promises';
import type { AgentSocket, Answer } from '../../bench/agent-socket.js';
import { QUEUE } from '../../bench/center.js';
import type { ClientRecord } from './record.js';

const RETRY_MS = 300;
/** Refusals that saying it again would not change. */
const FINAL = [400, 403, 404, 409];
/** How long a consult may stay unanswered, ms. */
const PATIENCE_MS = 1500;
/** Shares of talks that go another way than to their end. */
const TRANSFERRED = 0.03;
const PARKED = 0.03;
const CONSULTED = 0.03;

/** One talk, through every fault: what had no answer is said again. */
export class Talk {
  constructor(
    private readonly socket: AgentSocket,
    private readonly record: ClientRecord,
    private readonly contactId: string,
    private readonly working: () => boolean,
  ) {}

  /** @param mood 0–1: how it goes on after the talk */
  async end(mood: number): Promise<void> {
    if (mood < TRANSFERRED) return this.transfer();
    if (mood < TRANSFERRED + PARKED) return this.park();
    if (mood < TRANSFERRED + PARKED + CONSULTED && (await this.consult())) return;
    await this.complete();
  }

  private async transfer(): Promise<void> {
    const sent = await this.say('contact.transfer', { mode: 'blind', queueId: QUEUE });
    if (sent.ok) this.record.counts.transferred += 1;
    else await this.complete();
  }

  private async park(): Promise<void> {
    await this.say('contact.hold');
    const parked = await this.say('contact.park');
    if (!parked.ok) return this.complete();
    this.record.counts.parked += 1;
    await pause(500);
    await this.say('contact.resume');
  }

  /** True when somebody else took over. */
  private async consult(): Promise<boolean> {
    const asked = await this.say('contact.transfer', { mode: 'consult', queueId: QUEUE });
    if (!asked.ok) return false;
    this.record.counts.consults += 1;
    for (let waited = 0; waited < PATIENCE_MS; waited += RETRY_MS) {
      await pause(RETRY_MS);
      const taken = await this.say('contact.transferComplete');
      if (taken.ok) {
        this.record.counts.takenOver += 1;
        return true;
      }
    }
    await this.say('contact.transferCancel');
    return false;
  }

  async complete(): Promise<void> {
    const ended = await this.say('contact.complete', { endedBy: 'agent', endWrapUp: true });
    if (ended.ok) this.record.counts.completed += 1;
  }

  /** Until there is an answer that will not change: done, or not to be done. */
  private async say(type: string, body: Record<string, unknown> = {}): Promise<Answer> {
    for (;;) {
      const answer = await this.socket.command(type, { contactId: this.contactId, ...body });
      if (answer.ok || FINAL.includes(answer.status) || !this.working()) return answer;
      await pause(RETRY_MS);
    }
  }
}
