import { Lotse } from '@lotse/client';
import { KINDS } from '../../demo/omnichannel/kinds.js';
import { isSound, jsonOf, reportOf } from '../../demo/omnichannel/report.js';
import { runScript } from '../../demo/omnichannel/run.js';
import type { DemoServer } from '../../demo/server.js';
import { openOwnServer } from './own-server.js';

const CONTACTS = 400;

describe('a small run of the scripted center on a built server', () => {
  let server: DemoServer;
  beforeAll(async () => {
    server = await openOwnServer();
  }, 120_000);
  afterAll(() => server.stop());

  it('meets each kind often enough, agrees with the server on every contact, and leaves no key behind', async () => {
    const screen: string[] = [];
    const results = await runScript({ contacts: CONTACTS, seed: 2 }, server, {
      write: (text) => void screen.push(text),
    });
    process.stdout.write(`${reportOf(results)}\n`);
    expect([results.missing, results.differences, results.faults, results.audit.found]).toEqual([[], [], [], []]);
    expect(isSound(results)).toBe(true);
    expect(results.audit.contacts).toBeGreaterThan(CONTACTS);
    expect(Object.keys(results.channels).sort()).toEqual(['chat', 'email', 'messaging', 'social', 'voice']);
    expect(results.contacts).toBe(CONTACTS);
    for (const kind of KINDS) expect(results.counts[kind]).toBeGreaterThanOrEqual(6);
    expect(reportOf(results)).toContain('at least 6 each (300 in a run of 20000 contacts; scaled to this one)');
    expect(jsonOf(results)).toMatchObject({
      scenario: 'omnichannel',
      contacts: CONTACTS,
      counts: results.counts,
      audit: { contacts: results.audit.contacts, violations: 0 },
    });
    expect(screen.at(-1)).toMatch(/400 of 400 contacts came, 0 in the center/);
    const admin = new Lotse({ url: server.url, key: server.adminKey });
    const { items } = await admin.get('/v1/api-keys', { query: { limit: 200 } });
    expect(items.map(({ role }) => role)).toEqual(['admin']);
  }, 300_000);
});
