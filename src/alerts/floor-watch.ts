import { RoutabilityService } from '../contacts/routability.js';
import { demandInForce, type DemandInForce } from '../contacts/demand-in-force.js';
import type { AgentRecord } from '../domain/agent.js';
import type { ContactRecord } from '../domain/contact.js';
import type { LogEvent } from '../domain/events.js';
import { abilitiesOnce, loosestDemands, mayServe, type Enquiry } from '../routing/static-eligibility.js';
import type { AgentAbilities, Demand } from '../routing/views.js';
import type { ConfigCache } from '../store/config-store.js';
import type { AlertBoard } from './alert-board.js';
import { AskIndex, type Ask } from './ask-index.js';
import { refusalsOf, roundsOfRefusal } from './refusals.js';
import { Roster, takes } from './roster.js';

/** From this round of refusals on an alert is critical. */
const CRITICAL_ROUND = 3;

/** Judges contacts and agents as they stand, and raises and resolves alerts. Knows no time but what it is given. */
export class FloorWatch {
  private readonly roster = new Roster();
  private readonly asks: AskIndex;

  constructor(
    private readonly config: ConfigCache,
    private readonly routability: RoutabilityService,
    private readonly board: AlertBoard,
  ) {
    const serves = (ask: Ask, agentId: string): boolean => this.serves(ask, agentId);
    const find = (ask: Ask): string | undefined => {
      for (const [id] of this.roster.entries()) if (serves(ask, id)) return id;
      return undefined;
    };
    this.asks = new AskIndex({ find, serves }, (ask, lonely) => this.tellDuty(ask, lonely));
  }

  /** Forgets all; what stands again is told again. */
  clear(): void {
    this.roster.clear();
    this.asks.clear();
    this.board.clear('all alerts are derived anew');
  }

  /** An agent as the store has it. */
  agentRead(agent: AgentRecord): void {
    this.roster.set(agent);
    this.asks.agentChanged(agent.id);
  }

  /** What an event says of its agent. */
  apply(event: LogEvent): void {
    if (this.roster.apply(event) && event.agentId !== undefined) this.asks.agentChanged(event.agentId);
  }

  agentConfigured(agentId: string): void {
    this.asks.agentChanged(agentId);
  }

  /** Queues or channels are configured otherwise. */
  reconfigured(): void {
    this.asks.reconfigure((ask) => this.demandsOf(ask.enquiry, ask.queueId));
  }

  /**
   * A contact as it stands.
   * @param refused whether an offer of it was declined or missed since it was last judged
   * @param now store ms
   */
  contactStands(contact: ContactRecord, refused: boolean, now: number): void {
    const { id, state } = contact;
    if (state !== 'waiting' && state !== 'offered') return this.contactLeft(id, state);
    const key = this.routability.keyOf(contact);
    const { routable, because = '' } = this.routability.of(contact, key);
    const unroutable = unroutableId(id);
    if (routable) this.board.resolve(unroutable, 'an agent is configured who could take it');
    else
      this.board.raise({ ...about(contact), id: unroutable, alert: 'unroutable', level: 'critical', detail: because });
    this.asks.put(id, key, () => {
      const enquiry = enquiryOf(contact);
      const demands = this.demandsOf(enquiry, contact.queueId);
      return { queueId: contact.queueId, channel: contact.channel, enquiry, demands, hadAgents: routable };
    });
    this.hasAgentsNow(id, routable);
    if (refused) this.judgeRefusals(contact, now);
  }

  /** The contact does not wait any more. */
  contactLeft(contactId: string, because: string): void {
    this.asks.remove(contactId);
    this.board.resolve(unroutableId(contactId), `the contact is ${because}`);
    this.board.resolve(declinedId(contactId), `the contact is ${because}`);
  }

  /** Contacts about which an alert stands that configuration decides on. */
  unroutable(): string[] {
    return this.board.frames().flatMap(({ alert, contactId }) => (alert === 'unroutable' && contactId) || []);
  }

