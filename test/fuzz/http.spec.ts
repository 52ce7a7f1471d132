import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { becomes } from '../support/becomes.js';
import { signatureOf } from '../../src/webhooks/signature.js';
import { TestNode } from '../ws/node.js';
import { agreeing, fromSchema, spoilt, type Pool, type Schema } from './from-schema.js';

const SEED = 20260302;
const PER_ROUTE = 40;
/** A request without an answer for this long hangs. */
const PATIENCE_MS = 60_000;
const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;
const TRANSITION = new Set([200, 201, 202, 204, 409, 412, 422, 429]);

interface Operation {
  requestBody?: { content: Record<string, { schema: Schema }> };
  parameters?: { name: string; in: string; schema: Schema }[];
}
interface Document {
  paths: Record<string, Partial<Record<(typeof METHODS)[number], Operation>>>;
  components: { schemas: Record<string, Schema> };
}

/** Takes next to no time to run. */
const SCENARIO = {
  horizonSeconds: 60,
  queues: [{ id: 'q', name: 'Q', routingProfileId: 'default' }],
  agents: [{ id: 'a', name: 'A', queues: ['q'], skills: [], channels: [{ id: 'voice', capacity: 1 }] }],
  streams: [
    {
      id: 's',
      queueId: 'q',
      channel: 'voice',
      arrivals: { kind: 'poisson', perHour: 60 },
      service: { kind: 'exponential', meanSeconds: 60 },
    },
  ],
};

const HOSTILE_IDS = [
  '..%2f..%2fetc%2fpasswd',
  '%00',
  'a%00b',
  '%2e%2e',
  'x'.repeat(200),
  '%f0%9f%98%80',
  '%',
  'a|b',
  '__proto__',
];

/** Schedules lie a minute apart, a week from now and on: none comes into force meanwhile. */
let scheduled = 10_000;
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

const HOOK_SECRET = `whsec_${Buffer.from('a secret of a test, 32 bytes ok.').toString('base64')}`;

/** As a sender signs who has the secret; each message another one. */
function hookHeaders(text: string): Record<string, string> {
  const [id, seconds] = [randomUUID(), Math.floor(Date.now() / 1_000)];
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatureOf({ secret: HOOK_SECRET }, id, seconds, text, 0),
  };
}

