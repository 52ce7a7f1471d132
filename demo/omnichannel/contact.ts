import type { Agent, Answer, OfferedContact } from './agent.js';
import type { Kind } from './kinds.js';
import type { RunLedger } from './run-ledger.js';
import { Signal } from './signal.js';

/** Who a transfer goes to. */
export type Target = { agentId: string } | { queueId: string };

/** How the agent who was asked, by a transfer or a consult, can let the contact down. */
const LET_DOWN: Partial<Record<string, Kind>> = {
  declined: 'targetDeclines',
  missed: 'targetMisses',
  rescinded: 'targetDies',
  transportLost: 'targetDies',
};

/** One contact on its way through the center, as its agents and systems see it: what happens to it, and what they do. */
export class ScriptedContact implements OfferedContact {
  /** An agent has taken it. */
  readonly taken: Signal<Agent>;
  /** An agent has taken the consult for it. */
  readonly asked: Signal<Agent>;
  /** An agent's offer of it, or of the consult for it, has ended otherwise. */
  readonly turnedDown: Signal<{ agent: Agent; outcome: string }>;
  /** A call has interrupted the agent who has it. */
  readonly setAside: Signal<Agent>;
  /** It has ended, in this state. */
  readonly ended: Signal<string>;
  answer: (agent: Agent, isConsult: boolean) => Answer = () => 'accept';
  /** From a blind transfer to the next accept. */
  private isSent = false;
  /** The consult is being taken back: its offer ends by that, and lets nobody down. */
  private isTakenBack = false;
  /** Somebody has taken the consult. */
  private isAnswered = false;
  private parkedBy: Agent | undefined;
  private isResumed = false;
  private interrupted: Agent | undefined;
  /** The bot on a bad network that has had it. */
  private fallingBot: Agent | undefined;

  constructor(
    readonly id: string,
    private readonly ledger: RunLedger,
  ) {
    this.taken = new Signal(`${id}: an accept`);
    this.asked = new Signal(`${id}: an accept of its consult`);
    this.turnedDown = new Signal(`${id}: an offer that is turned down`);
    this.setAside = new Signal(`${id}: an interruption`);
    this.ended = new Signal(`${id}: its end`);
  }

  get isUnderWay(): boolean {
    return this.isSent;
  }

  offerEnded(agent: Agent, outcome: string, isConsult: boolean, isToTarget: boolean): void {
    if (outcome === 'accepted') {
      if (!isConsult) return this.take(agent);
      this.isAnswered = true;
      return this.asked.give(agent);
    }
    const kind = LET_DOWN[outcome];
    if (kind && isToTarget && !(isConsult && this.isTakenBack)) this.saw(kind);
    this.turnedDown.give({ agent, outcome });
  }

  interruptedBy(agent: Agent): void {
    this.interrupted = agent;
    this.setAside.give(agent);
  }

  /**
   * Systems heard that a bot has it which goes on with nothing that it once had: whoever has it next has it because the
   * bot fell. The bot's own word would not do, for it may fall before it hears that it was the one.
   */
  heardWith(fallingBot: Agent): void {
    this.fallingBot = fallingBot;
  }

  async transfer(agent: Agent, target: Target): Promise<void> {
    this.isSent = true;
    await agent.must('contact.transfer', { contactId: this.id, mode: 'blind', ...target, note: 'please go on' });
    this.saw('blindTransfer');
  }

  async consult(agent: Agent, target: Target): Promise<void> {
    await agent.must('contact.transfer', { contactId: this.id, mode: 'consult', ...target });
  }

  /** Who was asked takes over. */
  async completeConsult(agent: Agent): Promise<void> {
    await agent.must('contact.transferComplete', { contactId: this.id });
    this.saw('consultCompleted');
  }

  async cancelConsult(agent: Agent): Promise<void> {
    // What ended before somebody answered may be told only now, to an agent whose connection was away.
    this.isTakenBack = !this.isAnswered;
    await agent.must('contact.transferCancel', { contactId: this.id });
    this.saw('consultCancelled');
  }

  async park(agent: Agent): Promise<void> {
    await agent.must('contact.park', { contactId: this.id });
    this.parkedBy = agent;
  }

  /** The customer goes on; said before it is asked for, so that no accept comes first. */
  resumes(): void {
    this.isResumed = true;
  }

  /** The bot gives it to people. */
  async handOver(bot: Agent): Promise<void> {
    const said = { reason: 'wantsPerson', summary: 'Would rather talk to somebody.' };
    await bot.must('contact.handover', { contactId: this.id, ...said });
    this.saw('handoverByWish');
  }

  /** @param endWrapUp whether the agent ends the wrap-up too, or the timer does */
  async complete(agent: Agent, endWrapUp = true): Promise<void> {
    await agent.must('contact.complete', { contactId: this.id, endedBy: 'agent', ...(endWrapUp && { endWrapUp }) });
    await this.ended.next();
  }

  saw(kind: Kind): void {
    this.ledger.saw(kind, this.id);
  }

  private take(agent: Agent): void {
    this.isSent = false;
    if (this.isResumed) this.saw(agent === this.parkedBy ? 'resumedBySame' : 'resumedByAnother');
    if (this.interrupted === agent) this.saw('interruption');
    if (this.fallingBot && this.fallingBot !== agent) this.saw('handoverByFailure');
    this.isResumed = false;
    this.parkedBy = this.interrupted = undefined;
    if (this.fallingBot !== agent) this.fallingBot = undefined;
    this.taken.give(agent);
  }
}
