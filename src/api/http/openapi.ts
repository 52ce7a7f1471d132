import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ProblemAnswer } from './dto/answers.dto.js';

/** The API's own description, made from controllers and DTOs. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Lotse')
    .setDescription(
      'Skills-based routing and automatic contact distribution. Every error is a problem document (RFC 9457).',
    )
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key' }, 'key')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    extraModels: [ProblemAnswer],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  // Bodies take no field that they do not name.
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    if (name.endsWith('Dto') && 'properties' in schema) schema.additionalProperties = false;
  }
  return document;
}

/** `GET /openapi.json`, and with `page` the UI at `/docs`. The document is built when first asked for. */
export function describeApi(app: NestFastifyApplication, page: boolean): void {
  let document: OpenAPIObject | undefined;
  const build = (): OpenAPIObject => (document ??= openApiDocument(app));
  if (page) {
    SwaggerModule.setup('docs', app, build, { raw: false, customSiteTitle: 'Lotse API' });
  }
  app
    .getHttpAdapter()
    .get('/openapi.json', (_request: unknown, reply: { type(t: string): { send(body: unknown): void } }) => {
      reply.type('application/json').send(build());
    });
}
