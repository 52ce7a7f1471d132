import { REPORTS_POSTGRES } from '../../src/reports/reports.service.js';
import type { Postgres } from '../../src/store/postgres.js';
import { Center, expectProblem, type Json } from './center.js';
import { expectKeptAgrees, expectLogAgrees, keptRows } from '../support/kept-figures.js';
import { playDay } from './played-day.js';
import { tellDay, type Day, type LogLine } from './recount-log.js';
import { recountAgents, recountDispositions, recountWaits } from './recount.js';

const QUARTER_MS = 900_000;

const iso = (at: number): string => new Date(at).toISOString();

interface Span {
  from: number;
  to: number;
  edges: number[];
}

describe('reports', () => {
  let c: Center;
  let day: Day;
  /** Of the whole day, and of a part of it that cuts calls and breaks in two. */
  const spans: Span[] = [];
  beforeAll(async () => {
    c = await Center.start({ LOTSE_TIMEZONE: 'Europe/Berlin' });
    await playDay(c);
    // Once figures are told, the archive has the log.
    await c.get('/v1/stats');
    const log = await postgres().query<LogLine>('SELECT * FROM event_log ORDER BY generation, seq');
    day = tellDay(log);
    const [first, last] = [log[0]?.at ?? 0, log.at(-1)?.at ?? 0];
    for (const [from, to] of [
      [first - (first % QUARTER_MS), last],
      [first + 40_000, last - 20 * 60_000],
    ] as const)
      spans.push({ from, to, edges: quarters(from, to) });
    // Whole quarters: told by the interval tables alone.
    const whole = { from: first - (first % QUARTER_MS) - QUARTER_MS, to: last - (last % QUARTER_MS) + 8 * QUARTER_MS };
    spans.push({ ...whole, edges: [whole.from, ...quarters(whole.from + 1, whole.to).slice(1)] });
  }, 60_000);
  afterAll(() => c.stop());

  const postgres = (): Postgres => c.node.server.app.get<Postgres>(REPORTS_POSTGRES);
  const ask = (name: string, query: Record<string, string> = {}, key = 'supervisor') =>
    c.get(`/v1/reports/${name}?${new URLSearchParams(query).toString()}`, { key });
  const items = async (name: string, query: Record<string, string>): Promise<Json[]> => {
    const { status, body } = await ask(name, query);
    expect({ status, timezone: body.timezone }).toEqual({ status: 200, timezone: 'Europe/Berlin' });
    return body.items as Json[];
  };

  /** Quarters of an hour are the same in every zone that is whole or half hours away. */
  function quarters(from: number, to: number): number[] {
    const edges = [from];
    for (let at = from - (from % QUARTER_MS) + QUARTER_MS; at < to; at += QUARTER_MS) edges.push(at);
    return [...edges, to];
  }

  it.each(['queues', 'skills'])('%s: every figure equals a recount of the log', async (name) => {
    for (const { from, to, edges } of spans) {
      const query = { from: iso(from), to: iso(to), interval: 'PT15M' };
      const bySkill = name === 'skills';
      const first = (skillId: string): Json => (bySkill ? { skillId } : {});
      const eachSkill = (skills: string[]): string[] => (bySkill ? [...new Set(skills)] : ['']);
      expect(await items(name, query)).toEqual(
        recountWaits(
          day,
          edges,
          ({ queueId, skills }) => (bySkill ? eachSkill(skills).map((skillId) => ({ skillId })) : [{ queueId }]),
          bySkill,
        ),
      );
      const groupBy = bySkill ? 'skillId,queueId,channel' : 'queueId,channel';
      expect(await items(name, { ...query, groupBy })).toEqual(
        recountWaits(
          day,
          edges,
          ({ queueId, channel, skills }) =>
            eachSkill(skills).map((skillId) => ({ ...first(skillId), queueId, channel })),
          bySkill,
        ),
      );
    }
  });

  it('agents: every figure equals a recount of the log', async () => {
    for (const { from, to, edges } of spans.slice(0, 2)) {
      const query = { from: iso(from), to: iso(to), interval: 'PT15M' };
      const kind = (agentId: string): string => (agentId === 'bot' ? 'bot' : 'human');
      const one = recountAgents(day, edges, (agentId) => ({ agentId, kind: kind(agentId) }));
      expect(await items('agents', query)).toEqual(one);
      const both = recountAgents(day, edges, (agentId) => ({ kind: kind(agentId) }));
      expect(await items('agents', { ...query, groupBy: 'kind' })).toEqual(both);
    }
  });

  it('dispositions: every figure equals a recount of the log', async () => {
    for (const { from, to, edges } of spans) {
      const query = { from: iso(from), to: iso(to), interval: 'PT15M' };
      expect(await items('dispositions', query)).toEqual(
        recountDispositions(day, edges, ({ disposition }) => ({ disposition })),
      );
      const groupBy = 'disposition,queueId,agentId';
      expect(await items('dispositions', { ...query, groupBy })).toEqual(
        recountDispositions(day, edges, ({ disposition, wait: { queueId }, agentId = null }) => ({
          disposition,
          queueId,
          agentId,
        })),
      );
    }
  });

  it('the whole center in one row, with something in every figure that the day has', async () => {
    const { from, to } = spans[0] as { from: number; to: number };
    const query = { from: iso(from), to: iso(to), groupBy: 'none' };
    const [row, ...more] = await items('queues', query);
    // Where midnight falls into the day there is a row for each of its ends.
    expect(more.length).toBeLessThan(2);
    const rows = [row as Json, ...more];
    for (const name of [
      ...[
        'answered',
        'answeredWithinTarget',
        'abandoned',
        'shortAbandoned',
        'withdrawn',
        'open',
        'rona',
        'transferred',
      ],
      ...[
        'botAnswered',
        'botHandedOver',
        'botSolved',
        'callbacksRequested',
        'callbacksReached',
        'callbackFailedAttempts',
      ],
    ])
      expect([name, rows.reduce((sum, one) => sum + (one[name] as number), 0) > 0]).toEqual([name, true]);
    for (const one of rows) {
      const parts = ['answered', 'abandoned', 'shortAbandoned', 'movedOn', 'withdrawn', 'open'];
      expect(parts.reduce((sum, name) => sum + (one[name] as number), 0)).toBe(one.offered);
    }
  });

  it('the kept figures are those of the history, and of the log projected anew', async () => {
    expect((await keptRows(postgres())).every(({ rows }) => rows.length > 0)).toBe(true);
    await expectKeptAgrees(postgres(), ['bot']);
    await expectLogAgrees(postgres(), ['bot']);
  });

  it('as CSV: the same rows, and no text that runs as a formula', async () => {
    const { from, to } = spans[0] as { from: number; to: number };
    const query = { from: iso(from), to: iso(to), interval: 'PT15M' };
    for (const name of ['queues', 'agents', 'skills', 'dispositions']) {
      const rows = await items(name, query);
      const { body, headers } = await ask(name, { ...query, format: 'csv' });
      expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
      expect(headers.get('content-disposition')).toBe(`attachment; filename="${name}.csv"`);
      const lines = (body.text as string).split('\r\n');
      expect(lines.pop()).toBe('');
      const columns = (lines.shift() ?? '').split(',');
      expect(columns).toEqual(Object.keys(rows[0] ?? {}));
      const guarded = (value: unknown): string => (value === '=lost()' ? "'=lost()" : String(value ?? ''));
      expect(lines).toEqual(rows.map((row) => columns.map((column) => guarded(row[column])).join(',')));
      if (name === 'dispositions') expect(lines.some((line) => line.includes(",'=lost(),"))).toBe(true);
    }
  });

  it('at both changes of the clock', async () => {
    await c.queue('night');
    const spring = ['2025-03-30T00:15Z', '2025-03-30T00:59Z', '2025-03-30T01:00Z', '2025-03-30T01:30Z'];
    const autumn = ['2025-10-26T00:00Z', '2025-10-26T00:30Z', '2025-10-26T01:10Z', '2025-10-26T01:20Z'];
    for (const at of [...spring, ...autumn, '2025-10-26T22:59Z', '2025-10-26T23:00Z']) {
      const id = `night-${at.replaceAll(/[^0-9]/g, '')}`;
      await c.enqueue(id, 'night', { enqueuedAt: at.replace('Z', ':00.000Z') });
      await c.cancel(id, 'abandoned');
    }
    const shown = async (from: string, to: string, interval: string): Promise<unknown[]> =>
      (await items('queues', { from, to, interval })).map((row) => [row.localTime, row.offered]);
    // 02:00 to 03:00 is not there.
    expect(await shown('2025-03-29T23:00:00Z', '2025-03-30T22:00:00Z', 'PT1H')).toEqual([
      ['2025-03-30T01:00:00+01:00', 2],
      ['2025-03-30T03:00:00+02:00', 2],
    ]);
    // 02:00 to 03:00 is there twice.
    expect(await shown('2025-10-25T22:00:00Z', '2025-10-26T23:00:00Z', 'PT1H')).toEqual([
      ['2025-10-26T02:00:00+02:00', 2],
      ['2025-10-26T02:00:00+01:00', 2],
      ['2025-10-26T23:00:00+01:00', 1],
    ]);
    expect(await shown('2025-10-26T00:00:00Z', '2025-10-26T02:00:00Z', 'PT15M')).toEqual([
      ['2025-10-26T02:00:00+02:00', 1],
      ['2025-10-26T02:30:00+02:00', 1],
      ['2025-10-26T02:00:00+01:00', 1],
      ['2025-10-26T02:15:00+01:00', 1],
    ]);
    // The day of 25 hours, and the one after it.
    expect(await shown('2025-10-25T22:00:00Z', '2025-10-27T23:00:00Z', 'P1D')).toEqual([
      ['2025-10-26T00:00:00+02:00', 5],
      ['2025-10-27T00:00:00+01:00', 1],
    ]);
  });

  it('are the same where a target is none that is counted for, and all is counted from the history', async () => {
    const [, , whole] = spans as [Span, Span, Span];
    const query = { from: iso(whole.from), to: iso(whole.to), interval: 'PT15M', groupBy: 'queueId,channel' };
    const told = async (name: string): Promise<Json[]> =>
      (await items(name, query)).map((row) => ({ ...row, p95WaitSeconds: null }));
    const kept = { queues: await told('queues'), skills: await told('skills') };
    await c.queue('odd', { serviceLevel: { targetSeconds: 21, percent: 80 } });
    for (const name of ['queues', 'skills'] as const) expect(await told(name)).toEqual(kept[name]);
    await c.queue('odd');
  });

  it('of today where nothing is said, and of nothing where nothing was', async () => {
    const { body } = await ask('queues');
    expect(body).toMatchObject({ interval: 'P1D', timezone: 'Europe/Berlin' });
    const hour = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin', hour: '2-digit', hourCycle: 'h23' });
    expect(hour.format(new Date(body.from as string))).toBe('00');
    expect(Date.parse(body.to as string) - Date.parse(body.from as string)).toBeLessThanOrEqual(25 * 3_600_000);
    const nothing = { from: '2001-01-01T00:00:00Z', to: '2002-01-01T00:00:00Z' };
    for (const name of ['queues', 'agents', 'skills', 'dispositions']) {
      expect(await items(name, { ...nothing, interval: 'PT15M' })).toEqual([]);
      const text = (await ask(name, { ...nothing, format: 'csv' })).body.text as string;
      expect(text).toMatch(/^from,to,localTime,\w+,[\w,]+\r\n$/);
    }
  });

  it('are refused for what cannot be told, and to whom it is not to be told', async () => {
    const day = { from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z' };
    for (const [path, query] of [
      ['from', { from: 'yesterday' }],
      ['to', { to: '2026-02-30T00:00:00Z' }],
      ['from', { from: day.to, to: day.from }],
      ['from', { from: day.from, to: day.from }],
      ['from', { from: '2025-03-01T00:00:00Z', to: '2026-03-03T00:00:00Z' }],
      ['interval', { ...day, interval: 'PT5M' }],
      ['groupBy', { ...day, groupBy: 'queueId,queueId' }],
      ['groupBy', { ...day, groupBy: 'agentId' }],
      ['groupBy', { ...day, groupBy: 'queue_id; DROP TABLE contact' }],
      ['groupBy', { ...day, groupBy: 'constructor' }],
      ['format', { ...day, format: 'xml' }],
    ] as [string, Record<string, string>][])
      expectProblem(await ask('queues', query), 400, { errors: [expect.objectContaining({ path })] });
    expectProblem(await c.get('/v1/reports/queues?colour=red', { key: 'supervisor' }), 400);
    for (const name of ['queues', 'agents', 'skills', 'dispositions']) {
      for (const key of ['system', 'ada']) expectProblem(await ask(name, day, key), 403);
      expectProblem(await c.get(`/v1/reports/${name}`, { key: null }), 401);
    }
    expectProblem(await ask('weather', day), 404);
  });
});
