import { jest } from '@jest/globals';
import { Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { pino } from 'pino';
import { patientRedis } from '../../src/live/patient-redis.js';
import { DeliveryWorker, type DeliveryWorkerParts } from '../../src/webhooks/delivery-worker.js';
import { NoticeStore, type ListJob } from '../../src/webhooks/notice-store.js';
import { sharedRedisUrl, uniqueName } from '../support/stores.js';

const url = 'https://example.com/notify';
/** How many a quick receiver hears of at once. */
const PLACES = 32;

describe('a receiver that has no place for one more', () => {
  let redis: Redis;
  let worker: DeliveryWorker;
  let jobs: ListJob[];
  let answer: (() => void)[];
  let told: Map<string, () => void>;

  beforeEach(async () => {
    redis = patientRedis(sharedRedisUrl());
    const prefix = `{${uniqueName()}}`;
    const notices = new NoticeStore(redis, prefix);
    [answer, told] = [[], new Map()];
    const client: Pick<DeliveryWorkerParts['client'], 'post' | 'abort'> = {
      post: (_, body) => {
        told.get((JSON.parse(body) as { contactId: string }).contactId)?.();
        return new Promise((resolve) => answer.push(() => resolve(200)));
      },
      abort: () => undefined,
    };
    const parts = { redis, prefix, notices, client, live: {}, config: {}, logger: pino({ level: 'silent' }) };
    worker = new DeliveryWorker(parts as unknown as DeliveryWorkerParts);
    worker.start();
    const events = Array.from({ length: PLACES + 1 }, (_, i) => {
      const event = { type: 'contact.waiting', cursor: `1.${i + 1}`, at: new Date().toISOString(), contactId: `c${i}` };
      const opens = { url, channel: 'voice' };
      return { contactId: `c${i}`, url, generation: 1, seq: i + 1, body: JSON.stringify(event), ends: false, opens };
    });
    jobs = (await notices.append(events)).map((job) => job as ListJob);
  });
  afterEach(async () => {
    for (const each of answer) each();
    await worker.stop();
    redis.disconnect();
  });

  const drain = ({ list, job, begins }: ListJob): Promise<number | undefined> =>
    worker.drain(list, job, () => true, begins);

  it('has the next one called to a place that became free before its job was made', async () => {
    const under = jobs.slice(0, PLACES).map(drain);
    const late = jobs[PLACES] as ListJob;
    const waitMs = await drain(late);
    expect(waitMs).toBeGreaterThan(0);
    answer[0]?.();
    expect(await under[0]).toBeUndefined();
    const hears = heard(late);
    await worker.schedule([late], false, waitMs);
    expect(await hears).toBeLessThan((waitMs ?? 0) / 2);
    await end(under);
  });

  it('has one called that was just being put off when a place became free', async () => {
    const under = jobs.slice(0, PLACES).map(drain);
    const late = jobs[PLACES] as ListJob;
    const putOff = Job.prototype.moveToDelayed;
    let waitMs = 0;
    const held = jest.spyOn(Job.prototype, 'moveToDelayed').mockImplementation(async function (
      this: Job,
      at: number,
      token?: string,
    ) {
      waitMs = at - Date.now();
      answer[0]?.();
      await under[0];
      return putOff.call(this, at, token);
    });
    try {
      const hears = heard(late);
      await worker.schedule([late]);
      expect(await hears).toBeLessThan(waitMs / 2);
    } finally {
      held.mockRestore();
    }
    await end(under);
  });

  /** ms from now until a contact's receiver hears of it. */
  async function heard({ list }: ListJob): Promise<number> {
    const from = performance.now();
    await new Promise<void>((resolve) => told.set(list, resolve));
    return performance.now() - from;
  }

  async function end(under: Promise<unknown>[]): Promise<void> {
    for (const each of answer) each();
    await Promise.all(under);
  }
});
