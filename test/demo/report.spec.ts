import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { columnOf, recordedReplay } from '../../demo/figures.js';
import { UsageError } from '../../demo/options.js';
import { jsonOf, reportOf, type Results } from '../../demo/report.js';
import { openServer } from '../../demo/server.js';
import { freePort } from '../../src/embedded/free-port.js';
import { openOwnServer } from './own-server.js';
import { LiveTable } from '../../demo/table.js';
import { buildWorld } from '../../demo/world.js';
import { bankRecords } from './bank-records.js';

const world = buildWorld(bankRecords(), { date: '990202', hours: { from: 15 * 3600, to: 15.5 * 3600 } });
const column = columnOf(world, recordedReplay(world));
const results: Results = {
  world,
  speed: 30,
  profileName: 'Lotse',
  bank: column,
  control: column,
  lotse: column,
  audit: { contacts: 104, violations: 0, line: 'audit: 104 contacts, 81 offers, 0 violations; too few', found: [] },
  differences: ['c-1: the server says active'],
  faults: [],
  offerLatencyMs: { p50: 8, p99: 11 },
  latencies: 15,
  decision: 'idit came free',
  scatter: 'over 10 seeds',
};

describe('what the demo prints', () => {
  it('is, with --json, one object of the promised shape', () => {
    const told = JSON.parse(JSON.stringify(jsonOf(results))) as Record<string, Record<string, unknown>>;
    expect(Object.keys(told)).toEqual(['bank', 'control', 'lotse', 'audit', 'offerLatencyMs']);
    const figures = ['offered', 'answered', 'abandoned', 'sl20OfOffered', 'asaSeconds'];
    for (const name of ['bank', 'control', 'lotse']) {
      const { total, byType, byPriority, ...rest } = told[name] as Record<string, Record<string, object>>;
      expect(rest).toEqual({});
      const groups = [total, ...Object.values(byType ?? {}), ...Object.values(byPriority ?? {})];
      for (const group of groups) expect(Object.keys(group ?? {})).toEqual(figures);
      expect(Object.keys(byPriority ?? {})).toEqual(['0', '1', '2']);
    }
    // A difference between the server's history and the callers' ledger is a violation.
    expect(told['audit']).toEqual({ contacts: 104, violations: 1 });
    expect(told['offerLatencyMs']).toEqual({ p50: 8, p99: 11 });
  });

  it('says what was scaled and left out, and ends with decision, audit, latency and what it does not show', () => {
    const report = reportOf(results);
    const places = [
      'divided by 30',
      'Left out: ',
      'effect of routing (lotse − control)',
      'error of the reconstruction (control − bank)',
      'one decision: idit came free',
      'audit: 104 contacts',
      'offer latency',
      'What the comparison does not show',
    ].map((words) => report.indexOf(words));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});

describe('the live table', () => {
  const progress = { offered: 9, waiting: 1, talking: 2, answered: 4, abandoned: 2, inTime: 3, waitedSeconds: 80 };
  const shownOn = (isTTY: boolean): string => {
    let text = '';
    const screen = { isTTY, write: (more: string) => (text += more) };
    const table = new LiveTable(screen, () => 36_000, [{ name: 'control', progress: () => progress }]);
    table.stop();
    table.stop();
    return text;
  };

  it('stands still in a terminal: it is drawn over itself', () => {
    const [first, second] = shownOn(true).split('\u001b[2A');
    expect(first).toBe(second);
    expect(first).toMatch(/^\u001b\[2K10:00:00 .*SL20.*\n\u001b\[2Kcontrol .* 50\.0 % +20 s\n$/);
  });

  it('is plain lines elsewhere', () => {
    const text = shownOn(false);
    expect(text).not.toContain('\u001b');
    expect(text.split('\n')[0]).toBe(
      '10:00:00 control  waiting 1, talking 2; offered 9, answered 4, abandoned 2, SL20 so far 50.0 %, ASA 20 s',
    );
  });
});

describe('the server of the demo', () => {
  it('is the one that is named, which is left running', async () => {
    const server = await openServer({ LOTSE_URL: 'http://127.0.0.1:9/', LOTSE_ADMIN_KEY: 'some-key' });
    expect(server).toMatchObject({ url: 'http://127.0.0.1:9', adminKey: 'some-key', isPrivate: false });
  });

  it('is not silently another one where the key is missing', async () => {
    await expect(openServer({ LOTSE_URL: 'http://127.0.0.1:9' })).rejects.toThrow(UsageError);
  });

  it('starts on another port where somebody took the one that was free', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const taken = (other.address() as AddressInfo).port;
    const ports = [taken];
    const server = await openOwnServer(async () => ports.shift() ?? freePort());
    try {
      expect(ports).toEqual([]);
      expect(server.url).not.toContain(String(taken));
      expect((await fetch(`${server.url}/v1/health/ready`)).status).toBe(200);
    } finally {
      await server.stop();
      other.close();
    }
  }, 120_000);
});
