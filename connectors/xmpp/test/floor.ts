import { type BodyOf, Lotse } from '@lotse/client';
import { ServerProcess } from '../../../test/client/server-process.js';
import { becomes } from '../../../test/support/becomes.js';
import { startPostgres, startRedis, type TestDatabase, type TestRedis } from '../../../test/support/stores.js';
import { ConnectorProcess } from './connector-process.js';
import { Person } from './person.js';
import { COMPONENT, Prosody, SECRET } from './prosody.js';

export const HELP = `help@${COMPONENT}`;
export const DESK = `desk@${COMPONENT}`;
/** Any conversation's address. */
export const CONTACT = new RegExp(`^xmpp-[0-9a-f]{32}@${COMPONENT}$`);

const ADMIN = 'test-admin-key-of-thirty-two-chars';
type Channel = BodyOf<'put', '/v1/agents/{id}'>['channels'][number];

/** A whole center: Lotse with stores that lose nothing, Prosody, the connector, and people at their clients. */
export class Floor {
  private readonly people: Person[] = [];

  private constructor(
    readonly redis: TestRedis,
    readonly database: TestDatabase,
    readonly server: ServerProcess,
    readonly prosody: Prosody,
    readonly connector: ConnectorProcess,
    readonly lotse: Lotse,
    readonly systemKey: string,
  ) {}

  static async open(users: readonly string[], settings: object = {}): Promise<Floor> {
    const prosody = new Prosody();
    const [redis, database] = await Promise.all([startRedis({ durable: true }), startPostgres(), prosody.start(users)]);
    const server = new ServerProcess({
      REDIS_URL: redis.url,
      DATABASE_URL: database.url,
      LOTSE_ADMIN_KEY: ADMIN,
      LOTSE_LOG_LEVEL: 'silent',
    });
    await server.start();
    const lotse = new Lotse({ url: server.url, key: ADMIN, attempts: 30 });
    const key = async (role: 'system' | 'supervisor'): Promise<string> =>
      (await lotse.post('/v1/api-keys', { body: { role, name: 'xmpp' } })).key;
    const systemKey = await key('system');
    const secrets = { LOTSE_KEY: systemKey, LOTSE_SUPERVISOR_KEY: await key('supervisor'), XMPP_SECRET: SECRET };
    const connector = new ConnectorProcess(
      {
        lotse: server.url,
        xmpp: { port: prosody.components },
        domain: COMPONENT,
        addresses: { help: { queueId: 'help' } },
        ...settings,
      },
      secrets,
    );
    const floor = new Floor(redis, database, server, prosody, connector, lotse, systemKey);
    await floor.queue('help');
    await floor.chat({ offerTimeoutSeconds: 60, wrapUpSeconds: 0 });
    await connector.start();
    return floor;
  }

  async close(): Promise<void> {
    await Promise.all(this.people.map((person) => person.leave().catch(() => undefined)));
    await this.connector.stop();
    await this.server.kill();
    await Promise.all([this.prosody.stop(), this.redis.stop(), this.database.stop()]);
  }

  queue(id: string): Promise<unknown> {
    return this.lotse.put('/v1/queues/{id}', { path: { id }, body: { name: id } });
  }

  chat(terms: { offerTimeoutSeconds: number; wrapUpSeconds: number }): Promise<unknown> {
    const body = { name: 'Chat', kind: 'asynchronous' as const, defaultTargetSeconds: 60, ...terms };
    return this.lotse.put('/v1/channels/{id}', { path: { id: 'chat' }, body });
  }

  /** Somebody at a client, signed in. */
  async person(name: string): Promise<Person> {
    const person = new Person(name, this.prosody.clients);
    this.people.push(person);
    await person.come();
    return person;
  }

  /** Configures an agent in Lotse under the address of an account. */
  agent(id: string, queues: string[], capacity = 1, more: Partial<Channel> = {}, others: Channel[] = []) {
    const channels = [{ id: 'chat', capacity, address: `xmpp:${id}@example.test`, ...more }, ...others];
    return this.lotse.put('/v1/agents/{id}', { path: { id }, body: { name: id, queues, skills: [], channels } });
  }

  /** The same, signed in, at the desk and available. */
  async atWork(
    id: string,
    queues: string[],
    capacity = 1,
    more?: Partial<Channel>,
    others?: Channel[],
  ): Promise<Person> {
    await this.agent(id, queues, capacity, more, others);
    const person = await this.person(id);
    await person.presence(DESK, 'subscribe');
    await this.presenceOf(id, 'available');
    return person;
  }

  async presenceOf(id: string, presence: string): Promise<void> {
    const holds = async (): Promise<boolean> => (await this.state(id)).presence === presence;
    await becomes(holds, `${id} is ${presence}`);
  }

  state(id: string) {
    return this.lotse.get('/v1/agents/{id}/state', { path: { id } });
  }

  /** The contact behind a conversation's address. */
  contact(address: string) {
    return this.lotse.get('/v1/contacts/{id}', { path: { id: idOf(address) } });
  }

  async contactIs(address: string, state: string) {
    const holds = async (): Promise<boolean> => (await this.contact(address)).state === state;
    await becomes(holds, `${address} is ${state}`);
    return this.contact(address);
  }

  /** An agent takes the next conversation that it is offered; answers its address. */
  async takes(agent: Person, nth = 1): Promise<string> {
    const { from } = await agent.reads(CONTACT, /^New conversation/, nth);
    await agent.write(from, '/accept');
    await agent.reads(from, /^You have the conversation/);
    return from;
  }
}

export function idOf(address: string): string {
  return address.split('@')[0] as string;
}
