import { Redis } from 'ioredis';
import { pino } from 'pino';
import { DomainError } from '../../src/domain/errors.js';
import { AddressGuard, AddressRefused } from '../../src/webhooks/address-guard.js';
import { notifyAttempt, type AttemptParts } from '../../src/webhooks/attempt.js';
import { backOff, drain, GIVE_UP_MS, type DrainResult } from '../../src/webhooks/delivery.js';
import { NoticeStore, type NotifiedEvent } from '../../src/webhooks/notice-store.js';
import { ReceiverClient } from '../../src/webhooks/receiver-client.js';
import { sharedRedisUrl, uniqueName } from '../support/stores.js';
import { Receiver } from './receiver.js';

const url = 'https://example.com/notify';

function notice(seq: number, more: Partial<NotifiedEvent> = {}): NotifiedEvent {
  const at = new Date(1_000).toISOString();
  const body = JSON.stringify({ type: 'contact.waiting', cursor: `1.${seq}`, at, contactId: 'c' });
  return { contactId: 'c', url, generation: 1, seq, body, ends: false, ...more };
}

describe('lists of notices', () => {
  let redis: Redis;
  let notices: NoticeStore;
  let prefix: string;

  beforeAll(() => {
    redis = new Redis(sharedRedisUrl());
  });
  afterAll(() => redis.disconnect());
  beforeEach(() => {
    prefix = `{${uniqueName()}}`;
    notices = new NoticeStore(redis, prefix);
  });

  const opens = { url, channel: 'voice', correlation: 'leg' };
  const deliverHead = async (): Promise<string | undefined> =>
    (await notices.delivered('c', (await notices.head('c'))?.body ?? ''))?.body;

  it('tell nothing of a contact that named no receiver', async () => {
    expect(await notices.append([notice(1)])).toEqual([undefined]);
    expect(await redis.keys(`${prefix}*`)).toEqual([]);
  });

  it('take an event once, and keep one job until they are empty', async () => {
    const [first] = await notices.append([notice(1, { opens })]);
    const begins = { at: { generation: 1, seq: 1 }, url, body: notice(1).body };
    expect(first).toEqual({ list: 'c', job: expect.stringMatching(/^[0-9a-f]{40}$/), begins });
    const known = { list: 'c', job: first?.job };
    const again = await notices.append([notice(1, { opens }), notice(2), notice(1), notice(2)]);
    expect(again).toEqual([known, known, known, known]);
    expect(await notices.finish('c')).toBe(false);
    expect((await notices.head('c'))?.body).toContain('1.1');
    expect(await deliverHead()).toContain('1.2');
    expect(await deliverHead()).toBeUndefined();
    expect(await notices.head('c')).toBeUndefined();
    const [next] = await notices.append([notice(3)]);
    expect(next?.job).not.toBe(first?.job);
    expect(await notices.openContacts()).toEqual(new Map([['c', opens]]));
  });

  it('leave nothing behind once the contact has ended and all is told', async () => {
    await notices.append([notice(1, { opens }), notice(2, { ends: true })]);
    expect(await notices.openContacts()).toEqual(new Map());
    await deliverHead();
    await deliverHead();
    expect(await redis.keys(`${prefix}*`)).toEqual([]);
  });

  it('let go of the event that was delivered, whatever stands first by then', async () => {
    await notices.append([notice(1, { opens }), notice(2)]);
    await notices.failed('c', 1_000);
    expect(await notices.delivered('c', notice(2).body)).toEqual({ body: notice(1).body, tries: 0 });
    await notices.failed('c', 2_000);
    expect(await notices.delivered('c', notice(2).body)).toEqual({
      body: notice(1).body,
      tries: 1,
      failedSince: 2_000,
    });
  });

  describe('drained', () => {
    const told: string[] = [];
    let now = 0;
    let status: number | Error = 200;
    let stands = true;
    let cancel: () => Promise<never> = () => Promise.reject(new DomainError('stateForbids', 'no'));
    const logger = pino({ level: 'silent' });
    const parts = (): AttemptParts => ({
      live: {
        offer: (id) =>
          Promise.resolve({
            id,
            contactId: 'c',
            agentId: 'a',
            channel: 'voice',
            queueId: 'q',
            createdAt: 0,
            expiresAt: 1,
          }),
        cancel: () => cancel(),
      },
      logger,
      post: (_, body) => {
        told.push((JSON.parse(body) as { cursor: string }).cursor);
        return typeof status === 'number' ? Promise.resolve(status) : Promise.reject(status);
      },
      learn: () => undefined,
      now: () => now,
    });
    const drained = (): Promise<DrainResult> =>
      drain('c', {
        notices,
        logger,
        attempt: notifyAttempt('c', url, parts()),
        stands: () => stands,
        now: () => now,
        random: () => 0,
      });
    beforeEach(() => {
      told.length = 0;
      stands = true;
      now = 1_000;
    });

    it('stop at a failure, keep the order, and go on from there', async () => {
      await notices.append([notice(1, { opens }), notice(2)]);
      for (const failure of [500, 302, 429, 401, new Error('refused'), new AddressRefused()]) {
        status = failure;
        expect(await drained()).toEqual({ retryInMs: expect.any(Number) });
      }
      expect(told).toEqual(Array(6).fill('1.1'));
      expect((await notices.head('c'))?.tries).toBe(6);
      status = 204;
      expect(await drained()).toBe('done');
      expect(told.slice(6)).toEqual(['1.1', '1.2']);
    });

    it('stop where their receiver was configured anew, and go on to the new one at once', async () => {
      await notices.append([notice(1, { opens }), notice(2)]);
      status = 204;
      const deliver = notices.delivered.bind(notices);
      notices.delivered = (list, body) => ((stands = false), deliver(list, body));
      expect(await drained()).toEqual({ retryInMs: 0 });
      expect([told, (await notices.head('c'))?.tries]).toEqual([['1.1'], 0]);
      stands = true;
      expect(await drained()).toBe('done');
      expect(told).toEqual(['1.1', '1.2']);
    });

    it('give up after a day what has failed or waited behind it so long, and keep what came later', async () => {
      const later = { type: 'contact.active', cursor: '1.3', at: new Date(61_000).toISOString(), contactId: 'c' };
      await notices.append([notice(1, { opens }), notice(2), notice(3, { body: JSON.stringify(later) })]);
      status = 500;
      await drained();
      now += GIVE_UP_MS - 1;
      await drained();
      expect((await notices.head('c'))?.body).toContain('1.1');
      now += 1;
      expect(await drained()).toEqual({ retryInMs: expect.any(Number) });
      expect(told).toEqual(['1.1', '1.1', '1.1']);
      expect(await notices.head('c')).toMatchObject({ tries: 3, failedSince: 1_000 });
      expect((await notices.head('c'))?.body).toContain('1.3');
      now += 60_000;
      expect(await drained()).toBe('done');
      expect(told.at(-1)).toBe('1.3');
    });

    it('begin the day at the first failure, not at an event that lay in a list while nobody ran', async () => {
      await notices.append([notice(1, { opens })]);
      now += 3 * GIVE_UP_MS;
      status = 500;
      expect(await drained()).toEqual({ retryInMs: 1_000 });
      expect((await notices.head('c'))?.body).toContain('1.1');
    });

    it('ask again while the store cannot end a contact that is gone', async () => {
      const body = notice(1).body.replace('contact.waiting', 'contact.offered').replace('}', ',"offerId":"o"}');
      await notices.append([notice(1, { opens, body })]);
      status = 404;
      cancel = () => Promise.reject(new DomainError('storeUnavailable', 'away'));
      expect(await drained()).toEqual({ retryInMs: 1_000 });
      cancel = () => Promise.reject(new DomainError('stateForbids', 'answered'));
      expect(await drained()).toBe('done');
    });
  });

  it('are retried after 1 s to 1 h, up to half of it earlier', () => {
    expect([0, 1, 2, 11, 12, 500].map((tries) => backOff(tries, 0))).toEqual([
      1_000, 2_000, 4_000, 2_048_000, 3_600_000, 3_600_000,
    ]);
    expect(backOff(3, 1)).toBe(4_000);
  });
});

