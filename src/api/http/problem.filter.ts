import { Catch, HttpException, Inject, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LOGGER, type Logger } from '../../config/logger.js';
import { DomainError } from '../../domain/errors.js';
import { noteProblemCode } from '../../metrics/problem-code.js';
import { toProblem, TransportError, type ProblemAnswer } from '../problem.js';
import { RouteTable } from './route-table.js';

export const PROBLEM_TYPE = 'application/problem+json';

/** Turns everything thrown on HTTP into a problem document. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(RouteTable) private readonly routes: RouteTable,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const path = pathOf(request.url);
    const answer = toProblem(this.translate(thrown, request.method, path), path);
    if (!answer.expected)
      this.logger.error({ err: thrown, method: request.method, route: request.routeOptions.url }, 'request failed');
    sendProblem(reply, answer);
  }

  /** Nest's 404 for what no route takes becomes 404 or 405; Fastify's own errors get their code. */
  private translate(thrown: unknown, method: string, path: string): unknown {
    if (thrown instanceof DomainError || thrown instanceof TransportError) return thrown;
    const status = statusOf(thrown);
    if (status !== 404) return fromStatus(status, thrown);
    const allowed = this.routes.methodsOf(path);
    if (allowed.length === 0) return new TransportError('routeNotFound', 'No route has this path.');
    return new TransportError('methodNotAllowed', `The path takes ${allowed.join(', ')}; not ${method}.`, {
      allow: allowed.join(', '),
    });
  }
}

export function sendProblem(reply: FastifyReply, { problem, headers }: ProblemAnswer): void {
  noteProblemCode(reply, problem.code);
  void reply
    .code(problem.status)
    .headers(headers)
    .header('content-type', PROBLEM_TYPE)
    .serializer(JSON.stringify)
    .send(problem);
}

export function pathOf(url: string): string {
  return (url.split('?', 1)[0] ?? '').slice(0, 512);
}

function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status: unknown =
    typeof thrown === 'object' && thrown !== null && 'statusCode' in thrown ? thrown.statusCode : undefined;
  return typeof status === 'number' ? status : 500;
}

/** Errors of the transport by their status: their own texts stay inside. */
export function fromStatus(status: number, thrown: unknown): unknown {
  switch (status) {
    case 408:
      return new TransportError('requestTimeout', 'The request did not arrive in time.');
    case 413:
      return new DomainError('payloadTooLarge', 'A body may have up to 256 KiB.');
    case 414:
      return new TransportError('routeNotFound', 'No route has this path.');
    case 415:
      return new TransportError('unsupportedMediaType', 'Send application/json.');
    case 429:
      return new DomainError('tooManyRequests', 'Too many requests.');
    case 431:
      return new TransportError('headersTooLarge', 'The headers are too large.');
    case 503:
      return new DomainError('storeUnavailable', 'The server is shutting down.');
    default:
      return status >= 400 && status < 500 ? new TransportError('malformedRequest', malformed(thrown)) : thrown;
  }
}

function malformed(thrown: unknown): string {
  const code: unknown = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
  if (code === 'FST_ERR_BAD_URL') return 'The path is not valid.';
  if (code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH') return 'The body is not as long as Content-Length says.';
  return 'The body is not valid JSON, or holds a key that is not allowed.';
}
