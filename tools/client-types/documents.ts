import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { APP_OPTIONS, createHttpAdapter } from '../../src/api/http/bootstrap.js';
import { openApiDocument } from '../../src/api/http/openapi.js';
import { asyncApiDocument } from '../../src/api/ws/asyncapi.js';
import { AppModule } from '../../src/app.module.js';
import { readEnvironment } from '../../src/config/environment.js';
import { createLogger } from '../../src/config/logger.js';
import { threadsFor } from '../../src/config/threads.js';

/** The documents that a server serves, made without starting one: no store is asked, nothing listens. */
export async function documents(): Promise<{ openApi: OpenAPIObject; asyncApi: object }> {
  const environment = readEnvironment({});
  const stores = { redisUrl: 'redis://none.invalid', databaseUrl: 'postgres://none.invalid' };
  const logger = createLogger('silent', 'types');
  const module = AppModule.with({
    environment,
    stores,
    nodeId: 'types',
    logger,
    threads: { ...threadsFor(), history: false },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, createHttpAdapter(), {
    ...APP_OPTIONS,
    preview: true,
    logger: false,
    abortOnError: false,
  });
  return { openApi: openApiDocument(app), asyncApi: asyncApiDocument() };
}
