import { setTimeout as pause } from 'node:timers/promises';
import { AgentSocket, type OfferMessage } from '../../bench/agent-socket.js';
import type { AgentSeat } from '../../bench/center.js';
import { CallbackTalk } from './callback-talk.js';
import { isCallback } from './callers.js';
import type { PersistentHttp } from './persistent-http.js';
import type { ClientRecord } from './record.js';
import { Talk } from './talk.js';

const RETRY_MS = 300;
/** Shares of offers that are declined, or left ringing. */
const DECLINED = 0.04;
const LEFT_RINGING = 0.01;

/** An agent's client through every fault: repeats what had no answer, takes up after a reconnect what it held. */
export class AgentAtWork {
  readonly socket: AgentSocket;
  private readonly serving = new Map<string, Promise<void>>();
  private working = true;

  constructor(
    private readonly seat: AgentSeat,
    nodes: readonly string[],
    private readonly http: PersistentHttp,
    private readonly record: ClientRecord,
    private readonly random: () => number,
    private readonly talkMs: number,
  ) {
    this.socket = new AgentSocket({
      ...seat,
      nodes,
      onOffer: (offer) => void this.answer(offer),
      onOfferEnded: (offerId, outcome) => record.endTold(offerId, seat.agentId, outcome),
      onHello: (held) => this.takeUp(held),
      // Taken over from a consult, it comes without an offer.
      onContact: ({ id, state, agentId }) => {
        if (state === 'active' && agentId === seat.agentId) void this.serve(id);
      },
    });
  }

  async start(): Promise<void> {
    await this.socket.open();
    void this.stayAvailable();
  }

  stop(): void {
    this.working = false;
    this.socket.close();
  }

  /** Unanswered offers, a lost connection and a fault each withhold work until the agent speaks again. */
  private async stayAvailable(): Promise<void> {
    while (this.working) {
      await this.socket.command('presence.set', { presence: 'available' });
      await pause(2000 + this.random() * 1000);
    }
  }

  private takeUp(held: Parameters<NonNullable<ConstructorParameters<typeof AgentSocket>[0]['onHello']>>[0]): void {
    if (this.socket.connections > 1) this.record.counts.reconnects += 1;
    const open = new Set((held.offers ?? []).map((offer) => offer.id));
    for (const offerId of this.record.openOffers(this.seat.agentId)) {
      // With a cursor the end is replayed right after; without one, the snapshot has said it.
      if (!open.has(offerId)) setTimeout(() => this.record.endTold(offerId, this.seat.agentId), 5000).unref();
    }
    for (const offer of held.offers ?? []) void this.answer(offer);
    for (const contact of held.contacts ?? []) if (contact.state === 'active') void this.serve(contact.id);
  }

  private async answer(offer: OfferMessage): Promise<void> {
    const { agentId } = this.seat;
    this.record.offerTold(offer.id, agentId);
    const mood = this.random();
    if (mood < LEFT_RINGING) return;
    const accepts = mood > LEFT_RINGING + DECLINED;
    while (this.working) {
      const answer = await this.socket.command(accepts ? 'offer.accept' : 'offer.decline', { offerId: offer.id });
      if (answer.ok) {
        this.record.endTold(offer.id, agentId, accepts ? 'accepted' : 'declined');
        if (accepts) await this.serve(offer.contact.id, offer.id);
        return;
      }
      const outcome = answer.body['offerOutcome'];
      if (answer.status === 409 && typeof outcome === 'string') return this.record.endTold(offer.id, agentId, outcome);
      if (answer.status === 404) return;
      await pause(RETRY_MS);
    }
  }

  private async serve(contactId: string, offerId?: string): Promise<void> {
    const underway = this.serving.get(contactId);
    if (underway !== undefined) {
      // A callback may come again before the answer to its last attempt does.
      if (!isCallback(contactId) || offerId === undefined) return;
      await underway;
    }
    const talk = this.talk(contactId, offerId);
    this.serving.set(contactId, talk);
    await talk;
    if (this.serving.get(contactId) === talk) this.serving.delete(contactId);
  }

  private async talk(contactId: string, offerId: string | undefined): Promise<void> {
    await pause(this.talkMs * (0.5 + this.random()));
    const mood = this.random();
    const talk = new Talk(this.socket, this.record, contactId, () => this.working);
    if (!isCallback(contactId)) return talk.end(mood);
    if (await new CallbackTalk(this.http, this.record, contactId, offerId).call(mood)) await talk.complete();
  }
}
