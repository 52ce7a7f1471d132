import { Redis } from 'ioredis';
import { pino } from 'pino';
import type { Caller } from '../../src/api-keys/principal.js';
import type { WebhookConfig } from '../../src/domain/webhook.js';
import type { FlatEvent } from '../../src/feed/flat-event.js';
import { LiveConnection } from '../../src/live/connection.js';
import { webhookAttempt, type AttemptParts } from '../../src/webhooks/attempt.js';
import { DeadLetters } from '../../src/webhooks/dead-letters.js';
import { drain, GIVE_UP_MS, type DrainResult } from '../../src/webhooks/delivery.js';
import { listOf } from '../../src/webhooks/lists.js';
import { NoticeStore, type ListJob, type SubscribedEvent } from '../../src/webhooks/notice-store.js';
import { targetOf } from '../../src/webhooks/target.js';
import { sharedRedisUrl, uniqueName } from '../support/stores.js';

const START = 1_000_000;
const room = { perWebhook: 6, perList: 4 };
const webhook: WebhookConfig = {
  id: 'crm',
  incarnation: 'one',
  url: 'https://crm.example.com/lotse',
  events: ['contact.*'],
  secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
};
const versioned = { value: webhook, revision: 7 };

function event(seq: number, contactId = 'c', generation = 1): SubscribedEvent {
  const at = new Date(START).toISOString();
  // A customer's system may put anything into its correlation.
  const correlation = '"cursor":"9.9"';
  const flat = { type: 'contact.waiting', cursor: `${generation}.${seq}`, at, contactId, correlation };
  return { contactId, generation, seq, body: JSON.stringify(flat), webhook, revision: 7 };
}