describe('bad input over HTTP', () => {
  let node: TestNode;
  let document: Document;
  const pool: Record<string, string[]> = {};
  const counts = new Map<string, Map<number, number>>();

  beforeAll(async () => {
    node = await TestNode.start();
    await node.seed(['a1', 'a2', 'a3']);
    await node.call('PUT', '/v1/skills/german', { name: 'German' });
    // A skill that is named like a channel, because both are referred to by `id`.
    await node.call('PUT', '/v1/skills/voice', { name: 'Voice' });
    await node.call('PUT', '/v1/queues/second', { name: 'Second' });
    for (const id of ['lunch', 'break']) await node.call('PUT', `/v1/reason-codes/${id}`, { name: id });
    await node.call('PUT', '/v1/contact-types/matter', { name: 'Matter', requiredFields: [], dispositions: [] });
    await node.call('PUT', '/v1/hours/office', { timezone: 'Europe/Berlin', weekly: [], exceptions: [] });
    await node.call('PUT', '/v1/webhooks/hook', { url: 'http://receiver.invalid/hook', events: ['contact.held'] });
    await node.call('PUT', '/v1/alerts/waits', { name: 'w', kind: 'longestWait', raiseAt: 9, clearAt: 3 });
    await node.call('PUT', '/v1/hooks/door', { mapping: { channel: 'chat', queueId: 'billing' }, secret: HOOK_SECRET });
    document = (await node.call('GET', '/openapi.json')).body as unknown as Document;
    Object.assign(pool, {
      channel: ['voice', 'chat'],
      queueId: ['billing'],
      skillId: ['german'],
      dropSkills: ['german'],
      channels: ['voice', 'chat'],
      blocks: ['chat'],
      interruptedBy: ['voice'],
      queues: ['billing'],
      hoursId: ['office'],
      reasonCode: ['lunch'],
      contactTypeId: ['matter'],
      timezone: ['Europe/Berlin', 'America/New_York'],
      from: ['00:00', '08:00'],
      to: ['12:30', '24:00'],
      addQueues: ['billing'],
      id: ['voice'],
      language: ['german'],
      preferredAgentId: ['a1', 'a2'],
      routingProfileId: ['default'],
      toQueueId: ['second'],
      secret: [`whsec_${Buffer.alloc(24, 1).toString('base64')}`],
      // There are no dead letters to name.
      ids: [],
      agentId: ['a1', 'a2'],
      contacts: Array.from({ length: 12 }, (_, n) => `c${n}`),
    });
    for (const id of pool.contacts ?? []) await node.enqueue(id);
    await node.call('POST', '/v1/agents/a1/presence', { presence: 'available' });
    pool.offers = await offers();
    pool.simulations = [await simulation()];
    // Two versions of the profile, and a switchback that has ended.
    await node.call('PUT', '/v1/routing-profiles/default', { name: 'Default', credits: {} });
    await node.call('POST', '/v1/routing-profiles/default/switchback', { versions: [1, 2], until: inMinutes(600) });
    await node.call('DELETE', '/v1/routing-profiles/default/switchback');
  });
  afterAll(() => node.stop());

  async function offers(): Promise<string[]> {
    const isOffered = async (): Promise<boolean> =>
      ((await node.call('GET', '/v1/agents/a1/state')).body.offers as object[]).length > 0;
    await becomes(isOffered, 'a contact is offered');
    const known: string[] = [];
    for (const id of pool.contacts ?? []) {
      const { body } = await node.call('GET', `/v1/contacts/${id}`);
      const history = body.history as { type: string; detail?: string }[];
      known.push(...history.filter((line) => line.type === 'offered').map((line) => line.detail ?? ''));
    }
    return known.length > 0 ? known : ['none'];
  }

  async function simulation(): Promise<string> {
    let id: string | undefined;
    // Others may wait already, as many as may.
    const taken = async (): Promise<boolean> => {
      const { status, body } = await node.call('POST', '/v1/simulations', SCENARIO);
      if (status === 202) id = body.id as string;
      return id !== undefined;
    };
    await becomes(taken, 'a simulation is taken');
    return id as unknown as string;
  }

  /** A schedule to cancel: the profile whose it is, and its id. */
  async function schedule(): Promise<string> {
    const body = { version: 1, at: inMinutes(++scheduled) };
    return (await node.call('POST', '/v1/routing-profiles/default/schedule', body)).body.id as string;
  }

  function ids(path: string): string[] {
    if (path.startsWith('/v1/simulations')) return pool.simulations ?? [];
    if (path.startsWith('/v1/contacts')) return pool.contacts ?? [];
    if (path.startsWith('/v1/offers') || path.startsWith('/v1/decisions')) return pool.offers ?? [];
    if (path.startsWith('/v1/agents')) return ['a1', 'a2', 'a3'];
    if (path.startsWith('/v1/queues')) return ['billing'];
    if (path.startsWith('/v1/skills')) return ['german'];
    if (path.startsWith('/v1/channels')) return ['voice', 'chat'];
    if (path.startsWith('/v1/webhooks')) return ['hook'];
    if (path.startsWith('/v1/hooks')) return ['door'];
    if (path.startsWith('/v1/alerts')) return ['waits'];
    if (path.startsWith('/v1/routing-profiles')) return ['default'];
    if (path.startsWith('/v1/hours')) return ['office'];
    if (path.startsWith('/v1/contact-types')) return ['matter'];
    // Not the one that presences name: a body may bind it to one of them.
    if (path.startsWith('/v1/reason-codes')) return ['break'];
    return ['k1'];
  }

  /** What fields demand of each other, and no schema says. */
  function coherent(path: string, body: unknown): unknown {
    if (typeof body !== 'object' || body === null) return body;
    const { agentId, overflow, ...rest } = body as {
      role?: string;
      agentId?: string;
      overflow?: object;
      whenClosed?: string;
      requiredFields?: { type: string }[];
    };
    if (path === '/v1/contact-types/{id}' && Array.isArray(rest.requiredFields)) {
      const requiredFields = rest.requiredFields.map((field) =>
        typeof field === 'object' && field !== null && 'type' in field
          ? { ...field, options: field.type === 'choice' ? ['one', 'other'] : undefined }
          : field,
      );
      return { ...rest, requiredFields };
    }
    if (path.startsWith('/v1/contacts') || path.endsWith('/presence')) return agreeing(body);
    if (path === '/v1/api-keys') return rest.role === 'agent' ? { ...rest, agentId: agentId ?? 'a1' } : rest;
    if (path === '/v1/agents/{id}') return 'webhook' in body ? { ...body, kind: 'bot' } : body;
    if (path === '/v1/hooks/{id}' && 'mapping' in body)
      return { mapping: { channel: 'chat', queueId: 'billing', attributes: body.mapping }, secret: HOOK_SECRET };
    if (path === '/v1/alerts/{id}')
      return { ...body, kind: 'longestWait', raiseAt: 60, clearAt: 20, minimum: undefined };
    if (path === '/v1/webhooks/{id}') return { ...body, rotateSecret: false };
    if (path === '/v1/decisions/preview' && 'contact' in body) return { contact: agreeing(body.contact) };
    if (path === '/v1/simulations' && 'seed' in body) return { ...SCENARIO, seed: body.seed };
    if (path === '/v1/simulations') return SCENARIO;
    if (path.endsWith('/schedule')) return { ...body, version: 1, at: inMinutes(++scheduled) };
    if (path.endsWith('/switchback')) return { versions: [2, 1], blockMinutes: 60, until: inMinutes(600) };
    if (path.endsWith('/rollback') && 'version' in body && Number.isSafeInteger(body.version))
      return { ...body, version: 1 };
    if (path === '/v1/queues/{id}') {
      return overflow ? { ...rest, overflow: { ...overflow, afterSeconds: 60 } } : { ...rest, whenClosed: undefined };
    }
    return body;
  }

  /** Makes what is to be removed; gives its id. */
  async function removable(path: string, id: string): Promise<string> {
    if (path.includes('external-load') || path.endsWith('/switchback') || path.includes('/schedule/')) return id;
    if (path.startsWith('/v1/simulations')) return simulation();
    if (path.startsWith('/v1/api-keys')) {
      const { body } = await node.call('POST', '/v1/api-keys', { role: 'system', name: 'to be removed' });
      return body.id as string;
    }
    if (path.startsWith('/v1/hours')) {
      await node.call('PUT', `/v1/hours/gone-${id}`, { timezone: 'UTC', weekly: [], exceptions: [] });
      return `gone-${id}`;
    }
    const voice = { kind: 'synchronous', offerTimeoutSeconds: 20, wrapUpSeconds: 0, defaultTargetSeconds: 20 };
    const more = path.startsWith('/v1/agents')
      ? { queues: [], skills: [], channels: [] }
      : path.startsWith('/v1/channels')
        ? voice
        : path.startsWith('/v1/routing-profiles')
          ? { credits: {} }
          : path.startsWith('/v1/contact-types')
            ? { requiredFields: [], dispositions: [] }
            : path.startsWith('/v1/alerts')
              ? { kind: 'longestWait', raiseAt: 60, clearAt: 20 }
              : {};
    const body = path.startsWith('/v1/webhooks')
      ? { url: 'http://receiver.invalid/hook', events: ['contact.held'] }
      : path.startsWith('/v1/hooks')
        ? { mapping: {} }
        : { name: 'gone', ...more };
    await node.call('PUT', path.replace('{id}', `gone-${id}`), body);
    return `gone-${id}`;
  }

  async function request(method: string, path: string, body: unknown): Promise<number> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const response = await fetch(node.url + path, {
      method: method.toUpperCase(),
      headers: {
        authorization: `Bearer ${node.keys.get('admin')}`,
        ...(text !== undefined && { 'content-type': 'application/json' }),
        ...(method === 'post' && path.startsWith('/v1/hooks/') && hookHeaders(text ?? '')),
      },
      body: text,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const answer = await response.text();
    const shown = `${method} ${path} ${text?.slice(0, 300)} → ${response.status} ${answer.slice(0, 300)}`;
    if (response.status >= 500) throw new Error(`a server error: ${shown}`);
    if (response.status >= 400) {
      const type = response.headers.get('content-type') ?? '';
      const problem = (type.startsWith('application/problem+json') ? JSON.parse(answer) : {}) as Record<
        string,
        unknown
      >;
      if (problem.status !== response.status || !problem.title || !problem.code)
        throw new Error(`no problem document: ${shown}`);
    }
    return response.status;
  }

  test('every route answers whatever comes with what it says or a problem document, never a 5xx, never a hang', async () => {
    const resolve = (ref: string): Schema => document.components.schemas[ref.split('/').pop() ?? ''] ?? {};
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const method of METHODS) {
        const operation = operations[method];
        if (operation) await storm(method, path, operation, resolve);
      }
    }
    const lines = [...counts].map(([route, byStatus]) => {
      const shown = [...byStatus].map(([status, n]) => `${status}×${n}`).join(' ');
      return `${route}: ${shown}; ${Math.round(100 * reached(byStatus))} % reach a transition`;
    });
    process.stdout.write(`${lines.join('\n')}\n`);
    for (const [route, byStatus] of counts) expect([route, reached(byStatus) >= 0.5]).toEqual([route, true]);
  }, 600_000);

  /** The share of a route's requests that got past the checks of form, and met what exists. */
  function reached(byStatus: ReadonlyMap<number, number>): number {
    const sum = (entries: [number, number][]): number => entries.reduce((n, [, more]) => n + more, 0);
    return sum([...byStatus].filter(([status]) => TRANSITION.has(status))) / sum([...byStatus]);
  }

  async function storm(
    method: string,
    path: string,
    operation: Operation,
    resolve: (ref: string) => Schema,
  ): Promise<void> {
    const schema = operation.requestBody?.content['application/json']?.schema;
    const good = (schema ? fromSchema(schema, resolve, pool as Pool) : fc.constant(undefined)).map((value) =>
      coherent(path, value),
    );
    const body = schema ? fc.oneof({ weight: 5, arbitrary: good }, { weight: 1, arbitrary: spoilt(good) }) : good;
    const id = fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...ids(path)) },
      { weight: 1, arbitrary: fc.constantFrom(...HOSTILE_IDS, 'unknown-1') },
    );
    const byStatus = new Map<number, number>();
    counts.set(`${method.toUpperCase()} ${path}`, byStatus);
    for (const [value, first, second] of fc.sample(fc.tuple(body, id, id), { seed: SEED, numRuns: PER_ROUTE })) {
      // What other routes need stays: removals only hit what nobody uses.
      const isKnown = ids(path).includes(first);
      const target = method === 'delete' && isKnown ? await removable(path, first) : first;
      const made = path.includes('{scheduleId}') && isKnown ? await schedule() : second;
      const named = path.replace('{id}', target).replace('{ref}', second).replace('{scheduleId}', made);
      const status = await request(method, named, value);
      byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
    }
  }

  test('oversized, malformed and mistyped bodies are named as such', async () => {
    const send = (body: string, type = 'application/json'): Promise<Response> =>
      fetch(`${node.url}/v1/contacts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${node.keys.get('admin')}`, 'content-type': type },
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
    const cases: [string, string | undefined, number][] = [
      [`{"attributes": {"x": "${'x'.repeat(300_000)}"}}`, undefined, 413],
      ['{"channel": ', undefined, 400],
      ['<contact/>', 'application/xml', 415],
      ['['.repeat(100_000), undefined, 400],
      [`${'{"attributes":'.repeat(20_000)}1${'}'.repeat(20_000)}`, undefined, 413],
      ['{"__proto__": {"admin": true}, "channel": "voice", "queueId": "billing"}', undefined, 400],
      ['{"id": "a\\u0000b", "channel": "voice", "queueId": "billing"}', undefined, 400],
      ['"text"', undefined, 400],
      ['', undefined, 400],
    ];
    for (const [body, type, status] of cases) {
      const response = await send(body, type);
      expect([body.slice(0, 40), response.status]).toEqual([body.slice(0, 40), status]);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    }
  });
});
