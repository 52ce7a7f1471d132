import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { becomes } from '../../../../test/support/becomes.js';
import { ServerProcess } from '../../../../test/client/server-process.js';
import {
  ownPort,
  startPostgres,
  startRedis,
  type TestDatabase,
  type TestRedis,
} from '../../../../test/support/stores.js';
import { projectFolder } from '../../../../test/start/started-server.js';
import { Kamailio } from './kamailio.js';
import { Sipp, type SippOptions } from './sipp.js';

const ADMIN_KEY = 'lotse_admin_of_the_connector_tests';

type Json = Record<string, unknown>;

export interface Contact {
  id: string;
  state: string;
  outcome?: string;
  endedBy?: string;
  agentId?: string;
  queueId: string;
  customer: { identities: { kind: string; value: string }[] };
  language?: string;
  enqueuedAt: string;
  history: { at: string; type: string; agentId?: string; detail?: string }[];
}

/** A durable Lotse, a Kamailio in front of it, and phones. */
export class Exchange {
  private readonly phones: Sipp[] = [];

  private constructor(
    private readonly redis: TestRedis,
    private readonly database: TestDatabase,
    readonly lotse: ServerProcess,
    readonly kamailio: Kamailio,
  ) {}

  static async start(settings: Record<string, string | number> = {}): Promise<Exchange> {
    const [redis, database] = await Promise.all([startRedis({ durable: true }), startPostgres()]);
    const lotse = new ServerProcess({
      REDIS_URL: redis.url,
      DATABASE_URL: database.url,
      LOTSE_ADMIN_KEY: ADMIN_KEY,
      LOTSE_WEBHOOK_ALLOW: '127.0.0.0/8',
      LOTSE_LOG_LEVEL: 'error',
    });
    await lotse.start();
    const key = await made(lotse.url);
    const kamailio = await Kamailio.prepare({ LOTSE_URL: lotse.url, LOTSE_KEY: key, ...settings });
    await kamailio.start();
    const exchange = new Exchange(redis, database, lotse, kamailio);
    await exchange.voice(20);
    return exchange;
  }

  /** The channel of all calls: how long its offers are open. */
  voice(offerTimeoutSeconds: number): Promise<Json> {
    const channel = { name: 'Voice', kind: 'synchronous', wrapUpSeconds: 0, defaultTargetSeconds: 20 };
    return this.must('PUT', '/v1/channels/voice', { ...channel, offerTimeoutSeconds });
  }

  /** Where the tools of the server find its stores. */
  get stores(): { REDIS_URL: string; DATABASE_URL: string } {
    return { REDIS_URL: this.redis.url, DATABASE_URL: this.database.url };
  }

  async stop(): Promise<void> {
    await Promise.all(this.phones.map((phone) => phone.kill()));
    await Promise.all([this.kamailio.stop(), this.lotse.kill()]);
    await Promise.all([this.redis.stop(), this.database.stop()]);
  }

