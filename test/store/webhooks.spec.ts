import type { WebhookConfig } from '../../src/domain/webhook.js';
import { migrate } from '../../src/store/migrate.js';
import { MOST_WEBHOOKS } from '../../src/store/reference-rules.js';
import { createTestDatabase } from '../support/stores.js';
import { reached, startStoreNode, type StoreNode } from './store-node.js';

const by = { actor: 'test' };
const SECRET = 'whsec_c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0';
const webhook = (id: string, more: Partial<WebhookConfig> = {}): WebhookConfig => ({
  id,
  url: 'https://crm.example.com/',
  events: ['contact.*'],
  secret: SECRET,
  incarnation: 'one',
  ...more,
});

describe('webhooks as configuration', () => {
  let url: string;
  let a: StoreNode;
  let b: StoreNode;
  beforeAll(async () => {
    url = await createTestDatabase();
    await migrate(url);
    [a, b] = await Promise.all([startStoreNode(url), startStoreNode(url)]);
  });
  afterAll(async () => {
    await a.stop();
    await b.stop();
  });

  it('reach every node with their secret, which the audit never has', async () => {
    const first = await a.writer.put('webhook', webhook('crm'), by);
    await reached(b, first.revision);
    const next = { secret: `${SECRET}2`, previousSecret: SECRET, previousUntil: 5 };
    const second = await a.writer.put('webhook', webhook('crm', next), by);
    await reached(b, second.revision);
    expect(b.cache.current().webhook.get('crm')).toEqual({
      value: webhook('crm', next),
      revision: second.revision,
    });
    const audit = await a.postgres.query<{ body: object }>(`SELECT body FROM config_change WHERE kind = 'webhook'`);
    expect(audit.map(({ body }) => Object.keys(body).sort())).toEqual([
      ['events', 'id', 'incarnation', 'url'],
      ['events', 'id', 'incarnation', 'previousUntil', 'url'],
    ]);
    expect(JSON.stringify(audit)).not.toContain('whsec_');
  });

  it('are caught up with by a node that missed several writes, removals among them', async () => {
    const late = await startStoreNode(url, { listening: false });
    await a.writer.put('webhook', webhook('gone'), by);
    await a.writer.put('webhook', webhook('again'), by);
    await a.writer.remove('webhook', 'gone', by);
    await a.writer.remove('webhook', 'again', by);
    await a.writer.put('webhook', webhook('again', { incarnation: 'two', secret: `${SECRET}3` }), by);
    await late.watch.check();
    expect(late.cache.current()).toEqual(a.cache.current());
    expect(late.cache.current().webhook.get('again')?.value.secret).toBe(`${SECRET}3`);
    await late.stop();
  });

  it('are made from what stands, while nothing can change', async () => {
    await a.writer.put('webhook', webhook('counted', { secret: '0' }), by);
    const count = (node: StoreNode) =>
      node.writer.put('webhook', webhook('counted'), {
        ...by,
        onto: (value, standing) => ({ ...value, secret: String(Number(standing?.secret) + 1) }),
      });
    await Promise.all(Array.from({ length: 20 }, (_, i) => count(i % 2 ? a : b)));
    await reached(a, b.cache.current().revision);
    expect(a.cache.current().webhook.get('counted')?.value.secret).toBe('20');
    const before = Date.now();
    let at = 0;
    await a.writer.put('webhook', webhook('counted'), { ...by, onto: (value, _, now) => ((at = now), value) });
    expect(Math.abs(at - before)).toBeLessThan(60_000);
  });

  it('are so many and no more, which can still be changed', async () => {
    const there = a.cache.current().webhook.size;
    for (let i = there; i < MOST_WEBHOOKS; i += 1) await a.writer.put('webhook', webhook(`many-${i}`), by);
    await expect(a.writer.put('webhook', webhook('one-more'), by)).rejects.toMatchObject({ code: 'conflict' });
    expect((await a.writer.put('webhook', webhook('crm'), by)).created).toBe(false);
    await a.writer.remove('webhook', 'crm', by);
    expect((await a.writer.put('webhook', webhook('one-more'), by)).created).toBe(true);
  });
});