  /** Who was unroutable is not any more: now it counts who is on duty. */
  private hasAgentsNow(contactId: string, routable: boolean): void {
    const found = this.asks.of(contactId);
    if (!routable || found === undefined || found.ask.hadAgents) return;
    found.ask.hadAgents = true;
    if (found.lonely) this.tellDuty(found.ask, true);
  }

  private judgeRefusals(contact: ContactRecord, now: number): void {
    const refusals = refusalsOf(contact.history);
    const inForce = refusals.size > 0 && demandInForce(contact, this.config.current(), now);
    if (!inForce) return;
    const abilities = (id: string): AgentAbilities | undefined => this.abilities(id);
    const demand = this.demandOn(inForce);
    const rounds = roundsOfRefusal(refusals, demand, this.roster, abilities);
    if (rounds === 0) return;
    this.board.raise({
      ...about(contact),
      id: declinedId(contact.id),
      alert: 'declinedByAll',
      level: rounds >= CRITICAL_ROUND ? 'critical' : 'warning',
      detail: `every available agent who could take it has declined or missed it, ${rounds === 1 ? 'once' : `${rounds} times`}`,
      count: rounds,
    });
  }

  /** Without the language where nobody who is signed on speaks it and others are let in. */
  private demandOn({ demand, translated }: DemandInForce): Demand {
    if (translated === undefined) return demand;
    for (const [id] of this.roster.entries()) {
      const able = this.abilities(id);
      if (able !== undefined && mayServe(demand, able)) return demand;
    }
    return translated;
  }

  private tellDuty(ask: Ask, lonely: boolean): void {
    const { alertId: id, queueId, channel, contacts, leftBy } = ask;
    if (!lonely) {
      const detail = contacts === 0 ? 'no such contact waits any more' : 'somebody is signed on who could take them';
      return this.board.resolve(id, detail);
    }
    if (!ask.hadAgents) return;
    const whose = `${contacts === 1 ? 'a contact waits' : `${contacts} contacts wait`} in the queue ${queueId}`;
    this.board.raise({
      id,
      alert: 'nobodyLeft',
      // Who asks on a synchronous channel waits at the other end.
      level: this.config.current().channel.get(channel)?.value.kind === 'asynchronous' ? 'warning' : 'critical',
      queueId,
      channel,
      ...(leftBy !== undefined && { agentId: leftBy }),
      detail: `${whose} (${channel}), and nobody is signed on who could take ${contacts === 1 ? 'it' : 'them'}`,
      count: contacts,
    });
  }

  private serves(ask: Ask, agentId: string): boolean {
    const agent = this.roster.get(agentId);
    if (agent === undefined || !takes(agent, ask.channel)) return false;
    const able = this.abilities(agentId);
    return able !== undefined && ask.demands.some((demand) => mayServe(demand, able));
  }

  private abilities(agentId: string): AgentAbilities | undefined {
    const config = this.config.current().agent.get(agentId)?.value;
    return config && abilitiesOnce(config);
  }

  private demandsOf(enquiry: Enquiry, queueId: string): Demand[] {
    const { queue, channel } = this.config.current();
    const own = queue.get(queueId)?.value;
    if (own === undefined) return [];
    const overflow = own.overflow && queue.get(own.overflow.toQueueId)?.value;
    return loosestDemands(
      { ...enquiry, text: channel.get(enquiry.channel)?.value.text },
      own,
      new Map(overflow && [[overflow.id, overflow]]),
    );
  }
}

function about({ id, queueId, channel }: ContactRecord): { contactId: string; queueId: string; channel: string } {
  return { contactId: id, queueId, channel };
}

function enquiryOf({ channel, spec, reserved, botAcceptance }: ContactRecord): Enquiry {
  const { requirements, language, customer } = spec;
  return { channel, requirements, language, reserved, botAcceptance, customerValue: customer?.value };
}

function unroutableId(contactId: string): string {
  return `unroutable:${contactId}`;
}

function declinedId(contactId: string): string {
  return `declinedByAll:${contactId}`;
}