  /** A request to Lotse that must succeed. */
  async must(method: string, path: string, body?: Json, key = ADMIN_KEY): Promise<Json> {
    const response = await fetch(this.lotse.url + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? {} : (JSON.parse(text) as Json);
  }

  queue(id: string, more: Json = {}): Promise<Json> {
    return this.must('PUT', `/v1/queues/${id}`, { name: id, ...more });
  }

  /** An agent whose phone is at that address; without one it has to register. Says nothing of its presence. */
  async agent(id: string, queueId: string, address?: string, skills: string[] = []): Promise<void> {
    await this.must('PUT', `/v1/agents/${id}`, {
      name: id,
      queues: [queueId],
      skills: skills.map((skill) => ({ id: skill, level: 8 })),
      channels: [{ id: 'voice', capacity: 1, ...(address !== undefined && { address }) }],
    });
  }

  available(id: string): Promise<Json> {
    return this.must('POST', `/v1/agents/${id}/presence`, { presence: 'available' });
  }

  /** As the agent itself says it, at its desktop. */
  async says(agentId: string, presence: string, reasonCode?: string): Promise<void> {
    const { key } = await this.must('POST', '/v1/api-keys', { role: 'agent', agentId, name: 'desktop' });
    await this.must('POST', `/v1/agents/${agentId}/presence`, { presence, reasonCode }, key as string);
  }

  state(agentId: string): Promise<Json> {
    return this.must('GET', `/v1/agents/${agentId}/state`);
  }

  /** Agents `<name>1`… of a queue, all at one phone exchange that does as the scenario says. Answers it. */
  async team(
    name: string,
    size: number,
    queueId: string,
    scenario: string,
    options: Partial<SippOptions> = {},
  ): Promise<Sipp> {
    const port = await ownPort();
    const phone = await this.phone(scenario, { port, ...options });
    for (let i = 1; i <= size; i++) {
      await this.agent(`${name}${i}`, queueId, `sip:${name}${i}@127.0.0.1:${port}`);
      await this.available(`${name}${i}`);
    }
    return phone;
  }

  async phone(scenario: string, options: SippOptions): Promise<Sipp> {
    const phone = await Sipp.start(scenario, options);
    this.phones.push(phone);
    return phone;
  }

  /** `npm run audit` over all that happened here. */
  async audit(): Promise<{ code: number | null; output: string }> {
    const { PATH = '' } = process.env;
    const child = spawn(process.execPath, [join(projectFolder, 'dist', 'tools', 'audit', 'main.js')], {
      cwd: projectFolder,
      env: { PATH, ...this.stores, LOTSE_URL: this.lotse.url, LOTSE_ADMIN_KEY: ADMIN_KEY },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, output };
  }

  /** Callers of a queue. */
  async callers(scenario: string, queueId: string, options: Partial<SippOptions> = {}): Promise<Sipp> {
    const port = await ownPort();
    const keys = { queue: queueId, caller: `from-${queueId}-`, language: '-', ...options.keys };
    return this.phone(scenario, { target: this.kamailio.sip, port, calls: 1, ...options, keys });
  }

  /** All contacts of a queue. */
  async contacts(queueId: string): Promise<Contact[]> {
    const contacts: Contact[] = [];
    for (let cursor = ''; ;) {
      const page = (await this.must('GET', `/v1/contacts?limit=200&queueId=${queueId}${cursor}`)) as {
        items: Contact[];
        nextCursor: string | null;
      };
      contacts.push(...page.items);
      if (page.nextCursor === null) return contacts;
      cursor = `&cursor=${page.nextCursor}`;
    }
  }

  /** How many contacts of a queue are in which state, once none is open. */
  async outcomes(queueId: string): Promise<Record<string, number>> {
    let all: Contact[] = [];
    const open = ['waiting', 'offered', 'active', 'wrapUp'];
    const isOpen = ({ state }: Contact): boolean => open.includes(state);
    await becomes(
      async () => {
        all = await this.contacts(queueId);
        return !all.some(isOpen);
      },
      `no contact of ${queueId} is open`,
      () => JSON.stringify(all.filter(isOpen).map(({ id, agentId, history }) => ({ id, agentId, history }))),
    );
    return countBy(all, ({ state }) => state);
  }
}

/** How many of the items have each key. */
export function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}

/** The reasons of offers that ended unanswered, and the answers, in order: `declined busy`, `missed failed`, `accepted`. */
export function answers({ history }: Contact): string[] {
  return history
    .filter(({ type }) => ['declined', 'missed', 'accepted'].includes(type))
    .map(({ type, detail }) => (type === 'accepted' ? type : `${type} ${detail}`));
}

async function made(url: string): Promise<string> {
  const response = await fetch(`${url}/v1/api-keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'system', name: 'kamailio' }),
  });
  return ((await response.json()) as { key: string }).key;
}
