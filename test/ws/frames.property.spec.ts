import fc from 'fast-check';
import { messagesOf } from '../../src/api/ws/asyncapi.js';
import { expectDocumented } from './documented.js';
import { frameOf, type IdPool } from './frames-from-schema.js';
import { TestNode } from './node.js';
import type { Frame } from './socket-client.js';

const RUNS = 600;

describe('any frame', () => {
  let node: TestNode;

  beforeAll(async () => {
    node = await TestNode.start();
    await node.seed(['a1', 'a2']);
    await node.call('PUT', '/v1/queues/other', { name: 'other' });
    await node.call('PUT', '/v1/skills/german', { name: 'German' });
    for (const id of ['p1', 'p2', 'p3']) await node.enqueue(id, { queueId: 'other' });
  });
  afterAll(async () => {
    await node.stop();
    expectDocumented();
  });

  const ids: IdPool = {
    id: ['p1', 'n1', 'n2', 'n3', 'n4', 'n5'],
    contactId: ['p1', 'p2', 'n1', 'n2', 'n3', 'missing'],
    contacts: ['p1', 'n1'],
    channel: ['voice', 'chat', 'missing'],
    channels: ['voice', 'chat'],
    queueId: ['billing', 'other'],
    queues: ['billing', 'other'],
    language: ['german', 'missing'],
    preferredAgentId: ['a1', 'a2'],
    skillId: ['german', 'missing'],
    cursor: ['0.0', '1.5', '1.5.1', '9.9'],
  };

  it.each([
    ['agent', 'a1', 0.5],
    ['system', 'system', 0.5],
  ] as const)('gets one answer from the %s socket, never the server’s fault', async (name, key, reaching) => {
    const socket = await node.open(name, key);
    const schemas = Object.entries(messagesOf(name).received).filter(([message]) => message !== 'auth');
    const counts: Record<string, number> = {};
    let n = 0;
    const property = fc.asyncProperty(fc.oneof(...schemas.map(([, schema]) => frameOf(schema, ids))), async (frame) => {
      const requestId = `${name}-${(n += 1)}`;
      // Half of the answers to offers are to one that the socket has heard of.
      const heard = socket.frames.findLast((f) => f.type === 'offer.created')?.offer as { id: string } | undefined;
      const offer = 'offerId' in frame && n % 2 === 0 && heard !== undefined ? { offerId: heard.id } : {};
      socket.send({ ...frame, ...offer, requestId });
      await socket.until((frames) => frames.some((f) => f.requestId === requestId));
      const answers = socket.frames.filter((f) => f.requestId === requestId);
      expect(answers).toHaveLength(1);
      const { type, problem } = answers[0] as Frame & { problem?: { status: number } };
      const status = type === 'result' ? 200 : (problem?.status ?? 0);
      counts[`${String(frame.type)} ${status}`] = (counts[`${String(frame.type)} ${status}`] ?? 0) + 1;
      if (status >= 500 || status === 0) throw new Error(JSON.stringify(answers[0]));
      // Looking through all frames each time would cost the square of their number.
      if (socket.frames.length > 2_000) socket.frames.splice(0, 1_000);
    });
    await fc.assert(property, { numRuns: RUNS, seed: 20260302 });
    const reached = Object.entries(counts).reduce((sum, [what, count]) => sum + (what.endsWith(' 400') ? 0 : count), 0);
    if (process.env.TEST_LOG !== undefined) console.log(counts);
    expect(reached / RUNS).toBeGreaterThanOrEqual(reaching);
    await socket.close();
  });
});
