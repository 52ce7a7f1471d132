import { address, host, id, key, networks, oneOf, path, wholeNumber, yesOrNo, zone } from './environment-values.js';
import type { Reader } from './environment-values.js';

/** What a variable of the environment means, how it is read, and what holds when it is unset. */
interface Variable<T> {
  /** Its name in the environment. */
  name: string;
  /** One sentence for the documentation. */
  about: string;
  read: Reader<T>;
  /** What holds when it is unset or empty, as one would write it; left out: then there is none. */
  fallback?: string;
}

const variable = <T>(name: string, read: Reader<T>, about: string): Variable<T | undefined> => ({ name, read, about });
const variableOr = <T>(name: string, read: Reader<T>, fallback: string, about: string): Variable<T> => ({
  name,
  read,
  fallback,
  about,
});

/** Every variable that Lotse reads, and nothing else does. */
const VARIABLES = {
  port: variableOr('PORT', wholeNumber(0, 65535), '3000', 'Port to listen on; 0 takes a free one.'),
  host: variableOr('HOST', host, '127.0.0.1', 'Address to listen on; `0.0.0.0` for every interface.'),
  dataDir: variableOr('LOTSE_DATA_DIR', path, './.lotse', 'Folder of the private stores and of `admin.key`.'),
  redisUrl: variable(
    'REDIS_URL',
    address('redis', 'rediss'),
    'Redis or Valkey to use; unset: a private one is started.',
  ),
  databaseUrl: variable(
    'DATABASE_URL',
    address('postgres', 'postgresql'),
    'PostgreSQL to use; unset: a private one is started.',
  ),
  adminKey: variable('LOTSE_ADMIN_KEY', key, 'First admin key; unset and new data: one is made.'),
  webhookAllow: variable(
    'LOTSE_WEBHOOK_ALLOW',
    networks,
    'Private or loopback networks that a webhook URL may name, such as `10.0.0.0/8,127.0.0.0/8`.',
  ),
  logLevel: variableOr(
    'LOTSE_LOG_LEVEL',
    oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    'warn',
    'Least weighty log lines that are written.',
  ),
  nodeId: variable('LOTSE_NODE_ID', id, 'Name of this node in logs and leases; unset: one is made at each start.'),
  endedTtlSeconds: variableOr(
    'LOTSE_ENDED_TTL_SECONDS',
    wholeNumber(60, 2_592_000),
    '86400',
    'How long ended contacts stay in Redis, in seconds; the history keeps them.',
  ),
  memoryCeilingMb: variable(
    'LOTSE_MEMORY_CEILING_MB',
    wholeNumber(16, 16_777_216),
    'Memory of Redis in MiB from which on new contacts are answered 503.',
  ),
  timezone: variableOr(
    'LOTSE_TIMEZONE',
    zone,
    'UTC',
    'Time zone of the workspace, in which the intervals of reports are cut. The same on every node.',
  ),
  quiet: variableOr('LOTSE_QUIET', yesOrNo, 'false', 'Leaves out the lines that the start prints.'),
  testClock: variableOr(
    'LOTSE_TEST_CLOCK',
    yesOrNo,
    'false',
    'Tests only: lets the clock of the store be moved. Refused when `NODE_ENV` is `production`.',
  ),
  url: variable('LOTSE_URL', address('http', 'https'), 'For the tools: the running server that they talk to.'),
} as const satisfies Record<string, Variable<unknown>>;

type ValueOf<V> = V extends Variable<infer T> ? T : never;

/** The validated environment: what an operator can set from outside. */
export type Environment = { readonly [K in keyof typeof VARIABLES]: ValueOf<(typeof VARIABLES)[K]> };

/** The environment holds wrong values. The message names every fault at once, and never a value. */
export class EnvironmentError extends Error {
  constructor(readonly faults: readonly { name: string; problem: string }[]) {
    const lines = faults.map((fault) => `  ${fault.name} ${fault.problem}`);
    super(`Lotse cannot start: ${faults.length} wrong in the environment\n${lines.join('\n')}`);
    this.name = 'EnvironmentError';
  }
}

/**
 * Reads the environment once, whole. An empty value counts as unset.
 * @throws EnvironmentError with all faults
 */
export function readEnvironment(source: Readonly<Record<string, string | undefined>> = process.env): Environment {
  const faults: { name: string; problem: string }[] = [];
  const values = Object.entries<Variable<unknown>>(VARIABLES).map(([field, spec]) => {
    const given = source[spec.name];
    const text = given === undefined || given.trim() === '' ? spec.fallback : given.trim();
    try {
      return [field, text === undefined ? undefined : spec.read(text)];
    } catch (error) {
      faults.push({ name: spec.name, problem: error instanceof Error ? error.message : 'is wrong' });
      return [field, undefined];
    }
  });
  const environment = Object.fromEntries(values) as Environment;
  if (environment.testClock && source['NODE_ENV'] === 'production') {
    faults.push({ name: VARIABLES.testClock.name, problem: 'must not be set in production' });
  }
  if (faults.length > 0) throw new EnvironmentError(faults);
  return environment;
}

/** The names of all variables, in the order of the documentation. */
export function environmentNames(): string[] {
  return Object.values(VARIABLES).map((spec) => spec.name);
}

/** The documentation's table of all variables, in Markdown. */
export function environmentTable(): string {
  const rows = Object.values<Variable<unknown>>(VARIABLES).map(
    (spec) => `| \`${spec.name}\` | ${spec.fallback === undefined ? '' : `\`${spec.fallback}\``} | ${spec.about} |`,
  );
  return ['| variable | unset | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

/** Token of the environment that this server was started with. */
export const ENVIRONMENT = Symbol('Environment');
