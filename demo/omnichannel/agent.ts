import {
  type AgentCommands,
  type AgentContact,
  type AgentEvents,
  type AgentSocket,
  ConnectionError,
  type Lotse,
  type Offer,
  ProblemError,
} from '@lotse/client';
import type { Line } from './line.js';
import type { RunLedger } from './run-ledger.js';
import { Signal } from './signal.js';

/** What an agent does with an offer; `ring`: nothing. */
export type Answer = 'accept' | 'decline' | 'ring';

/** A contact as far as an agent's socket is concerned. */
export interface OfferedContact {
  readonly id: string;
  /** Whether an offer of it that is made now is one to whom it was transferred. */
  readonly isUnderWay: boolean;
  /** What an agent answers to its offer, or to that of the consult for it. */
  answer(agent: Agent, isConsult: boolean): Answer;
  /** @param isToTarget the offer was one of a transfer or of a consult */
  offerEnded(agent: Agent, outcome: string, isConsult: boolean, isToTarget: boolean): void;
  /** The agent who has it works on a call now. */
  interruptedBy(agent: Agent): void;
}

/** An offer that this agent was told of and not yet that it ended. */
interface Standing {
  contact: OfferedContact;
  isConsult: boolean;
  isToTarget: boolean;
}

export interface AgentDesk {
  ledger: RunLedger;
  /** A contact of the script by its id. */
  contactOf(id: string): OfferedContact | undefined;
}

type Hello = AgentEvents['hello'];

/** A hello after a broken line, and its number among all hellos of this agent. */
interface Return {
  greeting: number;
  hello: Hello;
}

/** After so many declines the agent says that it is there: with three in a minute it would get nothing. */
const MOST_DECLINES = 2;

/** An agent, human or bot, at its socket: answers each offer as the script has it, and keeps at it through every cut. */
export class Agent {
  /** The server has greeted this agent again after its line was broken, and the agent has said that it is there. */
  readonly returned: Signal<Return>;
  private readonly socket: AgentSocket;
  private readonly standing = new Map<string, Standing>();
  private hellos = 0;
  private declines = 0;
  private breaks = 0;
  private lostTrack = false;
  private isOver = false;

  constructor(
    readonly id: string,
    lotse: Lotse,
    private readonly desk: AgentDesk,
    /** Of agents whose connection breaks in the script. */
    readonly line?: Line,
  ) {
    this.returned = new Signal(`${id}: a hello after a broken line`);
    this.socket = lotse
      .agentSocket()
      .on('snapshotRequired', () => (this.lostTrack = true))
      .on('hello', (hello) => this.greeted(hello))
      .on('offer.created', ({ offer }) => this.take(offer))
      .on('offer.ended', ({ offerId, outcome }) => this.ended(offerId, outcome))
      .on('contact.updated', ({ contact }) => this.updated(contact));
  }

  /** How often the server has said hello. */
  get greetings(): number {
    return this.hellos;
  }

  async open(): Promise<void> {
    await this.socket.open();
    await this.say('presence.set', { presence: 'available' });
  }

  async close(): Promise<void> {
    this.isOver = true;
    await this.socket.close();
    await this.line?.remove();
  }

  /** Goes on a break: gets nothing, and what stands offered goes back. Breaks add up. */
  async leave(): Promise<void> {
    this.breaks += 1;
    await this.must('presence.set', { presence: 'unavailable', reasonCode: 'break' });
  }

  async comeBack(): Promise<void> {
    this.breaks -= 1;
    if (this.breaks === 0) await this.must('presence.set', { presence: 'available' });
  }

  /** Gives a command. @throws Error when the server refuses */
  async must<T extends keyof AgentCommands>(type: T, body: AgentCommands[T]['body']): Promise<void> {
    const refusal = await this.say(type, body);
    if (refusal) throw new Error(`${this.id}, ${type} ${JSON.stringify(body)}: ${refusal.message}`);
  }

  /** The refusal, where there was one. What was cut off is said again: a repeat gets the answer that stands. */
  private async say<T extends keyof AgentCommands>(
    type: T,
    body: AgentCommands[T]['body'],
  ): Promise<ProblemError | undefined> {
    for (;;) {
      try {
        await this.socket.command(type, body);
        return undefined;
      } catch (error) {
        if (error instanceof ProblemError) return error;
        const isCutOff = error instanceof ConnectionError && ['outcomeUnknown', 'notSent'].includes(error.code);
        if (!isCutOff) throw error;
      }
    }
  }

  private greeted(hello: Hello): void {
    this.hellos += 1;
    const greeting = this.hellos;
    if (greeting === 1) return;
    const open = new Set(hello.offers.map(({ id }) => id));
    for (const offer of hello.offers) this.take(offer);
    // Else what became of the others is told right after.
    if (this.lostTrack) for (const offerId of this.standing.keys()) if (!open.has(offerId)) this.gone(offerId, hello);
    this.lostTrack = false;
    void this.available().then(() => this.returned.give({ greeting, hello }));
  }

  private take(offer: Offer): void {
    if (this.standing.has(offer.id)) return;
    const { id, consultFor } = offer.contact;
    this.desk.ledger.tell({ offerId: offer.id, agentId: this.id, event: 'created' });
    const contact = this.desk.contactOf(consultFor ?? id);
    if (!contact) return void this.desk.ledger.faults.push(`${this.id} was offered ${id}, which is not in the script`);
    const isConsult = consultFor !== undefined;
    this.standing.set(offer.id, { contact, isConsult, isToTarget: isConsult || contact.isUnderWay });
    const answer = contact.answer(this, isConsult);
    if (answer === 'accept') this.accept(offer.id);
    else if (answer === 'decline') void this.decline(offer.id);
  }

  /** Whether it is taken, its end tells; a refusal means that something else came first. */
  private accept(offerId: string): void {
    void this.say('offer.accept', { offerId }).catch((error: unknown) => this.complain(error));
  }

  private async decline(offerId: string): Promise<void> {
    try {
      await this.say('offer.decline', { offerId, reason: 'busy' });
      this.declines += 1;
      if (this.declines >= MOST_DECLINES) await this.available();
    } catch (error) {
      this.complain(error);
    }
  }

  private async available(): Promise<void> {
    this.declines = 0;
    if (this.breaks > 0 || this.isOver) return;
    await this.say('presence.set', { presence: 'available' }).catch((error: unknown) => this.complain(error));
  }

  private ended(offerId: string, outcome: string): void {
    this.desk.ledger.tell({ offerId, agentId: this.id, event: 'ended', outcome });
    const one = this.standing.get(offerId);
    this.standing.delete(offerId);
    one?.contact.offerEnded(this, outcome, one.isConsult, one.isToTarget);
    if (outcome === 'missed') void this.available();
  }

  /** Gone while so much was told to others that the server told only what stands: how it ended follows from that. */
  private gone(offerId: string, hello: Hello): void {
    const one = this.standing.get(offerId);
    if (!one) return;
    this.standing.delete(offerId);
    this.desk.ledger.tell({ offerId, agentId: this.id, event: 'ended' });
    const isMine = hello.contacts.some(({ id, state }) => id === one.contact.id && state === 'active');
    one.contact.offerEnded(this, isMine ? 'accepted' : 'transportLost', one.isConsult, one.isToTarget);
  }

  private updated({ id, state, parkedBecause }: AgentContact): void {
    if (state === 'parked' && parkedBecause === 'interrupted') this.desk.contactOf(id)?.interruptedBy(this);
  }

  private complain(error: unknown): void {
    if (!this.isOver)
      this.desk.ledger.faults.push(`${this.id}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
