import type { paths } from './generated/rest.js';

/** The methods of the API, as the OpenAPI document writes them. */
export type Method = 'get' | 'put' | 'post' | 'patch' | 'delete';

/** The paths that know a method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? P : never;
}[keyof paths];

type OperationOf<M extends Method, P extends PathOf<M>> =
  paths[P] extends Record<M, infer Operation> ? Operation : never;

/** What a route takes. */
export type BodyOf<M extends Method, P extends PathOf<M>> =
  OperationOf<M, P> extends { requestBody: { content: { 'application/json': infer Body } } } ? Body : never;

/** What a route answers where it succeeds; undefined where that is nothing. */
export type AnswerOf<M extends Method, P extends PathOf<M>> =
  OperationOf<M, P> extends { responses: infer Responses } ? Success<Responses> : never;

type Success<Responses> = {
  [Status in keyof Responses]: Status extends 200 | 201 | 202 | 204 ? Content<Responses[Status]> : never;
}[keyof Responses];
/** Of what comes as JSON or as text the client asks for JSON. */
type Content<Response> = Response extends { content: infer Types }
  ? Types extends { 'application/json': infer Json }
    ? Json
    : Types[keyof Types]
  : undefined;

type ParametersOf<M extends Method, P extends PathOf<M>> =
  OperationOf<M, P> extends { parameters: infer Parameters } ? Parameters : never;

/** What may be said of any request. */
export interface AskOptions {
  /** Ends the request, its repeats too. */
  signal?: AbortSignal;
  /** Wait for each answer, seconds; instead of the client's own. */
  timeoutSeconds?: number;
  /** POST: names the command, so that a repeat from elsewhere gets the same answer; left out: one is made. */
  idempotencyKey?: string;
  /** PUT: write only if this ETag still stands. */
  ifMatch?: string;
}

type PathPart<Parameters> = Parameters extends { path: infer Path } ? { path: Path } : object;
type QueryPart<Parameters> = Parameters extends { query?: infer Query }
  ? [Exclude<Query, undefined>] extends [never]
    ? object
    : { query?: Query }
  : object;
type Nothing = Record<never, never>;
type BodyPart<Body> = [Body] extends [never] ? object : Nothing extends Body ? { body?: Body } : { body: Body };

/** What a request to a route needs: ids of the path, query, body, each where the route has them. */
export type Ask<M extends Method, P extends PathOf<M>> = AskOptions &
  PathPart<ParametersOf<M, P>> &
  QueryPart<ParametersOf<M, P>> &
  BodyPart<BodyOf<M, P>>;

/** The same as arguments: left out where nothing is needed. */
export type AskOf<M extends Method, P extends PathOf<M>> =
  Nothing extends Ask<M, P> ? [ask?: Ask<M, P>] : [ask: Ask<M, P>];

/** A route's path with its ids in place, and the query. */
export function pathOf(
  template: string,
  ids: Readonly<Record<string, unknown>> = {},
  query: Readonly<Record<string, unknown>> = {},
): string {
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(ids[name])));
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  if (given.length === 0) return path;
  return `${path}?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString()}`;
}
