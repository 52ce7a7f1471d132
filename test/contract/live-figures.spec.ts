import { ROW_GROUPS, type RowGroup } from '../../src/queues/live-row.js';
import { expectDocumented } from '../ws/documented.js';
import { becomes } from '../support/becomes.js';
import type { Frame, SocketClient } from '../ws/socket-client.js';
import { Center, expectProblem, MS, type Json } from './center.js';

const NAMES: Record<RowGroup, string> = { queue: 'queueId', channel: 'channel', skill: 'skillId', agent: 'agentId' };
const PATHS: Record<RowGroup, string> = { queue: 'queues', channel: 'channels', skill: 'skills', agent: 'agents' };
type Rows = Partial<Record<RowGroup, Json[]>>;

/** A zone in which it is between 22:00 and 23:00 now. */
function zoneBeforeMidnight(now: Date): string {
  const ahead = 22 - now.getUTCHours();
  const offset = ahead > 14 ? ahead - 24 : ahead;
  return offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}

/** What a supervisor's client knows by what it was told. */
class Desk {
  readonly rows = new Map<string, Json>();
  at = '';
  stats: unknown;
  private taken = 0;

  constructor(readonly socket: SocketClient) {}

  /** Takes in what has come so far. */
  read(): this {
    for (; this.taken < this.socket.frames.length; this.taken += 1) {
      const frame = this.socket.frames[this.taken] as Frame;
      if (frame.type === 'hello' || (frame.type === 'result' && frame.rows !== undefined)) {
        this.rows.clear();
        this.hear(frame, frame.rows as Rows);
      } else if (frame.type === 'stats') {
        expect(frame.delta).toBe(true);
        for (const group of ROW_GROUPS)
          for (const id of (frame.removed as Partial<Record<RowGroup, string[]>>)[group] ?? [])
            expect(this.rows.delete(`${group} ${id}`)).toBe(true);
        this.hear(frame, frame.changed as Rows);
      }
    }
    return this;
  }

  private hear({ at, stats }: Frame, rows: Rows): void {
    [this.at, this.stats] = [at as string, stats];
    for (const group of ROW_GROUPS)
      for (const row of rows[group] ?? []) {
        const key = `${group} ${row[NAMES[group]] as string}`;
        this.rows.set(key, { ...this.rows.get(key), ...row });
      }
  }
}

