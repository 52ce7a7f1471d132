import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Simulations } from '../../src/simulation/simulations.js';
import { simulate } from '../../src/simulation/virtual/simulate.js';
import { scenarioOf } from '../../src/simulation/complete-scenario.js';
import type { ScenarioRequest } from '../../src/simulation/scenario-request.js';
import { becomes } from '../support/becomes.js';
import { Center, expectProblem, MS, type Json } from './center.js';

const SMALL: ScenarioRequest = {
  seed: 7,
  replications: 3,
  warmupSeconds: 600,
  horizonSeconds: 36_000,
  profiles: [{ id: 'plain', name: 'Plain', credits: {} }],
  queues: [{ id: 'calls', name: 'Calls', routingProfileId: 'plain' }],
  agents: [
    { id: 'team', name: 'Team', queues: ['calls'], skills: [], channels: [{ id: 'voice', capacity: 1 }], count: 4 },
  ],
  streams: [
    {
      id: 'all',
      queueId: 'calls',
      channel: 'voice',
      arrivals: { kind: 'poisson', perHour: 40 },
      service: { kind: 'exponential', meanSeconds: 300 },
      patience: { kind: 'exponential', meanSeconds: 180 },
    },
  ],
};
const OFFICE = {
  id: 'office',
  timezone: 'Europe/Berlin',
  weekly: [{ days: ['mon'], from: '09:00', to: '15:00' }],
  exceptions: [],
};
/** Does not end while a test looks. */
const ENDLESS: ScenarioRequest = { ...SMALL, replications: 1000, horizonSeconds: 315_000_000 };

