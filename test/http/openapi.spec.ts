import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { PUBLIC_KEY, ROLES_KEY } from '../../src/api/http/auth.guard.js';
import { RouteTable } from '../../src/api/http/route-table.js';
import { startHttpApp, type HttpApp } from './http-app.js';

interface Operation {
  security?: object[];
  responses: Record<string, { content?: Record<string, object> }>;
  requestBody?: { content: Record<string, { schema: { $ref: string } }> };
  'x-roles'?: string[];
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { properties?: Record<string, { example?: unknown }>; required?: string[] }> };
}

let http: HttpApp;
let document: Document;

beforeAll(async () => {
  http = await startHttpApp();
  document = (await http.as().get('/openapi.json').set('authorization', '').expect(200)).body as Document;
});
afterAll(() => http.stop());

const OUTSIDE = ['GET /openapi.json'];

function operations(): [string, Operation][] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
}

describe('every route', () => {
  it('says which roles may call it, or that it needs no key', () => {
    const discovery = new DiscoveryService(http.app.get(ModulesContainer));
    const scanner = new MetadataScanner();
    const handlers = discovery.getControllers().flatMap(({ metatype }) => {
      const prototype = (metatype as { prototype: object }).prototype as Record<string, object>;
      return scanner
        .getAllMethodNames(prototype)
        .map((name) => ({ name, handler: prototype[name] as object, metatype: metatype as object }));
    });
    expect(handlers.length).toBeGreaterThan(30);
    const without = handlers.filter(
      ({ handler, metatype }) =>
        ![handler, metatype].some(
          (target) => Reflect.hasMetadata(ROLES_KEY, target) || Reflect.hasMetadata(PUBLIC_KEY, target),
        ),
    );
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it('is refused without a key, unless it is public', async () => {
    for (const [route, operation] of operations()) {
      const [method = '', path = ''] = route.split(' ');
      const request = http.as()[method.toLowerCase() as 'get'](path.replace(/\{\w+\}/g, 'x'));
      const { statusCode } = await request.set('authorization', '').set('content-type', 'application/json');
      expect({ route, closed: statusCode === 401 }).toEqual({ route, closed: operation.security !== undefined });
    }
  });

  it('stands in the description, and nothing else does', () => {
    const served = http.app
      .get(RouteTable)
      .list()
      .filter((route) => !OUTSIDE.includes(route));
    const described = operations().map(([route]) => route.replace(/(\w):(\w)/, '$1::$2').replace(/\{(\w+)\}/g, ':$1'));
    expect(described.sort()).toEqual(served.sort());
  });
});

/** Bodies that only a hook's mapping can read. */
const OF_ANY_KIND = ['POST /v1/hooks/{id}', 'POST /v1/hooks/{id}/dry-run'];

describe('the OpenAPI document', () => {
  it('is 3.1 and describes answers, problems and keys of each operation', () => {
    expect(document.openapi).toBe('3.1.0');
    for (const [route, { responses, security }] of operations()) {
      const good = Object.keys(responses).filter((status) => status.startsWith('2'));
      expect({ route, answers: good.length > 0 }).toEqual({ route, answers: true });
      if (security === undefined) continue;
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['401', '403', '503']));
      expect(Object.keys(responses['401']?.content ?? {})).toEqual(['application/problem+json']);
    }
  });

  it('has a body for each POST, PUT and PATCH whose example is valid by its own schema', () => {
    const ajv = new Ajv2020({ strict: false });
    (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
    ajv.addSchema({ $id: 'api', components: document.components });
    let checked = 0;
    for (const [route, { requestBody }] of operations()) {
      if (!/^(POST|PUT|PATCH) /.test(route) || OF_ANY_KIND.includes(route)) continue;
      const ref = requestBody?.content['application/json']?.schema.$ref;
      expect({ route, ref }).toEqual({
        route,
        ref: expect.stringMatching(/^#\/components\/schemas\/\w+Dto$/) as string,
      });
      const schema = document.components.schemas[ref?.split('/').pop() ?? ''];
      const example = Object.fromEntries(
        Object.entries(schema?.properties ?? {}).map(([name, { example: value }]) => [name, value]),
      );
      expect(
        Object.entries(example)
          .filter(([, value]) => value === undefined)
          .map(([name]) => `${route} ${name}`),
      ).toEqual([]);
      const validate = ajv.compile({ $ref: `api${ref}` });
      expect({ route, valid: validate(example), errors: validate.errors }).toEqual({
        route,
        valid: true,
        errors: null,
      });
      checked += 1;
    }
    expect(checked).toBeGreaterThanOrEqual(15);
  });
});
