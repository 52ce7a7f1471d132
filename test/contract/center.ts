import { type BodyOf, type ContactEvent, Lotse, type SystemSocket } from '@lotse/client';
import { compareEventIds } from '../../src/domain/events.js';
import { LiveRedis } from '../../src/live/live-redis.js';
import { LOG_TAIL, type LogTail } from '../../src/live/live-store.js';
import type { RunningServer } from '../../src/server.js';
import { CONFIG_CACHE, type ConfigCache } from '../../src/store/config-store.js';
import { becomes, WITHIN_MS } from '../support/becomes.js';
import { TestNode } from '../ws/node.js';
import type { SocketClient } from '../ws/socket-client.js';

export type Json = Record<string, unknown>;

export interface Reply {
  status: number;
  body: Json;
  headers: Headers;
}

export interface Ask {
  /** Name of a key that the node keeps; `null`: no key at all. */
  key?: string | null;
  headers?: Record<string, string>;
}

export const MS = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown as string;

/**
 * A whole node as its clients see it: REST, one system socket that follows everything, and a clock to move. What a test
 * only needs to be there goes through the client; what it examines is asked for with all that the client would hide.
 */
export class Center {
  /** What became of all contacts, as a system hears it. */
  readonly events: ContactEvent[] = [];
  private readonly socket: SystemSocket;
  private readonly listeners = new Set<() => void>();

  private constructor(readonly node: TestNode) {
    this.socket = this.lotse('system').systemSocket();
    this.socket.on('event', (event) => {
      // What is not of the log has fewer fields.
      this.events.push(event as ContactEvent);
      for (const look of this.listeners) look();
    });
  }

  static async start(environment: Record<string, string> = {}): Promise<Center> {
    const center = new Center(await TestNode.start(environment));
    await center.socket.open();
    await center.socket.subscribe();
    return center;
  }

  async stop(): Promise<void> {
    await this.socket.close();
    await this.node.stop();
  }

  /** A client with a key that the node keeps. */
  lotse(key = 'admin'): Lotse {
    return new Lotse({ url: this.node.url, key: this.node.keys.get(key) ?? key });
  }

  async ask(method: string, path: string, body?: unknown, { key = 'admin', headers = {} }: Ask = {}): Promise<Reply> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(this.node.url + path, {
      method,
      headers: {
        ...(key !== null && { authorization: `Bearer ${this.node.keys.get(key) ?? key}` }),
        ...(text !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: text,
    });
    const answer = await response.text();
    const json = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      body: answer === '' ? {} : json ? (JSON.parse(answer) as Json) : { text: answer },
      headers: response.headers,
    };
  }

  get = (path: string, ask?: Ask): Promise<Reply> => this.ask('GET', path, undefined, ask);
  put = (path: string, body: unknown, ask?: Ask): Promise<Reply> => this.ask('PUT', path, body, ask);
  post = (path: string, body: unknown = {}, ask?: Ask): Promise<Reply> => this.ask('POST', path, body, ask);
  del = (path: string, ask?: Ask): Promise<Reply> => this.ask('DELETE', path, undefined, ask);

