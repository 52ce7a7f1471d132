import { ProfileChanges } from '../../src/profiles/profile-changes.js';
import { ProfileSchedulesService } from '../../src/profiles/profile-schedules.service.js';
import { ProfileTimer } from '../../src/profiles/profile-timer.js';
import { versionOf } from '../../src/profiles/switchback-plan.js';
import { SwitchbackService } from '../../src/profiles/switchback.service.js';
import { AuditLog } from '../../src/store/audit-log.js';
import { migrate } from '../../src/store/migrate.js';
import { ProfileVersions } from '../../src/store/profile-versions.js';
import { SwitchbackBlocks, type SwitchbackBlock } from '../../src/store/switchback-blocks.js';
import { becomes } from '../support/becomes.js';
import { Door } from '../support/door.js';
import { createTestDatabase } from '../support/stores.js';
import { reached, SILENT, startStoreNode, type StoreNode } from './store-node.js';

const MINUTE_MS = 60_000;
const by = { actor: 'kim' };

/** What a node has of this, with a clock that the test holds. */
class PlanNode {
  readonly changes: ProfileChanges;
  readonly schedules: ProfileSchedulesService;
  readonly switchbacks: SwitchbackService;
  readonly versions: ProfileVersions;
  readonly blocks: SwitchbackBlocks;
  private readonly timer: ProfileTimer;

  constructor(
    readonly node: StoreNode,
    clock: { at: number },
  ) {
    const live = { now: () => clock.at, logEnd: () => Promise.resolve('0.0') };
    const { postgres, writer, cache } = node;
    this.versions = new ProfileVersions(postgres);
    this.blocks = new SwitchbackBlocks(postgres);
    this.changes = new ProfileChanges(writer, this.versions, this.blocks);
    const audit = new AuditLog(postgres);
    this.schedules = new ProfileSchedulesService(cache, writer, this.versions, audit, live);
    const history = { waitFor: () => Promise.resolve(true) };
    this.switchbacks = new SwitchbackService(
      cache,
      writer,
      this.versions,
      this.blocks,
      audit,
      this.changes,
      live,
      history,
      postgres,
    );
    this.timer = new ProfileTimer(cache, live, this.changes, SILENT);
  }

  /** From here on it does by itself what is due. */
  live(): void {
    this.timer.onApplicationBootstrap();
  }

  async stop(): Promise<void> {
    await this.timer.onModuleDestroy();
    await this.node.stop();
  }

  /** Puts versions of a profile, each with a priority of its own. */
  async profile(id: string, ...priorities: number[]): Promise<void> {
    const credits = this.node.cache.current().profile.get('default')!.value.credits;
    for (const priority of priorities)
      await this.node.writer.put('profile', { id, name: id, version: 0, credits: { ...credits, priority } }, by);
  }

  /** Versions of a profile, oldest first: the priority and the note of each. */
  async told(id: string): Promise<[priority: number, note?: string][]> {
    const all = await this.versions.list(id, 1_000);
    return all.reverse().map(({ profile, note }) => [profile.credits.priority, note]);
  }

  inForce(id: string): number | undefined {
    return this.node.cache.current().profile.get(id)?.value.credits.priority;
  }
}

