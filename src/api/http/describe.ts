import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemAnswer } from './dto/answers.dto.js';

type Class = new () => object;

interface Told {
  summary: string;
  description?: string;
  /** Status of the answer (200). */
  status?: number;
  /** A second status with the same answer. */
  also?: number;
  answer?: Class;
  /** The answer is a page of these. */
  page?: Class;
  /** Problem statuses besides those that every route has. */
  problems?: number[];
  /** The answer is told as plain text too. */
  text?: boolean;
  /** The answer is told as CSV too. */
  csv?: boolean;
  /** Needs no key. */
  open?: boolean;
  /** Takes an Idempotency-Key. */
  idempotent?: boolean;
  /** Takes If-Match and answers an ETag. */
  versioned?: boolean;
}

const TITLES: Record<number, string> = {
  400: 'Not valid; `errors` names each path',
  401: 'No or bad key',
  403: 'Outside the role',
  404: 'No such resource',
  409: 'What stands forbids it',
  412: 'If-Match does not hold',
  413: 'Body over 256 KiB',
  415: 'Body is not JSON',
  422: 'Idempotency-Key used with another body',
  429: 'Too much; see Retry-After',
  503: 'A store is out of reach, or the outcome is unknown; see Retry-After',
};

/** One route in the OpenAPI document: its answer, its problems, its headers. */
export function Describe(told: Told): MethodDecorator {
  const { status = 200, also, answer, page, problems = [], idempotent = false, versioned = false, open = false } = told;
  const model = page ?? answer;
  const item = model && { $ref: getSchemaPath(model) };
  const schema = page && item ? pageSchema(item) : item;
  const content = schema && { 'application/json': { schema } };
  const described = {
    description: told.summary,
    ...(content ? { content: { ...content, ...(told.text && PLAIN), ...(told.csv && CSV) } } : {}),
    ...(versioned ? { headers: ETAG } : {}),
  };
  const always = [
    ...(open ? [] : [401, 403]),
    503,
    ...(idempotent ? [422] : []),
    ...(versioned ? [412] : []),
    ...problems,
  ];
  return applyDecorators(
    HttpCode(status),
    ApiOperation({ summary: told.summary, description: told.description }),
    ...(model ? [ApiExtraModels(model)] : []),
    ...[status, ...(also ? [also] : [])].map((each) => ApiResponse({ status: each, ...described })),
    ...[...new Set(always)].sort().map(problem),
    ...(idempotent
      ? [
          ApiHeader({
            name: 'Idempotency-Key',
            required: false,
            description: 'Same key and body within 24 h: same answer',
            schema: { type: 'string', minLength: 1, maxLength: 255 },
          }),
        ]
      : []),
    ...(versioned
      ? [
          ApiHeader({
            name: 'If-Match',
            required: false,
            description: 'Write only if the ETag still stands',
            schema: { type: 'string' },
          }),
        ]
      : []),
  );
}

const PLAIN = { 'text/plain': { schema: { type: 'string' as const } } };
const CSV = { 'text/csv': { schema: { type: 'string' as const } } };
const ETAG = { ETag: { description: 'Names this version of the resource', schema: { type: 'string' as const } } };

function pageSchema(item: { $ref: string }) {
  return {
    type: 'object' as const,
    required: ['items', 'nextCursor'],
    properties: {
      items: { type: 'array' as const, items: item },
      nextCursor: { type: 'string' as const, nullable: true },
    },
  };
}

function problem(status: number): MethodDecorator {
  const headers =
    status === 429 || status === 503 ? { 'Retry-After': { schema: { type: 'integer' as const } } } : undefined;
  const content = { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemAnswer) } } };
  return ApiResponse({ status, description: TITLES[status] ?? 'Problem', content, headers });
}
