import type { LeanHttp } from './lean-http.js';

export interface AgentSeat {
  agentId: string;
  token: string;
}

export interface CenterOptions {
  agents: number;
  /** Prefix of agent ids. */
  name: string;
  offerTimeoutSeconds?: number;
  /** Whether agents call customers back too, one contact at a time. */
  callbacks?: boolean;
}

/** The queue and the skills that the load asks for; nobody has `rare`. */
export const QUEUE = 'bench';
const PARALLEL = 16;

/** Configures skills, channel, queue and agents over the API, and makes a key for each agent. */
export async function configureCenter(http: LeanHttp, options: CenterOptions): Promise<AgentSeat[]> {
  for (const skill of ['en', 'english', 'billing', 'rare']) await put(http, `/v1/skills/${skill}`, { name: skill });
  const { offerTimeoutSeconds = 20, callbacks = false } = options;
  const timing = { offerTimeoutSeconds, wrapUpSeconds: 0, defaultTargetSeconds: 20 };
  await put(http, '/v1/channels/voice', { name: 'Voice', kind: 'synchronous', ...timing });
  if (callbacks) await put(http, '/v1/channels/callback', { name: 'Callback', kind: 'synchronous', ...timing });
  await put(http, `/v1/queues/${QUEUE}`, { name: 'Bench', serviceLevel: { targetSeconds: 20, percent: 80 } });
  const seats: AgentSeat[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < options.agents; i = next++)
      seats[i] = await addAgent(http, `${options.name}-${i}`, i, callbacks);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return seats;
}

async function addAgent(http: LeanHttp, agentId: string, i: number, callbacks: boolean): Promise<AgentSeat> {
  await put(http, `/v1/agents/${agentId}`, {
    name: agentId,
    queues: [QUEUE],
    skills: [
      { id: 'en', level: 1 },
      { id: 'english', level: 5 + (i % 6) },
      { id: 'billing', level: 3 + (i % 7) },
    ],
    channels: callbacks
      ? [
          { id: 'voice', capacity: 1, blocks: ['callback'] },
          { id: 'callback', capacity: 1, blocks: ['voice'] },
        ]
      : [{ id: 'voice', capacity: 1 }],
  });
  const answer = await http.request('POST', '/v1/api-keys', { role: 'agent', agentId, name: agentId });
  if (answer.status !== 201) throw new Error(`POST /v1/api-keys: ${answer.status} ${answer.body}`);
  return { agentId, token: (JSON.parse(answer.body) as { key: string }).key };
}

async function put(http: LeanHttp, path: string, body: unknown): Promise<void> {
  const answer = await http.request('PUT', path, body);
  if (answer.status >= 300) throw new Error(`PUT ${path}: ${answer.status} ${answer.body}`);
}

/** A contact of twelve fields, as a telephone system would send it. */
export function contactBody(id: string, skill: 'billing' | 'rare' = 'billing'): Record<string, unknown> {
  return {
    id,
    channel: 'voice',
    queueId: QUEUE,
    requirements: [{ skillId: 'english' }, { skillId: skill, minLevel: 2 }],
    priority: 1,
    customer: { id: `customer-${id}`, value: 0.4, segment: 'retail' },
    journeyStage: 'use',
    language: 'en',
    correlation: `call-${id}`,
    threadId: `thread-${id}`,
    attributes: { trunk: 7, dialled: '0800' },
    dueAt: '2100-01-01T00:00:00.000Z',
  };
}