describe('simulations over the API', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
  });
  afterAll(() => c.stop());

  const submit = async (scenario: object): Promise<string> =>
    (await c.must('POST', '/v1/simulations', scenario, { key: 'supervisor' })).id as string;
  const look = (id: string): Promise<Json> => c.must('GET', `/v1/simulations/${id}`);
  async function ended(id: string): Promise<Json> {
    await becomes(async () => !['queued', 'running'].includes((await look(id)).state as string), `${id} has ended`);
    return look(id);
  }
  const runs = (id: string): Promise<void> => becomes(async () => (await look(id)).state === 'running', `${id} runs`);

  it('are taken with 202, run in a thread of their own, and say what the simulator says', async () => {
    const asked = await c.post('/v1/simulations', SMALL, { key: 'supervisor' });
    expect(asked).toMatchObject({
      status: 202,
      body: { id: expect.any(String), createdAt: MS, createdBy: expect.any(String) },
    });
    const done = await ended(asked.body.id as string);
    expect(done).toMatchObject({ state: 'completed', progress: 1, endedAt: MS });
    expect(done.result).toEqual(JSON.parse(JSON.stringify(simulate(scenarioOf(SMALL)))));
  });

  it('compare profiles in force, and versions of them', async () => {
    await c.must('PUT', '/v1/routing-profiles/tried', { name: 'Tried', credits: { priority: 1 } });
    await c.must('PUT', '/v1/routing-profiles/tried', { name: 'Tried', credits: { priority: 60 } });
    const streams = [
      { ...SMALL.streams[0], id: 'low' },
      { ...SMALL.streams[0], id: 'high', priority: 10 },
    ];
    const names = ['plain', 'tried@1', 'tried@2', 'tried'];
    const { result } = await ended(await submit({ ...SMALL, streams, compare: names }));
    const { profiles, differences } = result as { profiles: Record<string, Json>; differences: Record<string, Json> };
    expect(Object.keys(profiles)).toEqual(names);
    expect(Object.keys(differences)).toEqual(names.slice(1));
    // What is in force is the newest version, and it is not the first.
    expect(profiles.tried).toEqual(profiles['tried@2']);
    expect(profiles.tried).not.toEqual(profiles['tried@1']);
    // The simulation put nothing in force.
    expect(await c.get('/v1/routing-profiles/tried')).toMatchObject({ body: { version: 2 } });
  });

  it('take a queue’s profile as it is in force where the scenario does not bring it along', async () => {
    await c.must('PUT', '/v1/routing-profiles/stored', { name: 'Stored', credits: { priority: 60 } });
    const streams = [
      { ...SMALL.streams[0], id: 'low' },
      { ...SMALL.streams[0], id: 'high', priority: 10 },
    ];
    const stored = {
      ...SMALL,
      profiles: [],
      queues: [{ id: 'calls', name: 'Calls', routingProfileId: 'stored' }],
      streams,
    };
    const own = { ...stored, profiles: [{ id: 'stored', name: 'Own', credits: { priority: 60 } }] };
    const [a, b] = [await submit(stored), await submit(own)];
    expect((await ended(a)).result).toEqual((await ended(b)).result);
  });

  it('read a queue’s hours as they are in force where the scenario does not bring them along', async () => {
    const { id: _, ...body } = OFFICE;
    await c.must('PUT', '/v1/hours/stored-office', body);
    const queues = [{ ...SMALL.queues[0], hoursId: 'stored-office' }];
    const stored = { ...SMALL, startsAt: '2026-03-02T07:00:00Z', queues };
    const own = { ...stored, hours: [{ ...OFFICE, id: 'stored-office' }] };
    const [a, b] = [await ended(await submit(stored)), await ended(await submit(own))];
    expect(a.result).toEqual(b.result);
    const { refused } = (a.result as { streams: Record<string, Record<string, { mean: number }>> }).streams.all ?? {};
    expect(refused?.mean).toBeGreaterThan(0);
    expectProblem(await c.post('/v1/simulations', { ...own, startsAt: undefined }), 400, {
      errors: [{ path: 'startsAt', message: expect.any(String) }],
    });
    const nowhere = { ...stored, queues: [{ ...SMALL.queues[0], hoursId: 'never-was' }] };
    expectProblem(await c.post('/v1/simulations', nowhere), 400, {
      errors: [{ path: 'queues.0.hoursId', message: 'there are no hours never-was in the scenario' }],
    });
  });

  it('are refused at once where something does not fit', async () => {
    expectProblem(await c.post('/v1/simulations', { ...SMALL, horizonSeconds: 0 }), 400);
    expectProblem(await c.post('/v1/simulations', { ...SMALL, unheardOf: 1 }), 400);
    expectProblem(await c.post('/v1/simulations', { ...SMALL, queues: [] }), 400);
    for (const compare of [
      ['plain', 'nobody'],
      ['plain', 'default@99'],
      ['plain', 'default@x'],
      ['plain', 'plain@2'],
    ])
      expectProblem(await c.post('/v1/simulations', { ...SMALL, compare }), 400, {
        errors: [{ path: 'compare.1', message: expect.any(String) }],
      });
    expectProblem(await c.post('/v1/simulations', { ...SMALL, compare: ['plain'] }), 400);
    expectProblem(await c.post('/v1/simulations', SMALL, { key: 'system' }), 403);
    expectProblem(await c.get('/v1/simulations/none'), 404);
    expectProblem(await c.del('/v1/simulations/none'), 404);
  });

  it('are asked for once with one Idempotency-Key', async () => {
    const ask = { headers: { 'idempotency-key': 'once' } };
    const replies = await Promise.all(Array.from({ length: 10 }, () => c.post('/v1/simulations', SMALL, ask)));
    expect(new Set(replies.map(({ status, body }) => `${status} ${body.id as string}`)).size).toBe(1);
    expectProblem(await c.post('/v1/simulations', { ...SMALL, seed: 8 }, ask), 422);
    await ended(replies[0]?.body.id as string);
  });

  it('are cancelled while they run and while they wait, and removed when they have ended', async () => {
    const running = await submit(ENDLESS);
    await runs(running);
    const waiting = await submit(ENDLESS);
    expect(await look(waiting)).toMatchObject({ state: 'queued', progress: 0 });
    expect((await c.del(`/v1/simulations/${waiting}`)).status).toBe(204);
    expect(await look(waiting)).toMatchObject({ state: 'cancelled' });
    expect((await c.del(`/v1/simulations/${running}`)).status).toBe(204);
    expect(await look(running)).toMatchObject({ state: 'cancelled' });
    // The thread is free for the next.
    const next = await ended(await submit(SMALL));
    expect(next).toMatchObject({ state: 'completed' });
    const cancelled = await look(running);
    expect(cancelled).not.toHaveProperty('result');
    expect(cancelled).not.toHaveProperty('error');
    expect((await c.del(`/v1/simulations/${next.id as string}`)).status).toBe(204);
    expectProblem(await c.get(`/v1/simulations/${next.id as string}`), 404);
  });

  it('tell how far they are', async () => {
    const id = await submit({ ...SMALL, replications: 100, horizonSeconds: 1_000_000 });
    await becomes(async () => ((await look(id)).progress as number) > 0, 'it is on its way');
    await c.del(`/v1/simulations/${id}`);
    await ended(id);
  });

  it('wait at most twenty at a time', async () => {
    const running = await submit(ENDLESS);
    await runs(running);
    const waiting: string[] = [];
    for (let n = 0; n < 20; n += 1) waiting.push(await submit(SMALL));
    const refused = await c.post('/v1/simulations', SMALL);
    expectProblem(refused, 429, { code: 'tooManyRequests' });
    expect(refused.headers.get('retry-after')).toBe('30');
    for (const id of [...waiting, running]) await c.del(`/v1/simulations/${id}`);
    for (const id of [...waiting, running]) await ended(id);
  });

  it('describe their form as a JSON Schema that takes what the server takes', async () => {
    const reply = await c.get('/v1/schemas/simulation-scenario');
    expect(reply.headers.get('content-type')).toContain('application/schema+json');
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const valid = ajv.compile(reply.body);
    expect(valid(SMALL)).toBe(true);
    for (const bad of [{ ...SMALL, streams: [{}] }, { ...SMALL, extra: 1 }, { ...SMALL, replications: 0 }, {}])
      expect(valid(bad)).toBe(false);
  });
});

