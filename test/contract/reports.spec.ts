import { Center, expectProblem, type Json } from './center.js';

describe('reports', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start({ LOTSE_TIMEZONE: 'Europe/Berlin' });
  });
  afterAll(() => c.stop());
  it('smoke', async () => {
    const { q, agents } = await c.team(1);
    await c.available(...agents);
    await c.active('x1', q, agents[0] ?? '');
    await c.complete('x1');
    for (const r of ['queues', 'skills', 'agents', 'dispositions']) {
      const a = await c.get(`/v1/reports/${r}`);
      console.log(r, JSON.stringify(a, null, 1));
      const b = await c.get(`/v1/reports/${r}?format=csv`);
      console.log(b.status, b.body.text ?? b.body);
    }
  });
});
