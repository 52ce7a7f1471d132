import { ALERT_KINDS } from '../../alerts/alert.js';
import { ALERT_LEVELS, THRESHOLD_KINDS } from '../../domain/alert-threshold.js';
import { PRESENCE_SETTERS, PRESENCES, ROUTING_STATUSES } from '../../domain/agent.js';
import { CONTACT_STATES } from '../../domain/contact.js';
import { OFFER_OUTCOMES } from '../../domain/offer.js';
import { ROW_GROUPS } from '../../queues/live-row.js';
import type { JsonSchema } from '../dto-schema.js';

// What the server sends, as JSON Schema. The tests hold every frame that they see against these.

const text: JsonSchema = { type: 'string' };
const time: JsonSchema = { type: 'string', format: 'date-time' };
const id: JsonSchema = { type: 'string', minLength: 1, maxLength: 64 };
const cursor: JsonSchema = { type: 'string', pattern: '^\\d+\\.\\d+(\\.\\d+)?$', description: 'Opaque to clients' };
const requestId: JsonSchema = { type: 'string', minLength: 1, maxLength: 128 };

export function closed(properties: Record<string, JsonSchema>, optional: readonly string[] = []): JsonSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', additionalProperties: false, properties, required };
}

/** A frame of one type; `open` ones carry what a REST answer carries. */
function frame(
  type: string,
  properties: Record<string, JsonSchema> = {},
  optional: readonly string[] = [],
): JsonSchema {
  return closed({ type: { const: type }, ...properties }, optional);
}

const requirement = closed({
  skillId: id,
  minLevel: { type: 'integer' },
  mandatory: { type: 'boolean' },
  relaxable: { type: 'boolean' },
});
const historyLine = closed({ at: time, type: text, agentId: id, detail: text }, ['agentId', 'detail']);
const earlierContact = closed(
  {
    id,
    channel: id,
    state: { enum: [...CONTACT_STATES] },
    at: { ...time, description: 'When it was enqueued' },
    open: { const: true, description: 'It has not ended' },
    agentId: { ...id, description: 'Who has it, had it last, or parked it' },
    disposition: text,
    note: text,
    mergedInto: id,
  },
  ['open', 'agentId', 'disposition', 'note', 'mergedInto'],
);
const translate: JsonSchema = {
  ...closed(
    {
      from: { ...text, description: "The contact's language" },
      to: { ...text, description: "The agent's, where known" },
    },
    ['to'],
  ),
  description: 'Of an offer to an agent who does not speak the language of the contact',
};
const customer: JsonSchema = { type: 'object', description: 'As the enqueueing system gave it' };

export const AGENT_CONTACT: JsonSchema = closed(
  {
    id,
    state: { enum: [...CONTACT_STATES] },
    channel: id,
    queueId: id,
    enqueuedAt: time,
    since: time,
    requirements: { type: 'array', items: requirement },
    priority: { type: 'number', minimum: 0, maximum: 10 },
    customer,
    journeyStage: text,
    language: text,
    translate,
    correlation: text,
    dueAt: time,
    contactTypeId: id,
    threadId: text,
    attributes: { type: 'object' },
    wrapUpUntil: time,
    agentId: { ...id, description: 'Whose it is; absent while it is offered' },
    heldSince: time,
    formerAgentId: id,
    parkedBecause: { const: 'interrupted', description: 'While parked by an interruption: it comes back by itself' },
    handover: closed({ reason: text, summary: text }, ['summary']),
    consult: closed({ contactId: id, agentId: id }, ['agentId']),
    consultFor: { ...id, description: 'Of a consult: the contact that it is for' },
    callback: { type: 'object', description: 'Of a callback, as REST answers it: where to call, attempts, window' },
    earlier: { type: 'array', maxItems: 10, items: earlierContact, description: 'Of its matter, newest first' },
    mergedInto: { ...id, description: 'Where its matter goes on' },
    mergedContacts: { type: 'array', items: id },
    address: { ...text, description: "The agent's address for the channel" },
    outcome: text,
    disposition: text,
    fields: { type: 'object', description: 'Of its type, as they were told' },
    missing: { type: 'array', items: text, description: 'What its type asked for when it ended, and was not told' },
    history: { type: 'array', items: historyLine },
  },
  [
    'customer',
    'journeyStage',
    'language',
    'translate',
    'correlation',
    'dueAt',
    'contactTypeId',
    'threadId',
    'attributes',
    'wrapUpUntil',
    'agentId',
    'heldSince',
    'formerAgentId',
    'parkedBecause',
    'handover',
    'consult',
    'consultFor',
    'callback',
    'earlier',
    'mergedInto',
    'mergedContacts',
    'address',
    'outcome',
    'disposition',
    'fields',
    'missing',
  ],
);