describe('a simulation whose node goes', () => {
  it('is begun anew by another', async () => {
    const c = await Center.start();
    try {
      const { parts } = c.node.server.app.get(Simulations) as unknown as {
        parts: ConstructorParameters<typeof Simulations>[0];
      };
      // Which rests most of the time, and is ended in the middle of it.
      const other = new Simulations({ ...parts, leastShare: 0.01 });
      const first = c.node.server.app.get(Simulations);
      const { id } = await first.submit(ENDLESS, 'key', {});
      await becomes(async () => (await first.find(id))?.state === 'running', 'it runs');
      await first.stop();
      expect(await other.find(id)).toMatchObject({ state: 'queued' });
      other.start();
      await becomes(async () => (await other.find(id))?.state === 'running', 'the other runs it');
      await other.cancel(id);
      await becomes(async () => (await other.find(id))?.endedAt !== undefined, 'it has ended');
      await other.stop();
    } finally {
      await c.stop();
    }
  });

  it('fails with the reason when it takes more than it may', async () => {
    const c = await Center.start();
    try {
      const { parts } = c.node.server.app.get(Simulations) as unknown as {
        parts: ConstructorParameters<typeof Simulations>[0];
      };
      await c.node.server.app.get(Simulations).stop();
      const flood = {
        ...SMALL,
        streams: [{ ...SMALL.streams[0], arrivals: { kind: 'poisson', perHour: 10_000_000 } }],
      };
      const endlessFlood = { ...flood, streams: [{ ...flood.streams[0], patience: undefined }] } as ScenarioRequest;
      for (const [scenario, limits, error] of [
        [ENDLESS, { memoryMb: 1024, milliseconds: 1_000 }, /more than the 1 s/],
        [endlessFlood, { memoryMb: 24, milliseconds: 60_000 }, /more than the 24 MiB/],
      ] as const) {
        const limited = new Simulations({ ...parts, limits });
        limited.start();
        const { id } = await limited.submit(scenario, 'key', {});
        await becomes(async () => (await limited.find(id))?.state === 'failed', 'it failed');
        expect((await limited.find(id))?.error).toMatch(error);
        await limited.stop();
      }
    } finally {
      await c.stop();
    }
  });
});
