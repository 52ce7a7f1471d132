import type { AgentChannel, AgentConfig, AgentWithLegs } from '../domain/agent.js';
import type { Leg } from '../domain/leg.js';
import { actText } from './act-text.js';
import type { LiveConnection, ScriptReply } from './connection.js';
import type { AgentSnapshot, LiveStore, PresenceCommand } from './live-store.js';
import type { GivenItem } from './script-binding.js';
import { parseAgentWithLegs, parseContact, parseLegs, parseOffer, toHash, type Hash } from './records.js';
import { refusal, unwrap } from './refusals.js';

const READ_AGAIN = 10;
/** An agent without any socket for this long is offline. */
const CONNECTION_GRACE_MS = 15_000;

/** Flat hashes of the agent and its legs; `created`: 1 where an external load did not stand before. */
type AgentReply = readonly [now: number, agent: unknown, legs: unknown, created?: number];
type SnapshotReply = readonly [
  now: number,
  agent: unknown,
  legs: unknown,
  contacts: unknown,
  offers: unknown,
  cursor: string,
];

type Args<K extends keyof LiveStore> = LiveStore[K] extends (command: infer C) => unknown ? C : never;

/** Transitions whose subject is an agent, and the mirrors of configuration that scripts need. */
export class AgentTransitions {
  constructor(
    private readonly connection: LiveConnection,
    private readonly nodeId: string,
  ) {}

  async setPresence(command: PresenceCommand & { timer?: boolean }): Promise<AgentWithLegs> {
    const { keys } = this.connection;
    for (let i = 1; ; i++) {
      const offered = command.presence === 'available' ? [] : await this.openOffers(command.agentId);
      const queues = await this.connection.read((redis) =>
        Promise.all(offered.map((leg) => redis.hget(keys.contact(leg.contactId), 'queueId'))),
      );
      const reply = await this.connection.run(
        'presence',
        {
          socks: keys.sockets(command.agentId),
          command: command.commandId && keys.command(command.commandId),
          ...this.names(command.agentId),
        },
        {
          agentId: command.agentId,
          presence: command.presence,
          reasonCode: command.reasonCode,
          channels: command.channels && JSON.stringify(command.channels),
          by: command.by,
          timer: command.timer,
          afterWork: command.afterWork,
          commandHash: command.commandHash,
          act: actText(command.act, 'presence', { on: 'agent' }),
        },
        offered.map((leg, n) => this.openOffer(leg, queues[n] ?? '')),
      );
      if (reply[0] === 'moved' && i < READ_AGAIN) continue;
      return this.agentOf(reply, command.agentId);
    }
  }

  async putExternalLoad(command: Args<'putExternalLoad'>): Promise<AgentWithLegs & { created: boolean }> {
    const untilMs = command.untilSeconds === undefined ? undefined : Math.round(command.untilSeconds * 1000);
    const reply = await this.externalLoad(command, { channel: command.channel, untilMs });
    const [, , , created] = unwrap<AgentReply>(reply, `agent ${command.agentId}`);
    return { ...this.agentOf(reply, command.agentId), created: created === 1 };
  }

  async deleteExternalLoad(command: Args<'deleteExternalLoad'> & { timer?: boolean }): Promise<AgentWithLegs> {
    return this.agentOf(await this.externalLoad(command, { timer: command.timer }), command.agentId);
  }

  private async externalLoad(command: Args<'deleteExternalLoad'>, args: Record<string, unknown>): Promise<ScriptReply> {
    const { keys } = this.connection;
    return this.connection.run(
      'external-load',
      { ...this.names(command.agentId), command: command.commandId && keys.command(command.commandId) },
      { agentId: command.agentId, ref: command.ref, commandHash: command.commandHash, ...args },
    );
  }

  async mirrorAgent(agent: AgentConfig, revision: number): Promise<void> {
    const config: Record<string, unknown> = {};
    const room: Record<string, string> = {};
    const interrupts: Record<string, string> = {};
    for (const channel of agent.channels) {
      config[channel.id] = { capacity: channel.capacity, blocks: channel.blocks, interruptedBy: channel.interruptedBy };
      room[channel.id] = [channel.capacity, ...blockersOf(channel.id, agent.channels)].join('|');
      const interrupted = agent.channels.filter(({ interruptedBy }) => interruptedBy?.includes(channel.id));
      if (interrupted.length > 0) interrupts[channel.id] = interrupted.map(({ id }) => id).join('|');
    }
    unwrap(
      await this.connection.run('mirror-agent', this.names(agent.id), {
        agentId: agent.id,
        config: JSON.stringify(config),
        room,
        interrupts,
        revision,
      }),
      `agent ${agent.id}`,
    );
  }

  async removeAgent(agentId: string, revision: number): Promise<void> {
    unwrap(
      await this.connection.run('mirror-agent', this.names(agentId), { agentId, revision, remove: true }),
      `agent ${agentId}`,
    );
  }

  async mirrorQueue(queueId: string, open: boolean, revision: number): Promise<void> {
    unwrap(
      await this.connection.run('mirror-queue', this.queueNames(queueId), {
        queueId,
        open: open ? '1' : '0',
        revision,
      }),
      `queue ${queueId}`,
    );
  }

  async removeQueue(queueId: string, revision: number): Promise<void> {
    unwrap(
      await this.connection.run('mirror-queue', this.queueNames(queueId), { queueId, revision, remove: true }),
      `queue ${queueId}`,
    );
  }

