import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';
import { HttpMetrics } from '../../metrics/http-metrics.js';
import { problemOf, toProblem } from '../problem.js';
import { AuthGuard } from './auth.guard.js';
import { DtoPipe } from './body.js';
import { describeApi } from './openapi.js';
import { fromStatus, pathOf, PROBLEM_TYPE, ProblemFilter, sendProblem } from './problem.filter.js';
import { RouteTable } from './route-table.js';
import { keepSignedText } from './signed-text.js';
import { API_HEADERS, pageHeaders } from './security-headers.js';

/** Bodies over this are refused with 413. */
export const BODY_LIMIT_BYTES = 262_144;

/**
 * The Fastify adapter with limits that keep one client from tying up the server. Create the application with it and
 * `{ bodyParser: false }`, then call {@link configureApp} before `init` or `listen`.
 */
export function createHttpAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: 30_000,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    // Far over the longest id: what is too long shall be told so, and not that there is no such route.
    routerOptions: { maxParamLength: 2_048 },
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      sendProblem(reply, toProblem(fromStatus(error.statusCode ?? 400, error), pathOf(request.url)));
    },
    clientErrorHandler,
  });
}

/** Options for `NestFactory.create` and `createNestApplication`. */
export const APP_OPTIONS = { bodyParser: false } as const;

/** Pipe, guard, filter, hooks, headers, parsers and the API's description: for HTTP alone, sockets have their own. */
export function configureApp(app: NestFastifyApplication, options: { docs?: boolean } = {}): void {
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  app.useGlobalPipes(app.get(DtoPipe));
  app.useGlobalGuards(app.get(AuthGuard));
  app.useGlobalFilters(app.get(ProblemFilter));
  const routes = app.get(RouteTable);
  server.addHook('onRoute', (route) => {
    if (route.url !== '*' && route.url !== '/*') routes.add(route.url, [route.method].flat());
  });
  parseJsonOnly(server);
  app.get(HttpMetrics).observe(server);
  secure(server);
  describeApi(app, options.docs ?? true);
}

/** Every answer's headers, set before anything may refuse the request. */
function secure(server: FastifyInstance): void {
  const page = pageHeaders();
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers(request.url.startsWith('/v1/') ? API_HEADERS : page);
    done();
  });
}

/** JSON and nothing else; an empty body counts as none, whatever its type says. */
function parseJsonOnly(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    keepSignedText(request, body as string);
    if (body.length === 0) done(null, undefined);
    else void parse(request, body as string, done);
  });
}

/** What is not even HTTP gets a problem document too, and the connection ends. */
function clientErrorHandler(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const code =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? 'requestTimeout'
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? 'headersTooLarge'
        : 'malformedRequest';
  const { problem } = problemOf(code, 'The request is not valid HTTP.');
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
