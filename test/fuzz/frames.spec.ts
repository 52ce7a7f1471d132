import fc from 'fast-check';
import { TestNode } from '../ws/node.js';
import { SocketClient, type Frame } from '../ws/socket-client.js';
import { agreeing, fromSchema, spoilt, type Schema } from './from-schema.js';

const SEED = 20260303;
const PER_MESSAGE = 60;
/** What a transition, or the look at what it would change, answers. */
const TRANSITION = new Set(['result', '403', '409']);

interface Document {
  operations: Record<string, { action: string; messages?: { $ref: string }[] }>;
  components: { messages: Record<string, { payload: Schema }>; schemas?: Record<string, Schema> };
}

describe('bad frames', () => {
  let node: TestNode;
  let document: Document;
  const counts = new Map<string, Map<string, number>>();
  const pool: Record<string, string[]> = {
    channel: ['voice'],
    channels: ['voice'],
    queueId: ['billing'],
    timezone: ['Europe/Berlin'],
    skillId: ['german'],
    contactTypeId: ['matter'],
    language: ['german'],
    preferredAgentId: ['a1'],
    contactId: ['c1', 'c2', 'c3', 'c4'],
    queues: ['billing'],
    contacts: ['c1'],
  };

  beforeAll(async () => {
    node = await TestNode.start();
    await node.seed(['a1']);
    await node.call('PUT', '/v1/skills/german', { name: 'German' });
    await node.call('PUT', '/v1/contact-types/matter', { name: 'Matter', requiredFields: [], dispositions: [] });
    const channels = [{ id: 'voice', capacity: 3 }];
    await node.call('PUT', '/v1/agents/a1', { name: 'a1', queues: ['billing'], skills: [], channels });
    for (const id of pool.contactId ?? []) await node.enqueue(id);
    pool.offerId = await offered();
    await node.call('POST', `/v1/offers/${pool.offerId[0]}/accept`, {});
    document = (await node.call('GET', '/asyncapi.json')).body as unknown as Document;
  });
  afterAll(() => node.stop());

  /** Three of the contacts are offered to the agent, the fourth waits. */
  async function offered(): Promise<string[]> {
    const client = await node.open('agent', 'a1');
    await client.command('presence.set', { presence: 'available' });
    const offers = (frames: readonly Frame[]): string[] =>
      frames.flatMap((frame) => (frame.type === 'offer.created' ? [(frame.offer as { id: string }).id] : []));
    await client.until((frames) => offers(frames).length === 3);
    client.socket.close();
    return offers(client.frames);
  }

  const resolve = (ref: string): Schema => {
    const name = ref.split('/').pop() ?? '';
    return document.components.schemas?.[name] ?? document.components.messages[name]?.payload ?? {};
  };

  /** Sends one frame on a living socket (a new one where the server closed it) and gives what came back. */
  async function exchange(
    kind: 'agent' | 'system',
    key: string,
    held: { client?: SocketClient },
    body: unknown,
    n: number,
  ): Promise<string> {
    if (!held.client || held.client.socket.readyState !== held.client.socket.OPEN)
      held.client = await node.open(kind, key);
    const { client } = held;
    const before = client.frames.length;
    const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
    client.send(isObject ? { ...body, requestId: `f${n}` } : JSON.stringify(body));
    const answered = client.until((frames) =>
      frames.slice(before).some((frame) => frame.type === 'error' || frame.type === 'result' || frame.type === 'hello'),
    );
    const ending = await Promise.race([answered.then(() => undefined), client.closed]);
    if (ending) {
      if (ending.code === 1011 || ending.code === 1006)
        throw new Error(`closed with ${ending.code} after ${JSON.stringify(body).slice(0, 200)}`);
      return `closed ${ending.code}`;
    }
    const answer = client.frames.slice(before).find((frame) => frame.type === 'error' || frame.type === 'result') as
      Frame | undefined;
    if (answer?.type !== 'error') return 'result';
    const problem = answer.problem as { status: number; code: string; title: string };
    if (!(problem.status < 500) || !problem.code || !problem.title)
      throw new Error(`no problem: ${JSON.stringify([body, answer]).slice(0, 500)}`);
    return String(problem.status);
  }

  test('every message of both sockets gets a result or a problem, never silence', async () => {
    for (const [kind, key] of [
      ['agent', 'a1'],
      ['system', 'system'],
    ] as const) {
      const held: { client?: SocketClient } = {};
      for (const { $ref } of document.operations[`${kind}Sends`]?.messages ?? []) {
        const name = $ref.split('/').pop() ?? '';
        if (name === 'auth') continue;
        const good = fromSchema(document.components.messages[name]?.payload ?? {}, resolve, pool).map(agreeing);
        const frame = fc.oneof({ weight: 4, arbitrary: good }, { weight: 1, arbitrary: spoilt(good) });
        const byAnswer = new Map<string, number>();
        counts.set(`${kind} ${name}`, byAnswer);
        let n = 0;
        for (const body of fc.sample(frame, { seed: SEED, numRuns: PER_MESSAGE })) {
          const answer = await exchange(kind, key, held, body, n++);
          byAnswer.set(answer, (byAnswer.get(answer) ?? 0) + 1);
        }
      }
      held.client?.socket.close();
    }
    const sum = (entries: [string, number][]): number => entries.reduce((n, [, more]) => n + more, 0);
    const reached = (byAnswer: Map<string, number>): number =>
      sum([...byAnswer].filter(([answer]) => TRANSITION.has(answer))) / sum([...byAnswer]);
    const lines = [...counts].map(([name, byAnswer]) => {
      const shown = [...byAnswer].map(([answer, n]) => `${answer}×${n}`).join(' ');
      return `${name}: ${shown}; ${Math.round(100 * reached(byAnswer))} % reach a transition`;
    });
    process.stdout.write(`${lines.join('\n')}\n`);
    for (const [name, byAnswer] of counts) expect([name, reached(byAnswer) >= 0.5]).toEqual([name, true]);
  });

  test.each([
    ['not JSON', 'hello'],
    ['not an object', '[1]'],
    ['no type', '{}'],
    ['deeply nested', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`],
    ['an unknown type', '{"type": "contact.fly", "requestId": "1"}'],
    ['an inherited name as type', '{"type": "constructor", "requestId": "1"}'],
  ])('a frame that is %s gets a problem and the socket lives on or says why it ends', async (_, text) => {
    const client = await node.open('system', 'system');
    client.send(text);
    const ending = await Promise.race([client.next('error').then(() => undefined), client.closed]);
    if (ending) expect([1007, 1008, 4400]).toContain(ending.code);
    client.socket.close();
  });

  test('10,000 subscriptions are served, far more are refused, and the socket still answers', async () => {
    const client = await node.open('system', 'system');
    const subscribe = (prefix: string): Promise<Frame> =>
      client.command('subscribe', { contacts: Array.from({ length: 10_000 }, (_, n) => `${prefix}${n}`) });
    expect((await subscribe('s')).type).toBe('result');
    const more = await Promise.all(['t', 'u', 'v', 'w', 'x'].map(subscribe));
    expect(more.map(({ type }) => type)).toEqual(['result', 'result', 'result', 'result', 'error']);
    expect(more[4]).toMatchObject({ problem: { status: 429, code: 'tooManyRequests' } });
    const one = await client.command('contact.enqueue', { id: 's9999', channel: 'voice', queueId: 'billing' });
    expect(one.type).toBe('result');
    expect(await client.next('contact.waiting')).toMatchObject({ contactId: 's9999' });
    client.socket.close();
  });
});
