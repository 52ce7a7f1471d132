import { startReport } from './start-report.js';
import type { StartFacts } from './start-report.js';

const facts: StartFacts = {
  afterMs: 2345,
  url: 'http://127.0.0.1:3000',
  dataDir: '/srv/my data',
  started: ['redis', 'postgres'],
  adminKey: { from: 'made', key: 'k-123' },
};

describe('the lines of a start', () => {
  it('say what is needed, in five lines', () => {
    const lines = startReport(facts);
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe(
      'Lotse is ready after 2.3 s: http://127.0.0.1:3000 (the interface: http://127.0.0.1:3000/docs)',
    );
    expect(lines[1]).toContain("Redis and PostgreSQL in /srv/my data; to start over: stop Lotse, rm -r '/srv/my data'");
    expect(lines[2]).toBe('Admin key: k-123 (shown this once; kept in /srv/my data/admin.key)');
    expect(lines[3]).toContain("$(cat '/srv/my data/admin.key')");
    expect(lines.join('').match(/k-123/g)).toHaveLength(1);
  });

  it('name the second folder where there is one', () => {
    const [, stores] = startReport({ ...facts, dataDir: '/root/.lotse', postgresFolder: '/var/lib/lotse-1' });
    expect(stores).toContain('in /root/.lotse and /var/lib/lotse-1');
    expect(stores).toContain('rm -r /root/.lotse /var/lib/lotse-1');
  });

  it('fit stores and a key from outside', () => {
    const lines = startReport({ ...facts, started: [], adminKey: { from: 'given' } });
    expect(lines[1]).toContain('nothing was started');
    expect(lines[3]).toContain('Bearer $LOTSE_ADMIN_KEY');
  });
});
