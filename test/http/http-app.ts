import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { pino } from 'pino';
import supertest from 'supertest';
import { APP_OPTIONS, configureApp, createHttpAdapter } from '../../src/api/http/bootstrap.js';
import { HttpApiModule } from '../../src/api/http/http-api.module.js';
import { ENVIRONMENT, readEnvironment } from '../../src/config/environment.js';
import { LOGGER } from '../../src/config/logger.js';
import { NODE_ID } from '../../src/config/node-id.js';
import { THREADS } from '../../src/config/threads.js';
import { STORES, type Stores } from '../../src/config/stores.js';
import { HISTORY_QUERIES } from '../../src/contacts/history.port.js';
import { HistoryModule } from '../../src/history/history.module.js';
import { HistoryService } from '../../src/history/history.service.js';
import { LiveModule } from '../../src/live/live.module.js';
import { RedisLogTail } from '../../src/live/log-tail.js';
import { LiveRedis } from '../../src/live/live-redis.js';
import { MirrorService } from '../../src/mirror/mirror.service.js';
import { MirrorModule } from '../../src/mirror/mirror.module.js';
import { ApiKeyRepository } from '../../src/store/api-keys.js';
import { StoreModule } from '../../src/store/store.module.js';
import { WITHIN_MS } from '../support/becomes.js';
import { madeDecision } from '../support/made-decision.js';
import { startPostgres, startRedis, type TestRedis } from '../support/stores.js';

export const ADMIN_KEY = 'test-admin-key-of-thirty-two-chars';

/** A running REST face on a Redis and a database of its own; no matcher: tests make offers themselves. */
export interface HttpApp {
  app: NestFastifyApplication;
  url: string;
  live: LiveRedis;
  redis: TestRedis;
  /** Keys by role; `agent` belongs to agent `a1`. */
  keys: Record<'admin' | 'system' | 'supervisor' | 'agent' | 'metrics', string>;
  /** A request with a role's key (admin). */
  as(role?: keyof HttpApp['keys']): ReturnType<typeof supertest.agent>;
  /** Puts skills, a queue `billing` and agents `a1`, `a2`, and gives the key of `a1`. */
  seed(): Promise<void>;
  /** Binds a waiting contact to an agent as the matcher would. */
  offer(contactId: string, agentId: string, offerTimeoutSeconds?: number): Promise<string>;
  /** Takes a contact or offer out of Redis, as its time to live does, once history has it. */
  forget(kind: 'contact' | 'offer', id: string): Promise<boolean>;
  /** Resolves when this node's reader of the log hands on an event. */
  nextEvent(): Promise<void>;
  /** Resolves when the configuration stands in live state. */
  mirrored(): Promise<void>;
  stop(): Promise<void>;
}

/** What a node is started with. */
@Global()
@Module({})
class Parts {
  static with(stores: Stores): DynamicModule {
    const environment = readEnvironment({ REDIS_URL: stores.redisUrl, DATABASE_URL: stores.databaseUrl });
    const providers = [
      { provide: STORES, useValue: stores },
      { provide: ENVIRONMENT, useValue: environment },
      { provide: NODE_ID, useValue: 'test' },
      { provide: THREADS, useValue: { history: false } },
      { provide: LOGGER, useValue: pino({ level: process.env.TEST_LOG ?? 'silent' }) },
    ];
    return { module: Parts, providers, exports: [STORES, ENVIRONMENT, NODE_ID, LOGGER, THREADS] };
  }
}

@Global()
@Module({
  imports: [HistoryModule],
  providers: [{ provide: HISTORY_QUERIES, useExisting: HistoryService }],
  exports: [HISTORY_QUERIES],
})
class Ports {}

export async function startHttpApp(): Promise<HttpApp> {
  const [redis, database] = await Promise.all([startRedis(), startPostgres()]);
  const parts = Parts.with({ redisUrl: redis.url, databaseUrl: database.url });
  const module = await Test.createTestingModule({
    imports: [parts, StoreModule, LiveModule, MirrorModule, Ports, HttpApiModule],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(createHttpAdapter(), {
    ...APP_OPTIONS,
    logger: false,
  });
  configureApp(app, { docs: false });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const live = app.get(LiveRedis);
  const repository = app.get(ApiKeyRepository);
  await repository.setAdminToken('admin', ADMIN_KEY);
  const make = async (role: 'system' | 'supervisor' | 'metrics' | 'agent', agentId?: string): Promise<string> =>
    (await repository.create({ role, agentId, name: role })).key;
  const keys = {
    admin: ADMIN_KEY,
    system: await make('system'),
    supervisor: await make('supervisor'),
    metrics: await make('metrics'),
    agent: await make('agent', 'a1'),
  };
  const as: HttpApp['as'] = (role = 'admin') => supertest.agent(url).set('authorization', `Bearer ${keys[role]}`);
  return {
    app,
    url,
    live,
    redis,
    keys,
    as,
    seed: () => seed(as),
    offer: (contactId, agentId, offerTimeoutSeconds = 30) => offer(live, contactId, agentId, offerTimeoutSeconds),
    forget: async (kind, id) => {
      await app.get(HistoryService).waitFor(await live.logEnd(), WITHIN_MS);
      const { redis, keys } = live.connection;
      return (await redis.del(keys[kind](id))) === 1;
    },
    nextEvent: () =>
      new Promise((resolve) => {
        const stop = app.get(RedisLogTail).subscribe(() => {
          stop();
          resolve();
        });
      }),
    mirrored: () => app.get(MirrorService).sync(),
    stop: async () => {
      await app.close();
      await Promise.all([redis.stop(), database.stop()]);
    },
  };
}

async function seed(as: HttpApp['as']): Promise<void> {
  await as().put('/v1/skills/german').send({ name: 'German' }).expect(201);
  await as()
    .put('/v1/queues/billing')
    .send({ name: 'Billing', steps: [{ afterSeconds: 60, lowerLevelsTo: 2 }] })
    .expect(201);
  for (const id of ['a1', 'a2']) {
    const body = {
      name: id,
      queues: ['billing'],
      skills: [{ id: 'german', level: 5 }],
      channels: [{ id: 'voice', capacity: 1 }],
    };
    await as().put(`/v1/agents/${id}`).send(body).expect(201);
  }
}

let offers = 0;

async function offer(
  live: LiveRedis,
  contactId: string,
  agentId: string,
  offerTimeoutSeconds: number,
): Promise<string> {
  const found = await live.contact(contactId);
  if (found === undefined) throw new Error(`no contact ${contactId}`);
  const { queueId, channel } = found.contact;
  const offerId = `offer-${++offers}`;
  const { epoch } = await live.lease.acquire();
  if (epoch === undefined) throw new Error('the lease is held elsewhere');
  const decision = madeDecision(contactId, agentId, { at: live.now() });
  const [result] = await live.offerTransitions.offer(
    [{ offerId, contactId, agentId, queueId, channel, offerTimeoutSeconds, decision }],
    epoch,
  );
  if (!result?.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
  return offerId;
}