const offer = closed({ id, expiresAt: time, contact: AGENT_CONTACT });
const presence: Record<string, JsonSchema> = {
  agentId: id,
  presence: { enum: [...PRESENCES] },
  presenceBy: { enum: [...PRESENCE_SETTERS], description: "Who set it: a supervisor's stands until the agent acts" },
  reasonCode: text,
  channels: { type: 'array', items: id },
  next: {
    ...closed({ presence: { enum: [...PRESENCES] }, reasonCode: text }),
    required: ['presence'],
    description: 'What it becomes once its work is done; until then nothing is offered to it',
  },
  routingStatus: { enum: [...ROUTING_STATUSES] },
  since: time,
};

export const PROBLEM: JsonSchema = {
  type: 'object',
  description: 'A problem document (RFC 9457), as REST answers it',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: text,
    title: text,
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: text,
    instance: text,
    code: text,
    state: text,
    offerOutcome: { enum: [...OFFER_OUTCOMES] },
    contactId: id,
    opensAt: time,
    alternatives: { type: 'array', items: { type: 'object', additionalProperties: text } },
    errors: { type: 'array', items: closed({ path: text, message: text }) },
  },
  additionalProperties: false,
};

export const SHARED_FRAMES = {
  result: {
    type: 'object',
    description: 'The command was done; the other fields are those of the REST answer',
    required: ['type', 'requestId'],
    properties: { type: { const: 'result' }, requestId },
  },
  error: frame('error', { requestId, problem: PROBLEM }, ['requestId']),
  snapshotRequired: frame('snapshotRequired'),
} satisfies Record<string, JsonSchema>;

export const AGENT_FRAMES = {
  agentHello: frame(
    'hello',
    {
      cursor,
      ...presence,
      load: { type: 'object', additionalProperties: { type: 'integer' } },
      offers: { type: 'array', items: offer },
      contacts: { type: 'array', items: AGENT_CONTACT },
    },
    ['presenceBy', 'reasonCode', 'channels', 'next'],
  ),
  offerCreated: frame('offer.created', { cursor, at: time, offer: { ...offer, required: ['id', 'contact'] } }),
  offerEnded: frame('offer.ended', {
    cursor,
    at: time,
    offerId: id,
    contactId: id,
    outcome: { enum: [...OFFER_OUTCOMES] },
  }),
  contactUpdated: frame('contact.updated', { cursor, at: time, contact: AGENT_CONTACT }),
  presenceChanged: frame('presence.changed', { cursor, at: time, ...presence }, [
    'presenceBy',
    'reasonCode',
    'channels',
    'next',
  ]),
} satisfies Record<string, JsonSchema>;

const DIALLING = ['dialling', 'dialUntil', 'attempt'];

/** The flat event that systems and `notifyUrl` get. */
export function flatEventSchema(type: string, state: string): JsonSchema {
  const optional = ['correlation', 'consultFor', 'agentId', 'offerId', 'address', 'outcome', 'translate', ...DIALLING];
  return frame(
    type,
    {
      cursor,
      at: time,
      contactId: id,
      state: { const: state },
      queueId: id,
      channel: id,
      correlation: text,
      consultFor: { ...id, description: 'Of a consult: the contact that it is for' },
      agentId: id,
      offerId: id,
      address: text,
      outcome: text,
      ...(type === 'contact.scheduled' && {
        dialling: { const: true, description: 'The customer is to be called now; what became of it is an attempt' },
        dialUntil: { ...time, description: 'With dialling: then the attempt counts as noAnswer' },
        attempt: { type: 'integer', minimum: 1, description: 'With dialling: its number, for the attempt to name' },
      }),
      ...(type === 'contact.offered' && { translate }),
      ...(type === 'contact.expiring' && {
        expiresAt: { ...time, description: 'When it expires if nobody takes it; told up to 15 s before' },
      }),
    },
    optional,
  );
}

const interval = closed({
  lowSeconds: { type: 'number', minimum: 0 },
  highSeconds: { type: 'number', minimum: 0 },
});

/** Of no event of the log: the node that announced a wait tells that it has risen. */
export const ESTIMATE_ROSE_FRAME: JsonSchema = {
  ...frame(
    'contact.estimateRose',
    {
      cursor: { ...cursor, description: 'Of its own: no other frame of this node has it' },
      at: time,
      contactId: id,
      state: { const: 'waiting' },
      queueId: id,
      channel: id,
      correlation: text,
      position: { type: 'integer', minimum: 1 },
      estimatedWait: { oneOf: [interval, { const: 'insufficientData' }] },
      estimatedWaitRoseBecause: {
        enum: ['staffFell', 'outranked'],
        description: 'Agents of its class went, or somebody with a higher rank came',
      },
    },
    ['correlation'],
  ),
  description:
    'The wait that an answer of this node announced has risen. Told within seconds to whom follows the contact or its queue on this node, never replayed: the next answer says it too',
};