  /** A write that must succeed. */
  async must(method: string, path: string, body?: unknown, ask?: Ask): Promise<Json> {
    const reply = await this.ask(method, path, body, ask);
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  queue(id: string, more: Json = {}): Promise<Json> {
    return this.lotse().put('/v1/queues/{id}', { path: { id }, body: { name: id, ...more } });
  }

  /** An agent with a key of its own name; one call at a time unless said otherwise. */
  async agent(id: string, queues: string[], more: Json = {}): Promise<void> {
    const channels = [{ id: 'voice', capacity: 1, address: `sip:${id}@example.org` }];
    const body = { name: id, queues, skills: [], channels, ...more };
    await this.lotse().put('/v1/agents/{id}', { path: { id }, body });
    if (!this.node.keys.has(id)) await this.node.key(id, 'agent', { agentId: id });
  }

  /** A queue of its own, and its agents. */
  async team(size: number, more: Json = {}): Promise<{ q: string; agents: string[] }> {
    const n = ++this.teams;
    const q = `team${n}`;
    await this.queue(q);
    const agents = Array.from({ length: size }, (_, i) => `t${n}-a${i + 1}`);
    for (const id of agents) await this.agent(id, [q], more);
    return { q, agents };
  }
  private teams = 0;

  presence(agentId: string, presence: string, more: Json = {}, key = agentId): Promise<Reply> {
    return this.post(`/v1/agents/${agentId}/presence`, { presence, ...more }, { key });
  }

  async available(...agentIds: string[]): Promise<void> {
    for (const id of agentIds)
      await this.lotse(id).post('/v1/agents/{id}/presence', { path: { id }, body: { presence: 'available' } });
  }

  enqueue(id: string, queueId: string, more: Json = {}): Promise<Json> {
    const body: BodyOf<'post', '/v1/contacts'> = { id, channel: 'voice', queueId, ...more };
    return this.lotse('system').post('/v1/contacts', { body });
  }

  contact = (id: string): Promise<Json> => this.lotse().get('/v1/contacts/{id}', { path: { id } });
  state = (agentId: string): Promise<Json> => this.lotse().get('/v1/agents/{id}/state', { path: { id: agentId } });

  /** The n-th event (1 is the first) of this type about a contact. */
  event(type: string, contactId: string, nth = 1): Promise<ContactEvent> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.events.filter((one) => one.type === `contact.${type}` && one.contactId === contactId)[
          nth - 1
        ];
        if (found === undefined) return;
        clearTimeout(timer);
        this.listeners.delete(look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.listeners.delete(look);
        reject(new Error(`no ${nth}. contact.${type} of ${contactId}; had ${this.story(contactId).join(', ')}`));
      }, WITHIN_MS);
      this.listeners.add(look);
      look();
    });
  }

  /** The event at this place of all that were heard, once it has come. */
  async heard(at: number): Promise<ContactEvent> {
    while (this.events.length <= at) {
      await new Promise<void>((resolve) => {
        const look = (): void => {
          this.listeners.delete(look);
          resolve();
        };
        this.listeners.add(look);
      });
    }
    return this.events[at] as ContactEvent;
  }

  story(contactId: string): string[] {
    return this.events.flatMap((one) => (one.contactId === contactId ? [one.type.replace('contact.', '')] : []));
  }

  /** Id of the n-th offer of a contact. */
  async offer(contactId: string, nth = 1): Promise<string> {
    return (await this.event('offered', contactId, nth)).offerId as string;
  }

  /** Puts a contact into a queue and lets the agent take it: active. */
  async active(contactId: string, queueId: string, agentId: string, more: Json = {}): Promise<string> {
    await this.enqueue(contactId, queueId, more);
    const offer = await this.offer(contactId);
    await this.lotse(agentId).post('/v1/offers/{id}/accept', { path: { id: offer } });
    return offer;
  }

  complete(contactId: string, more: Json = { endWrapUp: true }, key = 'system'): Promise<Reply> {
    return this.post(`/v1/contacts/${contactId}/complete`, more, { key });
  }

  cancel(contactId: string, reason = 'cancelled'): Promise<Reply> {
    return this.post(`/v1/contacts/${contactId}/cancel`, { reason }, { key: 'system' });
  }

  /** Moves the store's time forward. */
  clock(ms: number): Promise<void> {
    return this.node.server.app.get(LiveRedis).moveClock(ms);
  }

  /**
   * Whatever the matcher was about to do for earlier events is done: an agent of its own took a contact of its own.
   */
  async settled(): Promise<void> {
    const id = `settle-${++this.settles}`;
    await (this.settler ??= this.makeSettler());
    await this.available('settler');
    await this.enqueue(id, 'settle-queue', { channel: 'case' });
    await this.offer(id);
    await this.cancel(id);
  }
  private settles = 0;
  private settler?: Promise<void>;

  private async makeSettler(): Promise<void> {
    await this.queue('settle-queue');
    await this.agent('settler', ['settle-queue'], { channels: [{ id: 'case', capacity: 1_000 }] });
  }

  /** Closes an agent's socket; settles when the store counts so many others of that agent. */
  async hangUp(socket: SocketClient, agentId: string, left = 0): Promise<void> {
    await socket.close();
    const { redis, keys } = this.node.server.app.get(LiveRedis).connection;
    await becomes(async () => (await redis.scard(keys.sockets(agentId))) === left, `${agentId} has ${left} sockets`);
  }

  /** Settles when another node has heard of all configuration and all events so far. */
  async heardBy(other: RunningServer): Promise<void> {
    const { revision } = this.node.server.app.get<ConfigCache>(CONFIG_CACHE).current();
    const end = await this.node.server.app.get(LiveRedis).logEnd();
    const [config, tail] = [other.app.get<ConfigCache>(CONFIG_CACHE), other.app.get<LogTail>(LOG_TAIL)];
    await becomes(
      () => config.current().revision >= revision && compareEventIds(tail.position(), end) >= 0,
      'the other node hears of all',
    );
  }
}

export function expectProblem(reply: Reply, status: number, more: Json = {}): void {
  expect({ status: reply.status, ...reply.body }).toMatchObject({
    status,
    type: expect.any(String),
    title: expect.any(String),
    detail: expect.any(String),
    instance: expect.any(String),
    code: expect.any(String),
    ...more,
  });
  expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(reply.body.stack).toBeUndefined();
}