  /** The deadline of what interruptions have set aside: it comes back to the agent, goes to its queue, or stays. */
  async returnAside(agentId: string): Promise<void> {
    const { keys } = this.connection;
    const { meta, events, deadlines, agent } = this.names(agentId);
    for (let i = 1; ; i++) {
      const aside = (await this.connection.read((redis) => redis.hget(agent, 'aside'))) ?? '';
      const contactIds = aside === '' ? [] : aside.split('|');
      const queues = await this.connection.read((redis) =>
        Promise.all(contactIds.map((id) => redis.hget(keys.contact(id), 'queueId'))),
      );
      const items = contactIds.map((contactId, n): GivenItem => {
        const queueId = queues[n] ?? '';
        return {
          keys: { contact: keys.contact(contactId), order: keys.order(queueId) },
          args: { contactId, queueId },
        };
      });
      const reply = await this.connection.run(
        'return-aside',
        { meta, events, deadlines, agent },
        { agentId, aside },
        items,
      );
      if (reply[0] === 'moved' && i < READ_AGAIN) continue;
      unwrap(reply, `agent ${agentId}`);
      return;
    }
  }

  async socket(agentId: string, connectionId: string, opened: boolean, nodeId = this.nodeId): Promise<void> {
    const { keys } = this.connection;
    const reply = await this.connection.run(
      'socket',
      {
        meta: keys.meta,
        events: keys.events,
        deadlines: keys.deadlines,
        agent: keys.agent(agentId),
        socks: keys.sockets(agentId),
        nodesocks: keys.nodeSockets(nodeId),
      },
      { agentId, socket: `${nodeId}/${connectionId}`, opened, graceMs: CONNECTION_GRACE_MS },
    );
    unwrap(reply, `agent ${agentId}`);
  }

  async unreachable(agentId: string): Promise<void> {
    const { keys } = this.connection;
    const { meta, events, deadlines, agent } = this.names(agentId);
    const names = { meta, events, deadlines, agent, socks: keys.sockets(agentId) };
    unwrap(await this.connection.run('unreachable', names, { agentId }), `agent ${agentId}`);
  }

  async snapshot(agentId: string): Promise<AgentSnapshot> {
    const { keys } = this.connection;
    for (let i = 1; ; i++) {
      const legs = (await this.legs(agentId)).filter((leg) => leg.phase !== 'external');
      const { agent, legs: own } = this.names(agentId);
      const reply = await this.connection.run(
        'snapshot-agent',
        { meta: keys.meta, agent, legs: own },
        {},
        legs.map(({ contactId, phase, offerId }) => ({
          keys: {
            contact: keys.contact(contactId),
            offer: phase === 'offered' && offerId ? keys.offer(offerId) : undefined,
          },
          args: { contactId },
        })),
      );
      if (reply[0] === 'moved' && i < READ_AGAIN) continue;
      return toSnapshot(unwrap<SnapshotReply>(reply, `agent ${agentId}`), agentId);
    }
  }

  private async legs(agentId: string): Promise<Leg[]> {
    const hash = await this.connection.read((redis) => redis.hgetall(this.connection.keys.legs(agentId)));
    return parseLegs(hash as Hash);
  }

  private async openOffers(agentId: string): Promise<Leg[]> {
    return (await this.legs(agentId)).filter((leg) => leg.phase === 'offered');
  }

  private agentOf(reply: ScriptReply, agentId: string): AgentWithLegs {
    const [now, fields, legs] = unwrap<AgentReply>(reply, `agent ${agentId}`);
    this.connection.clock.learn(now);
    const agent = parseAgentWithLegs(toHash(fields), toHash(legs));
    if (!agent) throw refusal(['notFound'], `agent ${agentId}`);
    return agent;
  }

  private openOffer({ contactId, offerId = '' }: Leg, queueId: string): GivenItem {
    const { keys } = this.connection;
    return {
      keys: { offer: keys.offer(offerId), contact: keys.contact(contactId), order: keys.order(queueId) },
      args: { offerId, contactId, queueId },
    };
  }

  private names(agentId: string) {
    const { keys } = this.connection;
    return {
      meta: keys.meta,
      events: keys.events,
      deadlines: keys.deadlines,
      agent: keys.agent(agentId),
      legs: keys.legs(agentId),
    };
  }

  private queueNames(queueId: string): Record<string, string> {
    const { keys } = this.connection;
    return { meta: keys.meta, events: keys.events, queue: keys.queue(queueId) };
  }
}

/** The channels of an agent whose contacts keep one of this channel away. */
function blockersOf(id: string, channels: readonly AgentChannel[]): string[] {
  return channels
    .filter(({ blocks, interruptedBy }) => blocks?.includes(id) && !interruptedBy?.includes(id))
    .map((channel) => channel.id);
}

function toSnapshot(reply: SnapshotReply, agentId: string): AgentSnapshot {
  const [, fields, legs, held, open, cursor] = reply;
  const agent = parseAgentWithLegs(toHash(fields), toHash(legs));
  if (!agent) throw refusal(['notFound'], `agent ${agentId}`);
  const contacts = list(held).flatMap((hash) => parseContact(toHash(hash)) ?? []);
  const offers = list(open).flatMap((hash) => parseOffer(toHash(hash)) ?? []);
  return {
    cursor,
    agent,
    offers: offers.flatMap((offer) => {
      const contact = contacts.find((item) => item.id === offer.contactId);
      return contact && !offer.outcome ? [{ offer, contact }] : [];
    }),
    contacts: contacts.filter((contact) => contact.state !== 'offered'),
  };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
