import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { APP_OPTIONS, configureApp, createHttpAdapter } from './api/http/bootstrap.js';
import { LotseWsAdapter } from './api/ws/lotse-ws.adapter.js';
import { AppModule } from './app.module.js';
import type { Environment } from './config/environment.js';
import { createLogger } from './config/logger.js';
import type { Stores } from './config/stores.js';
import { threadsFor, type Threads } from './config/threads.js';
import { ensureAdminKey, type AdminKey } from './store/admin-key.js';
import { ApiKeyRepository } from './store/api-keys.js';

export interface RunningServer {
  app: NestFastifyApplication;
  /** Such as `http://127.0.0.1:3000`. */
  url: string;
  adminKey: AdminKey;
  close(): Promise<void>;
}

/** Starts a node on given stores: migrated, connected and listening when the promise settles. */
export async function startServer(
  environment: Environment,
  stores: Stores,
  options: { docs?: boolean; threads?: Threads } = {},
): Promise<RunningServer> {
  const nodeId = environment.nodeId ?? `node-${randomBytes(4).toString('hex')}`;
  const logger = createLogger(environment.logLevel, nodeId);
  const threads = options.threads ?? threadsFor();
  const module = AppModule.with({ environment, stores, nodeId, logger, threads });
  const app = await NestFactory.create<NestFastifyApplication>(module, createHttpAdapter(), {
    ...APP_OPTIONS,
    logger: false,
    abortOnError: false,
  });
  app.useWebSocketAdapter(new LotseWsAdapter(app));
  configureApp(app, options);
  await app.init();
  const adminKey = await ensureAdminKey(app.get(ApiKeyRepository), {
    adminKey: environment.adminKey,
    dataDir: environment.dataDir,
  });
  await app.listen(environment.port, environment.host);
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return { app, url, adminKey, close: () => app.close() };
}