describe('lists of a webhook', () => {
  let redis: Redis;
  let live: LiveConnection;
  let notices: NoticeStore;
  let dead: DeadLetters;
  let prefix: string;
  let now = START;
  let status = 500;
  const told: string[] = [];
  const logger = pino({ level: 'silent' });
  const nobody: Caller = { principal: { keyId: 'k', role: 'supervisor' } };

  beforeAll(async () => {
    redis = new Redis(sharedRedisUrl());
    live = new LiveConnection({ url: sharedRedisUrl(), workspace: uniqueName() });
    await live.connect();
  });
  afterAll(async () => {
    await live.close();
    redis.disconnect();
  });
  beforeEach(() => {
    prefix = `{${uniqueName()}}`;
    notices = new NoticeStore(redis, prefix, room, () => now);
    dead = new DeadLetters(live, prefix, room);
    now = START;
    status = 500;
    told.length = 0;
  });

  const parts = (): AttemptParts => ({
    live: {
      offer: () => Promise.resolve(undefined),
      cancel: () => Promise.reject(new Error('a webhook ends nothing')),
    },
    logger,
    post: (_, body) => {
      const { contactId, cursor } = JSON.parse(body) as { contactId: string; cursor: string };
      told.push(`${contactId} ${cursor}`);
      return Promise.resolve(status);
    },
    learn: () => undefined,
    now: () => now,
  });
  const drained = (contactId = 'c'): Promise<DrainResult> =>
    drain(listOf(contactId, webhook), {
      notices,
      logger,
      attempt: webhookAttempt('c', webhook, parts()),
      stands: () => true,
      now: () => now,
      random: () => 0,
    });
  /** `contact cursor` of the letters, oldest first. */
  const letters = async (): Promise<string[]> =>
    (await dead.page(webhook, 200, undefined)).items.map(
      ({ event }) => `${(event as FlatEvent).contactId} ${event.cursor}`,
    );
  const fail = async (...contacts: string[]): Promise<void> => {
    for (const contact of contacts) await drained(contact);
    now += GIVE_UP_MS;
    for (const contact of contacts) await drained(contact);
  };
  const due = async (): Promise<ListJob[]> => {
    const jobs: ListJob[] = [];
    await notices.scheduleDue((some) => Promise.resolve(void jobs.push(...some)));
    return jobs;
  };

  it('keep trying for a day, then the events are dead letters, each once and in order', async () => {
    await notices.append([event(1), event(2)]);
    expect(await drained()).toEqual({ retryInMs: 1_000 });
    now += GIVE_UP_MS - 1;
    expect(await drained()).toEqual({ retryInMs: 2_000 });
    expect(await letters()).toEqual([]);
    now += 1;
    expect(await drained()).toBe('done');
    expect(told).toEqual(['c 1.1', 'c 1.1', 'c 1.1']);
    const { items, nextCursor } = await dead.page(webhook, 200, undefined);
    expect(nextCursor).toBeNull();
    expect(
      items.map(({ deadAt, reason, failure, event }) => ({ deadAt, reason, failure, cursor: event.cursor })),
    ).toEqual(
      ['1.1', '1.2'].map((cursor) => ({
        cursor,
        deadAt: new Date(now).toISOString(),
        reason: 'undeliverable',
        failure: 'status 500',
      })),
    );
    expect(new Set(items.map(({ id }) => id)).size).toBe(2);
  });

  it.each([404, 409, 410, 301, 429])('take %d as a failure, which ends no contact', async (answer) => {
    status = answer;
    await notices.append([event(1)]);
    expect(await drained()).toEqual({ retryInMs: 1_000 });
  });

  it('pages its letters', async () => {
    await notices.append([event(1, 'a'), event(2, 'b'), event(3, 'c')]);
    await fail('a', 'b', 'c');
    const first = await dead.page(webhook, 2, undefined);
    expect(first.items.map(({ event }) => event.cursor)).toEqual(['1.1', '1.2']);
    const second = await dead.page(webhook, 2, first.nextCursor ?? '');
    expect(second.items.map(({ event }) => event.cursor)).toEqual(['1.3']);
    expect(second.nextCursor).toBeNull();
    await expect(dead.page(webhook, 2, 'nonsense')).rejects.toMatchObject({ code: 'validationFailed' });
  });

  it('replays before what came later, and begins the day anew', async () => {
    await notices.append([event(9), event(10)]);
    await fail('c');
    expect(await letters()).toEqual(['c 1.9', 'c 1.10']);
    await notices.append([event(11), event(12, 'c', 2)]);
    expect(await dead.replay(versioned, undefined, nobody)).toEqual({ replayed: 2 });
    expect(await letters()).toEqual([]);
    expect(await due()).toEqual([{ list: listOf('c', webhook), job: expect.any(String) }]);
    expect(await due()).toEqual([]);
    told.length = 0;
    await drained();
    now += GIVE_UP_MS - 1;
    await drained();
    expect(await letters()).toEqual([]);
    status = 200;
    expect(await drained()).toBe('done');
    expect(told.slice(2)).toEqual(['c 1.9', 'c 1.10', 'c 1.11', 'c 2.12']);
    expect(await redis.get(`${prefix}:pending:crm~one`)).toBeNull();
  });

  it('stays due until a job was made for it', async () => {
    await notices.append([event(1)]);
    await fail('c');
    await dead.replay(versioned, undefined, nobody);
    await expect(notices.scheduleDue(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await due()).toHaveLength(1);
  });

  it('replays what is named, and refuses what is not there', async () => {
    await notices.append([event(1), event(2), event(3, 'd')]);
    await fail('c', 'd');
    const [first, second] = (await dead.page(webhook, 200, undefined)).items;
    const asked = dead.replay(versioned, [first?.id ?? '', 'msg_unknown'], nobody);
    await expect(asked).rejects.toMatchObject({
      code: 'unknownReference',
      details: { errors: [{ path: 'ids.1', message: expect.any(String) }] },
    });
    expect(await letters()).toHaveLength(3);
    expect(await dead.replay(versioned, [second?.id ?? ''], nobody)).toEqual({ replayed: 1 });
    expect(await letters()).toEqual(['c 1.1', 'd 1.3']);
  });

  it('answers a repeated command as the first time, and moves nothing that died since', async () => {
    const command = (hash: string): Caller => ({ ...nobody, commandId: uniqueNameOf('cmd'), commandHash: hash });
    const uniqueNameOf = (text: string): string => `${text}-${prefix}`;
    await notices.append([event(1), event(2, 'd')]);
    await fail('c', 'd');
    expect(await dead.replay(versioned, undefined, command('a'))).toEqual({ replayed: 2 });
    await fail('c', 'd');
    expect(await letters()).toEqual(['c 1.1', 'd 1.2']);
    expect(await dead.replay(versioned, undefined, command('a'))).toEqual({ replayed: 2 });
    expect(await letters()).toEqual(['c 1.1', 'd 1.2']);
    await expect(dead.replay(versioned, undefined, command('b'))).rejects.toMatchObject({
      code: 'idempotencyMismatch',
    });
  });

  it('have room for so much: what comes then is a dead letter at once, and nothing grows', async () => {
    await notices.append([1, 2, 3, 4, 5].map((seq) => event(seq)));
    expect(await letters()).toEqual(['c 1.5']);
    await notices.append([6, 7, 8].map((seq) => event(seq, 'd')));
    expect(await letters()).toEqual(['c 1.5', 'd 1.8']);
    expect((await dead.page(webhook, 1, undefined)).items[0]).toMatchObject({ reason: 'backlogFull' });
    expect(await redis.get(`${prefix}:pending:crm~one`)).toBe('6');
    await expect(dead.replay(versioned, undefined, nobody)).rejects.toMatchObject({ code: 'tooManyRequests' });
    status = 200;
    await drained('c');
    expect(await dead.replay(versioned, undefined, nobody)).toEqual({ replayed: 2 });
    await drained('c');
    await drained('d');
    const ofC = told.filter((line) => line.startsWith('c'));
    expect(ofC).toEqual(['c 1.1', 'c 1.2', 'c 1.3', 'c 1.4', 'c 1.5']);
    expect(told.filter((line) => line.startsWith('d'))).toEqual(['d 1.6', 'd 1.7', 'd 1.8']);
  });

  it('keep the newest 10,000 letters', async () => {
    const list = (n: number): string => `many-${n}`;
    for (let from = 0; from < 10_010; from += 1_001) {
      const some = Array.from({ length: 1_001 }, (_, n) => event(from + n + 1, list(from + n)));
      const none = new NoticeStore(redis, prefix, { perWebhook: 0, perList: 0 }, () => now);
      await none.append(some);
    }
    expect(await redis.zcard(`${prefix}:dead-order:crm~one`)).toBe(10_000);
    expect(await redis.hlen(`${prefix}:dead:crm~one`)).toBe(10_000);
    expect((await dead.page(webhook, 1, undefined)).items[0]?.event.cursor).toBe('1.11');
    expect(await redis.pttl(`${prefix}:dead:crm~one`)).toBeGreaterThan(29 * 24 * 3_600_000);
  });

  it('take an event once, also for a while after all was told', async () => {
    status = 200;
    const [first] = await notices.append([event(1)]);
    expect(await notices.append([event(1)])).toEqual([first]);
    expect(await drained()).toBe('done');
    expect(await notices.append([event(1)])).toEqual([undefined]);
    expect(told).toEqual(['c 1.1']);
    const [next] = await notices.append([event(2)]);
    expect(next?.job).not.toBe(first?.job);
    await drained();
    const keys = await redis.keys(`${prefix}*`);
    for (const key of keys) expect([key, (await redis.pttl(key)) > 0]).toEqual([key, true]);
  });

  it('go with the webhook, but not before a node that has not heard of it does', async () => {
    await notices.append([event(1)]);
    const list = listOf('c', webhook);
    const config = (revision: number, ...known: WebhookConfig[]) => ({
      current: () => ({
        revision,
        webhook: new Map(known.map((value) => [value.id, { value, revision }])),
        agent: new Map(),
      }),
    });
    expect(await targetOf(list, notices, config(7, webhook))).toEqual({ kind: 'webhook', webhook });
    expect(await targetOf(list, notices, config(0))).toBe('unknown');
    expect(await targetOf(list, notices, config(6))).toBe('unknown');
    expect(await targetOf(list, notices, config(7))).toBe('removed');
    expect(await targetOf(list, notices, config(8, { ...webhook, incarnation: 'two' }))).toBe('removed');
    await notices.drop(list);
    expect(await redis.keys(`${prefix}*`)).toEqual([]);
  });
});