describe('figures of now', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start({ LOTSE_TIMEZONE: zoneBeforeMidnight(new Date()) });
    for (const id of ['de', 'fr']) await c.must('PUT', `/v1/skills/${id}`, { name: id });
  });
  afterAll(async () => {
    expectDocumented();
    await c.stop();
  });

  const rows = async (group: RowGroup): Promise<Map<string, Json>> => {
    const { body } = await c.get(`/v1/stats/${PATHS[group]}?limit=200`, { key: 'supervisor' });
    return new Map((body.items as Json[]).map((row) => [row[NAMES[group]] as string, row]));
  };
  const row = async (group: RowGroup, id: string): Promise<Json> => (await rows(group)).get(id) as Json;
  const open = async (): Promise<Desk> => new Desk(await c.node.open('supervisor', 'supervisor'));

  it('by queue, channel, skill and agent; today is the day of the workspace', async () => {
    await c.queue('lf', { serviceLevel: { targetSeconds: 20, percent: 80 } });
    await c.queue('empty');
    for (const id of ['lf1', 'lf2']) await c.agent(id, ['lf'], { skills: [{ id: 'de', level: 5 }] });
    await c.available('lf1');
    await c.active('c1', 'lf', 'lf1', { requirements: [{ skillId: 'de' }] });
    await c.clock(60_000);
    await c.enqueue('c2', 'lf', { requirements: [{ skillId: 'de' }, { skillId: 'fr', mandatory: false }] });
    await c.enqueue('c3', 'lf');
    await c.clock(30_000);
    await c.cancel('c3', 'abandoned');
    const queue = await row('queue', 'lf');
    expect(queue).toMatchObject({
      waiting: 1,
      offered: 0,
      active: 1,
      agents: { idle: 0, busy: 1, wrapUp: 0, unavailable: 0, notResponding: 0 },
      last30Minutes: { offered: 2, answered: 1, abandoned: 1, shortAbandoned: 0, sl: 0.5 },
      estimate: expect.anything(),
    });
    expect(queue.oldestSeconds).toBeGreaterThanOrEqual(30);
    expect(queue.longestWaitSeconds).toBeGreaterThanOrEqual(30);
    // As the queue's own answer has it, but for what goes on with time.
    const { at: _, oldestSeconds: __, ...plain } = (await c.get('/v1/queues/lf/stats')).body;
    expect(queue).toMatchObject(plain);
    expect(await row('channel', 'voice')).toMatchObject({
      waiting: 1,
      active: 1,
      agents: { busy: 1 },
      last30Minutes: { offered: 2, answered: 1 },
    });
    expect(await row('skill', 'de')).toMatchObject({ waiting: 1, active: 1, last30Minutes: { offered: 1, sl: 1 } });
    expect(await row('skill', 'fr')).toMatchObject({ waiting: 1, active: 0, last30Minutes: { offered: 0, sl: null } });
    const nothing = { waiting: 0, oldestSeconds: null, longestWaitSeconds: null, offered: 0, active: 0 };
    expect(await row('queue', 'empty')).toMatchObject({ ...nothing, last30Minutes: { offered: 0, sl: null } });
    expect(await row('agent', 'lf1')).toMatchObject({
      name: 'lf1',
      presence: 'available',
      reasonCode: null,
      routingStatus: 'busy',
      since: MS,
      load: { voice: 1 },
      contacts: { offered: 0, active: 1, wrapUp: 0 },
      last30Minutes: { offers: 1, answered: 1, rona: 0, handled: 0, ahtSeconds: null },
    });
    expect((await row('agent', 'lf1')).last30Minutes).toMatchObject({ occupancy: expect.closeTo(1, 1) });
    expect(await row('agent', 'lf2')).toMatchObject({ presence: 'offline', routingStatus: 'idle', load: {} });
    await c.complete('c1');
    await c.must('POST', `/v1/offers/${await c.offer('c2')}/decline`, { reason: 'noAnswer' }, { key: 'system' });
    expect(await row('agent', 'lf1')).toMatchObject({
      routingStatus: 'notResponding',
      last30Minutes: { offers: 2, answered: 1, rona: 1, handled: 1, ahtSeconds: expect.any(Number) },
    });
    await c.cancel('c2');
    // A day that took long to count is told again for a while.
    const offeredToday = async (): Promise<unknown> => ((await row('queue', 'lf')).today as Json).offered;
    await becomes(async () => (await offeredToday()) === 3, 'three were offered today');
    await c.clock(2 * 3_600_000);
    expect(await row('queue', 'lf')).toMatchObject({ today: { offered: 0 }, last30Minutes: { offered: 0 } });
    expect((await c.get('/v1/stats')).body).toMatchObject({ today: { offered: 0 } });
    expect(await row('agent', 'lf1')).toMatchObject({ today: { offers: 0, handled: 0 } });
  });

  it('in pages, for supervisors alone', async () => {
    const first = (await c.get('/v1/stats/channels?limit=3')).body as { items: Json[]; nextCursor: string };
    expect(first.items.map(({ channel }) => channel)).toEqual(['callback', 'case', 'chat']);
    const second = (await c.get(`/v1/stats/channels?limit=200&cursor=${first.nextCursor}`)).body;
    expect((second.items as Json[]).map(({ channel }) => channel)).toEqual([
      'email',
      'messaging',
      'social',
      'video',
      'voice',
    ]);
    expect(second.nextCursor).toBeNull();
    for (const group of ROW_GROUPS) {
      expectProblem(await c.get(`/v1/stats/${PATHS[group]}`, { key: 'system' }), 403);
      expectProblem(await c.get(`/v1/stats/${PATHS[group]}?limit=201`), 400);
      expectProblem(await c.get(`/v1/stats/${PATHS[group]}?cursor=%25`), 400);
    }
  });

  it('all deltas come to what a fresh snapshot tells, whatever happens', async () => {
    await c.agent('dl1', ['lf'], { skills: [{ id: 'de', level: 5 }] });
    const desk = await open();
    expect(desk.read().rows.get('queue lf')).toMatchObject({ waiting: 0 });
    const compare = async (): Promise<void> => {
      const fresh = (await open()).read();
      // Who comes has figures read, and everybody gets them.
      await desk.socket.until((frames) => frames.some(({ at, type }) => type === 'stats' && at === fresh.at));
      const until = desk.socket.frames.findIndex(({ at }) => at === fresh.at);
      const known = new Desk({ frames: desk.socket.frames.slice(0, until + 1) } as unknown as SocketClient).read();
      expect(Object.fromEntries(known.rows)).toEqual(Object.fromEntries(fresh.rows));
      expect(known.stats).toEqual(fresh.stats);
      await fresh.socket.close();
    };
    for (let n = 1; n <= 3; n += 1) {
      await c.available('dl1');
      await c.active(`d${n}`, 'lf', 'dl1', { requirements: [{ skillId: 'de' }] });
      await compare();
      await c.enqueue(`w${n}`, 'lf');
      await c.clock(7_000);
      await c.complete(`d${n}`);
      await c.offer(`w${n}`);
      await compare();
      await c.queue(`dq${n}`);
      if (n > 1) await c.must('DELETE', `/v1/queues/dq${n - 1}`);
      await c.cancel(`w${n}`, n % 2 === 0 ? 'abandoned' : 'cancelled');
      await c.presence('dl1', 'unavailable', { reasonCode: 'lunch' });
      await compare();
    }
    expect(desk.read().rows.has('queue dq2')).toBe(false);
    expect(desk.rows.has('queue dq3')).toBe(true);
    await desk.socket.close();
  });

  it('a client watches what it names; an unchanged second is a small frame', async () => {
    const desk = await open();
    const { socket } = desk;
    const result = await socket.command('subscribe', { queues: ['empty', 'nowhere'], agents: ['lf2'] });
    expect(result.rows).toEqual({ queue: [await row('queue', 'empty')], agent: [await row('agent', 'lf2')] });
    const quiet = await socket.next('stats');
    expect(quiet).toMatchObject({ delta: true, changed: {}, removed: {}, stats: { waiting: expect.any(Number) } });
    await c.enqueue('n1', 'empty');
    const changed = await socket.next('stats', (frame) => (frame.changed as Rows).queue !== undefined);
    expect((changed.changed as Rows).queue?.[0]).toMatchObject({ queueId: 'empty', waiting: 1 });
    expect((changed.changed as Rows).queue?.[0]).not.toHaveProperty('today');
    await c.cancel('n1');
    await c.queue('nowhere');
    await socket.next(
      'stats',
      (frame) => (frame.changed as Rows).queue?.some(({ queueId }) => queueId === 'nowhere') ?? false,
    );
    await c.must('DELETE', '/v1/queues/nowhere');
    await socket.next('stats', (frame) => (frame.removed as { queue?: string[] }).queue?.includes('nowhere') ?? false);
    expect((await socket.command('subscribe', {})).rows).toEqual({});
    const channels = (await socket.command('subscribe', { groups: ['channel'] })).rows as Rows;
    expect(channels.channel?.length).toBe(8);
    const many = Array.from({ length: 300 }, (_, n) => `x${n}`);
    for (const wrong of [{ queues: many, agents: many }, { groups: ['team'] }, { queues: 'empty' }, { cursor: '1.1' }])
      expect(await socket.command('subscribe', wrong)).toMatchObject({ type: 'error', problem: { status: 400 } });
    expect(await socket.command('contact.cancel', {})).toMatchObject({ type: 'error', problem: { status: 400 } });
    await socket.close();
  });
});
