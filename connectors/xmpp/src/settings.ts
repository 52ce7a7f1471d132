import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';

/** An address that customers write to, and what their contacts ask for. */
export interface Intake {
  queueId: string;
  priority?: number;
  language?: string;
  requirements?: { skillId: string; minLevel?: number; mandatory?: boolean; relaxable?: boolean }[];
}

/** The settings file; all durations in seconds. */
export interface Settings {
  /** Where Lotse is, such as `http://127.0.0.1:3000`. */
  lotse: string;
  /** Where the XMPP server takes components. */
  xmpp: { host: string; port: number };
  /** The component's domain. */
  domain: string;
  /** Local part of the address that agents share their presence with. */
  desk: string;
  /** By local part. */
  addresses: Record<string, Intake>;
  channel: string;
  /** Where the conversations are kept. */
  dataDir: string;
  /** How long a customer may say nothing after the agent did, until the contact is parked. */
  parkAfterSeconds: number;
  /** How long a parked contact is kept for its customer. */
  closeAfterSeconds: number;
  /** How long an agent may be gone, until others get the conversation. */
  requeueAfterSeconds: number;
  /** How long the ids of messages are kept after a conversation, to know repeats. */
  keepSeconds: number;
  /** How often the agents' addresses are asked for. */
  refreshSeconds: number;
}

export interface Secrets {
  /** Key of the role `system`. */
  systemKey: string;
  /** Key of the role `supervisor`: reads the agents' addresses. */
  supervisorKey: string;
  /** The component's secret at the XMPP server. */
  componentSecret: string;
}

/** All that is wrong, each with its place. */
export class SettingsFault extends Error {}

const seconds = (value: number) => ({ type: 'number', exclusiveMinimum: 0, maximum: 31_536_000, default: value });
const word = { type: 'string', minLength: 1 };
/** Local parts as servers compare them, so that what is configured is what arrives. */
const LOCAL_PART = '^[a-z0-9._+-]{1,64}$';

const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['lotse', 'domain', 'addresses', 'dataDir'],
  properties: {
    lotse: { type: 'string', pattern: '^https?://' },
    xmpp: {
      type: 'object',
      additionalProperties: false,
      default: {},
      properties: {
        host: { ...word, default: '127.0.0.1' },
        port: { type: 'integer', minimum: 1, maximum: 65_535, default: 5347 },
      },
    },
    domain: { type: 'string', pattern: '^[a-z0-9.-]+$' },
    desk: { type: 'string', pattern: LOCAL_PART, default: 'desk' },
    addresses: {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: LOCAL_PART, not: { pattern: '^xmpp-' } },
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['queueId'],
        // Lotse says what is wrong with these better than a schema here could.
        properties: { queueId: word, priority: { type: 'number' }, language: word, requirements: { type: 'array' } },
      },
    },
    channel: { ...word, default: 'chat' },
    dataDir: word,
    parkAfterSeconds: seconds(300),
    closeAfterSeconds: seconds(86_400),
    requeueAfterSeconds: seconds(60),
    keepSeconds: seconds(86_400),
    refreshSeconds: seconds(30),
  },
};

/** @throws SettingsFault */
export function readSettings(path: string): Settings {
  let settings: unknown;
  try {
    settings = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new SettingsFault(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const check = new Ajv({ allErrors: true, useDefaults: true }).compile<Settings>(SCHEMA);
  if (!check(settings)) {
    const faults = (check.errors ?? []).map((fault) => `${fault.instancePath || '/'} ${fault.message ?? ''}`);
    throw new SettingsFault(`${path}: ${faults.join('; ')}`);
  }
  if (settings.addresses[settings.desk] !== undefined)
    throw new SettingsFault(`${path}: /desk is an address of customers, too`);
  return settings;
}

/** @throws SettingsFault */
export function readSecrets(environment: Readonly<Record<string, string | undefined>>): Secrets {
  const names = { systemKey: 'LOTSE_KEY', supervisorKey: 'LOTSE_SUPERVISOR_KEY', componentSecret: 'XMPP_SECRET' };
  const missing = Object.values(names).filter((name) => !environment[name]);
  if (missing.length > 0) throw new SettingsFault(`not set: ${missing.join(', ')}`);
  const given = Object.entries(names).map(([field, name]) => [field, environment[name]]);
  return Object.fromEntries(given) as Record<keyof Secrets, string>;
}