export const SYSTEM_HELLO: JsonSchema = frame('hello', { cursor });

const alert: Record<string, JsonSchema> = {
  cursor: { ...cursor, description: 'Of its own: no other frame of this node has it' },
  at: time,
  id: { ...text, description: 'The same on every node, and when the level rises or it is resolved' },
  alert: {
    enum: ALERT_KINDS.filter((kind) => kind !== 'threshold'),
    description:
      'unroutable: no configured agent could ever take the contact. nobodyLeft: nobody is signed on who could take waiting contacts that ask the same. declinedByAll: every available agent that the contact may go to has declined or missed it. tooMany: further alerts are only counted',
  },
  level: { enum: [...ALERT_LEVELS], description: 'Told again only when it rises' },
  contactId: id,
  queueId: { ...id, description: 'Absent for tooMany only' },
  channel: id,
  agentId: { ...id, description: 'nobodyLeft: whose leaving left nobody' },
  detail: { ...text, description: 'In words, for people' },
  count: {
    type: 'integer',
    minimum: 1,
    description: 'nobodyLeft: contacts that waited. declinedByAll: rounds in which everyone declined',
  },
};
const ALERT_OPTIONAL = ['contactId', 'queueId', 'channel', 'agentId', 'count'];

const resolved: JsonSchema = { const: true, description: 'It does not stand any more' };
export const ALERT_FRAME: JsonSchema = frame('alert', { ...alert, resolved }, [...ALERT_OPTIONAL, 'resolved']);
/** Told once a crossing, and the same on every node. */
export const THRESHOLD_ALERT_FRAME: JsonSchema = frame(
  'alert',
  {
    cursor,
    at: time,
    id: { ...text, description: '`threshold:` and the id of the alert as configured' },
    alert: { const: 'threshold', description: 'A figure has crossed a threshold that is configured' },
    alertId: id,
    name: text,
    kind: { enum: [...THRESHOLD_KINDS] },
    level: { enum: [...ALERT_LEVELS] },
    queueId: { ...id, description: 'Absent: all queues together' },
    raiseAt: { type: 'number' },
    clearAt: { type: 'number' },
    value: {
      oneOf: [{ type: 'number' }, { type: 'null' }],
      description: 'The figure; null where there is none any more',
    },
    detail: { ...text, description: 'In words, for people' },
    resolved,
  },
  ['queueId', 'resolved'],
);
const stats: JsonSchema = { type: 'object', description: "The workspace's, as GET /v1/stats answers them" };
const rowsOf = (description: string): JsonSchema => ({
  ...closed(
    Object.fromEntries(ROW_GROUPS.map((group) => [group, { type: 'array', items: { type: 'object' } }])),
    ROW_GROUPS,
  ),
  description,
});
const rows = rowsOf(
  'Each row that is watched, whole, as GET /v1/stats/queues, /channels, /skills and /agents answer it; a group without rows is left out',
);

export const SUPERVISOR_HELLO: JsonSchema = frame(
  'hello',
  {
    cursor,
    alerts: {
      type: 'array',
      items: { oneOf: [ALERT_FRAME, THRESHOLD_ALERT_FRAME] },
      description: 'Those that stand, oldest first',
    },
    at: time,
    stats,
    rows,
  },
  ['at', 'stats', 'rows'],
);
export const STATS_FRAME: JsonSchema = frame('stats', {
  cursor,
  at: time,
  delta: {
    type: 'boolean',
    description: 'False where no rows were told before, because the hello came without: then `changed` is all',
  },
  stats,
  changed: rowsOf(
    'Rows that are other than told before: what names them, and each field that changed, with its new value whole; new rows whole',
  ),
  removed: {
    ...closed(Object.fromEntries(ROW_GROUPS.map((group) => [group, { type: 'array', items: id }])), ROW_GROUPS),
    description: 'Names of rows that are not there, or not watched, any more',
  },
});
/** The answer to a subscribe of a supervisor. */
export const WATCH_RESULT: JsonSchema = frame('result', { requestId, cursor, at: time, stats, rows });

export const AUTH_FRAME: JsonSchema = frame('auth', { token: text, cursor }, ['cursor']);
/** `type` and `requestId` of every command. */
export function commandEnvelope(type: string): Record<string, JsonSchema> {
  return { type: { const: type }, requestId };
}