describe('the receivers’ client', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await Receiver.start();
  });
  afterAll(() => receiver.stop());

  const body = JSON.stringify({ type: 'contact.waiting', contactId: 'c' });
  const PATIENCE_MS = 5_000;

  it('calls a name or an address on loopback only where that is allowed', async () => {
    const strict = new ReceiverClient(new AddressGuard());
    const lenient = new ReceiverClient(new AddressGuard(['127.0.0.0/8']));
    for (const host of ['localhost', '127.0.0.1', '[::ffff:127.0.0.1]']) {
      const target = `http://${host}:${receiver.port}/`;
      await expect((async () => strict.post(target, body, PATIENCE_MS))()).rejects.toThrow(AddressRefused);
      if (host !== '[::ffff:127.0.0.1]') expect(await lenient.post(target, body, PATIENCE_MS)).toBe(204);
    }
    expect(receiver.deliveries).toHaveLength(2);
    strict.close();
    lenient.close();
  });

  it('waits no longer than its limit, also while garbage is collected', async () => {
    const hasty = new ReceiverClient(new AddressGuard(['127.0.0.0/8']));
    receiver.answer = () => undefined;
    const posts = Array.from({ length: 32 }, () => hasty.post(receiver.url(), body, 400));
    const litter = setInterval(() => Array.from({ length: 100_000 }, (_, n) => ({ n })), 10);
    for (const { reason } of (await Promise.allSettled(posts)) as PromiseRejectedResult[])
      expect(String(reason)).toContain('no answer in time');
    clearInterval(litter);
    const stopped = hasty.post(receiver.url(), body, PATIENCE_MS);
    hasty.abort();
    await expect(stopped).rejects.toThrow('the server stops');
    hasty.close();
  });
});