describe('what is planned for routing profiles', () => {
  let url: string;
  let a: PlanNode;
  let b: PlanNode;
  const clock = { at: Date.parse('2026-03-02T09:00:00.000Z') };
  const after = (minutes: number): string => new Date(clock.at + minutes * MINUTE_MS).toISOString();
  const pass = (minutes: number): number => (clock.at += minutes * MINUTE_MS);
  beforeAll(async () => {
    url = await createTestDatabase();
    await migrate(url);
    a = new PlanNode(await startStoreNode(url), clock);
    b = new PlanNode(await startStoreNode(url), clock);
  });
  afterAll(async () => {
    await a.stop();
    await b.stop();
  });

  it('is done once, however many nodes come at the same moment', async () => {
    await a.profile('raced', 1, 2);
    for (let n = 1; n <= 20; n += 1)
      await a.schedules.schedule('raced', { version: 1, at: after(n), note: `${n}` }, by);
    pass(10);
    await Promise.all([a, b, a, b].map(({ changes }) => changes.doDue(clock.at)));
    expect((await a.told('raced')).slice(2)).toEqual(Array.from({ length: 10 }, (_, i) => [1, `${i + 1}`]));
    expect((await b.schedules.list('raced', 50, undefined)).items.map(({ note }) => note)).toHaveLength(10);
    // Both know it at once: who came second looked at what the first had done.
    expect([a.inForce('raced'), b.inForce('raced')]).toEqual([1, 1]);
    pass(10);
    await b.changes.doDue(clock.at);
    expect(await a.told('raced')).toHaveLength(22);
  });

  it('is done in the order of its times, not of its making, also where all of it is late', async () => {
    await a.profile('late', 1, 2, 3);
    await a.schedules.schedule('late', { version: 2, at: after(30) }, by);
    await a.schedules.schedule('late', { version: 1, at: after(20) }, by);
    pass(600);
    await a.changes.doDue(clock.at);
    expect((await a.told('late')).slice(3)).toEqual([
      [1, 'Version 1, as scheduled'],
      [2, 'Version 2, as scheduled'],
    ]);
    const [last] = await a.versions.list('late', 1);
    expect(last).toMatchObject({ by: 'kim', profile: { version: 5 } });
  });

  it('is not done before its time, and not what was cancelled', async () => {
    await a.profile('patient', 1, 2);
    const { id } = await a.schedules.schedule('patient', { version: 1, at: after(1) }, by);
    await b.changes.doDue(clock.at + MINUTE_MS - 1);
    expect(await a.told('patient')).toHaveLength(2);
    await expect(b.schedules.cancel('default', id, 'lee')).rejects.toMatchObject({ code: 'notFound' });
    await b.schedules.cancel('patient', id, 'lee');
    pass(2);
    await a.changes.doDue(clock.at);
    expect(await a.told('patient')).toHaveLength(2);
    await expect(b.schedules.cancel('patient', id, 'lee')).rejects.toMatchObject({ code: 'notFound' });
  });

  it('keeps its profile from being removed, and takes force over what was put meanwhile', async () => {
    await a.profile('kept', 1, 2);
    const { id } = await a.schedules.schedule('kept', { version: 1, at: after(1) }, by);
    await expect(a.node.writer.remove('profile', 'kept', by)).rejects.toMatchObject({
      code: 'resourceInUse',
      message: expect.stringContaining(`schedule "${id}"`),
    });
    await a.profile('kept', 7);
    pass(1);
    await a.changes.doDue(clock.at);
    expect((await a.told('kept')).map(([priority]) => priority)).toEqual([1, 2, 7, 1]);
    await a.node.writer.remove('profile', 'kept', by);
  });

  const blocksOf = async (id: string): Promise<SwitchbackBlock[]> =>
    a.blocks.list(a.node.cache.current().switchback.get(id)!.value.experimentId);

  it('alternates versions as drawn, once per block, and ends with what was before', async () => {
    await a.profile('tried', 1, 2, 3);
    const made = await a.switchbacks.begin('tried', { versions: [1, 2], until: after(30 * 8) }, by);
    expect(made).toMatchObject({ state: 'running', versionBefore: 3, blocksPlanned: 8, blockMinutes: 30 });
    const drawn = Array.from({ length: 8 }, (_, block) => versionOf(made, block));
    for (let block = 0; block < 8; block += 1) {
      await Promise.all([a, b].map(({ changes }) => changes.doDue(clock.at)));
      await reached(b.node, a.node.cache.current().revision);
      expect([a.inForce('tried'), b.inForce('tried')]).toEqual([drawn[block], drawn[block]]);
      pass(30);
    }
    await Promise.all([a, b].map(({ changes }) => changes.doDue(clock.at)));
    const begun = await blocksOf('tried');
    expect(begun.map(({ block, version }) => [block, version])).toEqual(
      drawn.map((version, block) => [block, version]),
    );
    // A block that goes on with the version of the one before makes none.
    const changes = drawn.filter((version, block) => block === 0 || version !== drawn[block - 1]);
    expect((await a.told('tried')).map(([priority]) => priority)).toEqual([1, 2, 3, ...changes, 3]);
    for (const { version, inForce } of begun)
      expect((await a.versions.get('tried', inForce))?.profile.credits.priority).toBe(version);
    expect(a.node.cache.current().switchback.get('tried')?.value).toMatchObject({ ended: 'completed' });
  });

  it('leaves out blocks that no node was there for, and ends late rather than never', async () => {
    await a.profile('slept', 1, 2);
    await a.switchbacks.begin('slept', { versions: [1, 2], until: after(300) }, by);
    pass(100);
    await a.changes.doDue(clock.at);
    expect((await blocksOf('slept')).map(({ block }) => block)).toEqual([0, 3]);
    const { blocks } = await a.switchbacks.view('slept');
    expect(blocks.map(({ leftOut }) => leftOut)).toEqual(['partnerLeftOut', 'notOver']);
    pass(15);
    expect((await a.switchbacks.view('slept')).blocks[1]).toMatchObject({ block: 4, leftOut: 'notOver' });
    pass(1_000);
    await a.changes.doDue(clock.at);
    const { state, ended, blocks: told } = await a.switchbacks.view('slept');
    expect({ state, ended }).toEqual({ state: 'ended', ended: 'completed' });
    expect(told.map(({ leftOut }) => leftOut)).toEqual(['partnerLeftOut', 'beganLate']);
    expect(a.inForce('slept')).toBe(2);
  });

  it('makes way for what is scheduled for the moment at which a switchback ends', async () => {
    await a.profile('next', 1, 2, 3);
    const until = after(60);
    await a.switchbacks.begin('next', { versions: [1, 2], until }, by);
    for (const at of [after(1), after(59)])
      await expect(a.schedules.schedule('next', { version: 1, at }, by)).rejects.toMatchObject({ code: 'conflict' });
    await a.schedules.schedule('next', { version: 1, at: until }, by);
    pass(90);
    await a.changes.doDue(clock.at);
    expect((await a.told('next')).map(([, note]) => note).slice(-2)).toEqual([
      'Switchback completed: back to version 3',
      'Version 1, as scheduled',
    ]);
  });

  it('keeps several profiles apart', async () => {
    const ids = ['many-1', 'many-2', 'many-3'];
    for (const id of ids) await a.profile(id, 1, 2);
    for (const [i, id] of ids.entries())
      await a.switchbacks.begin(id, { versions: [1, 2], blockMinutes: 10 * (i + 1), until: after(120) }, by);
    await a.profile('other', 1);
    for (let n = 0; n < 12; n += 1) {
      pass(10);
      await Promise.all([a, b].map(({ changes }) => changes.doDue(clock.at)));
    }
    expect(await Promise.all(ids.map(async (id) => (await blocksOf(id)).length))).toEqual([12, 6, 4]);
    expect(ids.map((id) => a.inForce(id))).toEqual([2, 2, 2]);
    expect(await a.told('other')).toHaveLength(1);
  });

  it('waits for Postgres where it is away at that moment, and is then done once', async () => {
    const door = new Door(new URL(url));
    await door.open();
    const c = new PlanNode(await startStoreNode(door.url), clock);
    await c.profile('away', 1, 2);
    await c.schedules.schedule('away', { version: 1, at: after(1) }, by);
    await door.shut();
    pass(1);
    c.live();
    // It notices, and goes on with what it knows.
    await becomes(() => c.node.watch.isReachable() === false, 'Postgres is away');
    expect(c.inForce('away')).toBe(2);
    await door.open();
    await becomes(() => c.inForce('away') === 1, 'what was due is in force');
    await c.stop();
    await door.shut();
    await a.changes.doDue(clock.at);
    expect(await a.told('away')).toHaveLength(3);
  });
});
