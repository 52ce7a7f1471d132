import { readFileSync } from 'node:fs';
import { Center } from './center.js';

const DOCS = new URL('../../docs/metrics.md', import.meta.url);
/** Those of the client library for Node, which its own documents tell of. */
const LIBRARY = /^lotse_(process|nodejs)_/;

describe('metrics', () => {
  let c: Center;
  let text: string;
  beforeAll(async () => {
    c = await Center.start();
    const { key } = await c.must('POST', '/v1/api-keys', { role: 'metrics', name: 'm' });
    c.node.keys.set('metrics', key as string);
    await c.queue('sales');
    await c.agent('ada', ['sales']);
    await c.available('ada');
    await c.active('one', 'sales', 'ada');
    await c.enqueue('two', 'sales');
    await c.get('/v1/contacts/nobody');
    text = (await c.get('/metrics', { key: 'metrics' })).body.text as string;
  }, 60_000);
  afterAll(() => c.stop());

  const value = (series: string): number | undefined => {
    const line = text.split('\n').find((one) => one.startsWith(`${series} `));
    return line === undefined ? undefined : Number(line.slice(series.length + 1));
  };

  it('each is documented with its labels, and each that is documented is there', () => {
    const documented = [...readFileSync(DOCS, 'utf8').matchAll(/^\| `(lotse_\w+)(?:\{([\w,]+)\})?` +\| (\w+) /gm)];
    const told = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].filter(([, name = '']) => !LIBRARY.test(name));
    const kinds = (list: RegExpMatchArray[], kind: number): string[] =>
      list.map((found) => `${found[1]} ${found[kind]}`).sort();
    expect(kinds(documented, 3)).toEqual(kinds(told, 2));
    for (const [, name, labels = ''] of documented) {
      const series = new RegExp(`^${name}(?:_count)?(?:\\{([^}]*)\\})? `, 'm').exec(text);
      const names = [...(series?.[1] ?? '').matchAll(/(\w+)="/g)].map(([, label]) => label);
      // A counter with labels has no series before it counted.
      if (series !== null) expect([name, names.join(',')]).toEqual([name, labels]);
    }
  });

  it('tell of queues, offers, refusals and the projector', () => {
    expect(value('lotse_queue_waiting{queue="sales"}')).toBe(1);
    expect(value('lotse_matcher_leader')).toBe(1);
    expect(value('lotse_projector_state')).toBe(1);
    expect(value('lotse_offers_total')).toBe(1);
    expect(value('lotse_offer_latency_seconds_count')).toBe(1);
    expect(value('lotse_commit_seconds_count')).toBe(1);
    expect(value('lotse_offers_ended_total{outcome="accepted"}')).toBe(1);
    expect(value('lotse_http_problems_total{status="404",code="notFound"}')).toBe(1);
  });
});
