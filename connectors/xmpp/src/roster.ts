import type { Element } from '@xmpp/xml';
import type { Logger } from 'pino';
import { parseAddress } from './address.js';
import type { Clock } from './clock.js';
import { Devices } from './devices.js';
import type { Presence, Router } from './router.js';
import { presence } from './stanzas.js';
import { TEXTS } from './texts.js';

export interface RosterHost {
  send(stanza: Element): void;
  /** Words to an agent, from the desk. */
  tell(jid: string, words: string): void;
  /** An agent is here again, or gone. */
  moved(agentId: string): void;
}

interface Agent {
  id: string;
  jid: string;
  /** What Lotse was told last; undefined: nothing yet by this process. */
  told?: Presence;
  isTelling: boolean;
  /** Since when no device of the agent is there, ms since 1970; one who never shared its presence is not missed. */
  goneSince?: number;
}

const AGAIN_MS = 2_000;

/** The agents, and their presence: what their devices say is what Lotse is told. */
export class Roster {
  private readonly byJid = new Map<string, Agent>();
  private readonly devices = new Devices();
  private callOff: () => void = () => undefined;
  private isStopped = false;
  private learning?: Promise<void>;

  constructor(
    /** The desk's bare JID. */
    private readonly desk: string,
    private readonly router: Router,
    private readonly host: RosterHost,
    private readonly clock: Clock,
    private readonly refreshMs: number,
    private readonly log: Logger,
  ) {}

  /** Learns the agents, and goes on learning. */
  start(): void {
    void this.learn()
      .catch((error: unknown) => this.log.warn({ error: String(error) }, 'no list of agents'))
      .then(() => {
        const pause = this.byJid.size === 0 ? AGAIN_MS : this.refreshMs;
        if (!this.isStopped) this.callOff = this.clock.after(pause, () => this.start());
      });
  }

  stop(): void {
    this.isStopped = true;
    this.callOff();
  }

  agentOf(jid: string): string | undefined {
    return this.byJid.get(jid)?.id;
  }

  /** The same, after a look at whether there are new ones. */
  async findAgent(jid: string): Promise<string | undefined> {
    if (!this.byJid.has(jid)) await this.learn();
    return this.agentOf(jid);
  }

  /** Where an agent is reached, after a look at whether it is a new one. */
  async findJid(agentId: string): Promise<string | undefined> {
    if (this.agent(agentId) === undefined) await this.learn();
    return this.agent(agentId)?.jid;
  }

  /** Since when the agent is gone, ms since 1970; undefined for one who is here, or not known. */
  goneSince(agentId: string): number | undefined {
    return this.agent(agentId)?.goneSince;
  }

  /** What an agent's device says to the desk. */
  async hear(stanza: Element): Promise<void> {
    const { from = '', type } = stanza.attrs;
    const { bare } = parseAddress(from);
    if (type === 'subscribe') return this.subscribe(bare);
    if (type === 'probe') return this.host.send(presence(this.desk, from));
    const agent = this.byJid.get(bare);
    if (agent === undefined || !this.devices.hear(stanza)) return;
    this.moved(agent);
  }

  /** The agent says so in words: told again even if it is what Lotse was told last. */
  say(jid: string, word: 'available' | 'unavailable'): void {
    const agent = this.byJid.get(jid);
    if (agent === undefined) return;
    void this.tell(agent, word);
  }

  /** The desk's own presence shows an agent how Lotse has it. */
  show(agentId: string, isServed: boolean): void {
    const jid = this.agent(agentId)?.jid;
    if (jid === undefined) return;
    if (isServed) return this.host.send(presence(this.desk, jid));
    this.host.send(presence(this.desk, jid, undefined, 'away', 'not responding'));
    this.host.tell(jid, TEXTS.notResponding(this.desk));
  }

  /** There is a new connection to the XMPP server: everybody's presence is asked for. */
  ask(): void {
    for (const { jid } of this.byJid.values()) this.probe(jid);
  }

  /** The XMPP server is away, and with it whoever is connected to it. */
  allGone(): void {
    this.devices.clear();
    for (const agent of this.byJid.values()) this.moved(agent);
  }

  /** Whoever asks meanwhile gets the same answer. */
  private learn(): Promise<void> {
    this.learning ??= this.read().finally(() => (this.learning = undefined));
    return this.learning;
  }

  private async read(): Promise<void> {
    const agents = await this.router.agents();
    for (const [jid, agent] of this.byJid) if (agents.get(jid) !== agent.id) this.byJid.delete(jid);
    for (const [jid, id] of agents) {
      if (this.byJid.has(jid)) continue;
      this.byJid.set(jid, { id, jid, isTelling: false });
      this.probe(jid);
    }
  }

  private agent(agentId: string): Agent | undefined {
    for (const agent of this.byJid.values()) if (agent.id === agentId) return agent;
    return undefined;
  }

  /** Subscriptions go both ways: the agent sees the desk, and the desk the agent. */
  private async subscribe(jid: string): Promise<void> {
    const isKnown = (await this.findAgent(jid)) !== undefined;
    this.host.send(presence(this.desk, jid, isKnown ? 'subscribed' : 'unsubscribed'));
    if (!isKnown) return;
    this.host.send(presence(this.desk, jid, 'subscribe'));
    this.host.send(presence(this.desk, jid));
  }

  private probe(jid: string): void {
    this.host.send(presence(this.desk, jid, 'probe'));
  }

  private moved(agent: Agent): void {
    const isHere = this.devices.has(agent.jid);
    const changed = isHere === (agent.goneSince !== undefined);
    agent.goneSince = isHere ? undefined : (agent.goneSince ?? this.clock.now());
    if (changed) this.host.moved(agent.id);
    if (this.wished(agent) !== agent.told) void this.tell(agent);
  }

  private wished(agent: Agent): Presence {
    if (!this.devices.has(agent.jid)) return 'offline';
    return this.devices.isReady(agent.jid) ? 'available' : 'unavailable';
  }

  /** Tells Lotse, as often as it takes; what is true by then, not what was true when it began. */
  private async tell(agent: Agent, word?: Presence): Promise<void> {
    if (agent.isTelling && word === undefined) return;
    agent.isTelling = true;
    const wished = this.wished(agent);
    try {
      await this.router.setPresence(agent.id, word ?? wished);
      agent.told = wished;
      agent.isTelling = false;
      if (word !== undefined) this.host.tell(agent.jid, word === 'available' ? TEXTS.available : TEXTS.unavailable);
      if ((word ?? wished) === 'available') this.host.send(presence(this.desk, agent.jid));
      if (this.wished(agent) !== agent.told) void this.tell(agent);
    } catch (error) {
      this.log.warn({ agentId: agent.id, error: String(error) }, 'presence not told');
      this.clock.after(AGAIN_MS, () => {
        agent.isTelling = false;
        void this.tell(agent, word);
      });
    }
  }
}
