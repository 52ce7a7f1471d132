import { type BodyOf, Lotse } from '@lotse/client';
import { Agent, type AgentDesk } from './agent.js';
import { Line } from './line.js';

export const CHANNELS = ['voice', 'chat', 'messaging', 'email', 'social'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Channels on which an offer ends before a lost connection is noticed, 15 s after it; on the others it is after it. */
export const QUICK: readonly Channel[] = ['voice', 'chat'];
export const PATIENT: readonly Channel[] = ['messaging', 'email', 'social'];

const QUICK_OFFER_SECONDS = 8;
const PATIENT_OFFER_SECONDS = 40;
const WRAP_UP_SECONDS = 0.3;
const AFFINITY_WAIT_SECONDS = 5;
const TARGET_SECONDS = 20;
/** More than any other credit and any age here: a bot that may have a contact gets it. */
const BOTS_FIRST_SECONDS = 36_000;

/**
 * `service`: people on all channels. `assistant`: bots first. `night`: bots on a bad network first. `second`: the second
 * line. `backoffice`: mail, and each agent's own telephone number. `road`: agents on a bad network, each by their own
 * number. `reserve`: who is only asked by name.
 */
const QUEUES = ['service', 'assistant', 'night', 'second', 'backoffice', 'road', 'reserve'] as const;
export type Queue = (typeof QUEUES)[number];

/** A group of agents that are alike. */
interface Team {
  name: string;
  size: number;
  kind?: 'bot';
  queues: Queue[];
  capacities: Partial<Record<Channel | 'callback', number>>;
  /** Each has a number of its own, a skill that only this agent has. */
  hasNumber?: true;
  /** A call interrupts mail. */
  isBlended?: true;
  /** Connected by a line that can break. */
  onLine?: true;
}

const ONE_EACH = { voice: 1, chat: 1, messaging: 1, email: 1, social: 1 };
const BOT = { chat: 60, messaging: 60, social: 60 };

/** @param wanted stories of each kind, which tells how many agents it takes to play them at speed */
function teams(wanted: number): Record<TeamName, Team> {
  const some = (least: number, most: number, per: number): number =>
    Math.min(most, Math.max(least, Math.ceil(wanted / per)));
  return {
    people: {
      name: 'person',
      size: some(12, 40, 8),
      queues: ['service', 'assistant', 'night'],
      capacities: { voice: 1, chat: 3, messaging: 4, email: 3, social: 3, callback: 1 },
    },
    second: {
      name: 'second',
      size: some(6, 16, 20),
      queues: ['second'],
      capacities: { voice: 1, chat: 2, messaging: 2, email: 2, social: 2 },
    },
    specialists: { name: 'specialist', size: some(6, 40, 8), queues: ['reserve'], capacities: ONE_EACH },
    travellers: {
      name: 'traveller',
      size: some(6, 36, 8),
      queues: ['road'],
      capacities: ONE_EACH,
      hasNumber: true,
      onLine: true,
    },
    blended: {
      name: 'blended',
      size: some(3, 12, 30),
      queues: ['backoffice'],
      capacities: { voice: 1, email: 2 },
      hasNumber: true,
      isBlended: true,
    },
    bots: { name: 'bot', size: 3, kind: 'bot', queues: ['assistant'], capacities: BOT },
    nightBots: { name: 'night-bot', size: 6, kind: 'bot', queues: ['night'], capacities: BOT, onLine: true },
  };
}

const TEAM_NAMES = ['people', 'second', 'specialists', 'travellers', 'blended', 'bots', 'nightBots'] as const;
export type TeamName = (typeof TEAM_NAMES)[number];

/** A configured center with its agents at their sockets. */
export interface Center {
  agents: Record<TeamName, Agent[]>;
  /** The key of the telephony, chat and mail systems. */
  systemKey: string;
  queueIds: string[];
  queueId(queue: Queue): string;
  channelId(channel: Channel): string;
  /** The skill that stands for an agent's own number. */
  numberOf(agent: Agent): string;
  /** Closes the sockets and ends the keys. */
  close(): Promise<void>;
}

/**
 * Configures the center through the API and brings its agents online.
 *
 * @param run before every id, so that runs on one server do not meet
 * @param ownServer whether the channels that each server has may be set to this center's short times; else it has its own
 * @param wanted stories of each kind
 */
export async function openCenter(
  admin: Lotse,
  run: string,
  ownServer: boolean,
  wanted: number,
  desk: AgentDesk,
): Promise<Center> {
  const queueId = (queue: Queue): string => `${run}-${queue}`;
  const channelId = (channel: Channel): string => (ownServer ? channel : `${run}-${channel}`);
  const keyIds: string[] = [];
  const makeKey = async (body: BodyOf<'post', '/v1/api-keys'>): Promise<string> => {
    const { id, key } = await admin.post('/v1/api-keys', { body });
    keyIds.push(id);
    return key;
  };
  const open = async (team: Team, n: number): Promise<Agent> => {
    const id = `${run}-${team.name}-${n}`;
    if (team.hasNumber) await admin.put('/v1/skills/{id}', { path: { id }, body: { name: `The number of ${id}` } });
    await admin.put('/v1/agents/{id}', { path: { id }, body: agentBody(team, id, queueId, channelId) });
    const key = await makeKey({ role: 'agent', agentId: id, name: id });
    const line = team.onLine && (await Line.lay(admin.url));
    const agent = new Agent(id, new Lotse({ url: line?.url ?? admin.url, key }), desk, line);
    await agent.open();
    return agent;
  };
  await configure(admin, run, queueId, channelId);
  const plans = teams(wanted);
  const agents = Object.fromEntries(
    await Promise.all(
      TEAM_NAMES.map(async (name) => {
        const { size } = plans[name];
        return [name, await Promise.all(Array.from({ length: size }, (_, n) => open(plans[name], n + 1)))] as const;
      }),
    ),
  ) as Record<TeamName, Agent[]>;
  return {
    agents,
    systemKey: await makeKey({ role: 'system', name: `${run} systems` }),
    queueIds: QUEUES.map(queueId),
    queueId,
    channelId,
    numberOf: ({ id }) => id,
    close: async () => {
      await Promise.all(Object.values(agents).flatMap((team) => team.map((agent) => agent.close())));
      for (const id of keyIds) await admin.delete('/v1/api-keys/{id}', { path: { id } });
    },
  };
}

async function configure(
  admin: Lotse,
  run: string,
  queueId: (queue: Queue) => string,
  channelId: (channel: Channel) => string,
): Promise<void> {
  for (const channel of CHANNELS) {
    const body = {
      name: channel,
      kind: channel === 'voice' || channel === 'chat' ? ('synchronous' as const) : ('asynchronous' as const),
      offerTimeoutSeconds: QUICK.includes(channel) ? QUICK_OFFER_SECONDS : PATIENT_OFFER_SECONDS,
      wrapUpSeconds: WRAP_UP_SECONDS,
      defaultTargetSeconds: TARGET_SECONDS,
    };
    await admin.put('/v1/channels/{id}', { path: { id: channelId(channel) }, body });
  }
  const credits = { occupancy: 10, idlePerSecond: 0.1, bot: BOTS_FIRST_SECONDS };
  await admin.put('/v1/routing-profiles/{id}', { path: { id: run }, body: { name: 'Bots first', credits } });
  for (const queue of QUEUES) {
    const body = { name: queue, routingProfileId: run, affinityWaitSeconds: AFFINITY_WAIT_SECONDS };
    await admin.put('/v1/queues/{id}', { path: { id: queueId(queue) }, body });
  }
}

function agentBody(
  team: Team,
  id: string,
  queueId: (queue: Queue) => string,
  channelId: (channel: Channel) => string,
): BodyOf<'put', '/v1/agents/{id}'> {
  const blend: Partial<Record<string, object>> = team.isBlended
    ? {
        voice: { blocks: [channelId('email')] },
        email: { blocks: [channelId('voice')], interruptedBy: [channelId('voice')] },
      }
    : {};
  return {
    name: id,
    kind: team.kind ?? 'human',
    queues: team.queues.map(queueId),
    skills: team.hasNumber ? [{ id, level: 5 }] : [],
    channels: Object.entries(team.capacities).map(([channel, capacity]) => ({
      // Callbacks have a channel that is the server's own.
      id: channel === 'callback' ? channel : channelId(channel as Channel),
      capacity,
      ...blend[channel],
    })),
  };
}
