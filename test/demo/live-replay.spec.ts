import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Lotse } from '@lotse/client';
import { runAudit } from '../../demo/audit.js';
import type { Outcome } from '../../demo/callers.js';
import { columnOf, type GroupFigures } from '../../demo/figures.js';
import { writeLedgers } from '../../demo/ledger.js';
import type { LiveColumn } from '../../demo/live-column.js';
import { runLive } from '../../demo/live-replay.js';
import { projectFolder } from '../../demo/options.js';
import { readProfile } from '../../demo/profile.js';
import { runReference, type Replay } from '../../demo/reference.js';
import type { DemoServer } from '../../demo/server.js';
import { buildWorld } from '../../demo/world.js';
import { createEngine } from '../../src/routing/engine.js';
import { becomes } from '../support/becomes.js';
import { startRedis } from '../support/stores.js';
import { bankRecords } from './bank-records.js';
import { openOwnServer } from './own-server.js';

/** A busy morning short of overload: where agents are scarce, two events that swap places change who waits for hours. */
const MORNING = { date: '990204', hours: { from: 8 * 3600, to: 9.25 * 3600 } };

const SPEED = 100;
const WAITING = 5;
const TWO_POINTS = 0.02;

const records = bankRecords();
const world = buildWorld(records, MORNING);
const profiles = {
  control: readProfile('profiles/bank.json').credits,
  lotse: readProfile('profiles/lotse.json').credits,
};

/**
 * The column as the callers' own ledger tells it, with each wait up to the planned moment at which it ended: who meets
 * whom is the server's doing, and what the machine's delays add to a wait is left out.
 */
function plannedReplay({ ledger }: LiveColumn): Replay {
  const outcomes = new Map<string, Outcome>();
  for (const caller of world.callers) {
    const notes = ledger.callers.get(caller.key);
    if (notes?.decidedMoment === undefined) continue;
    const waitSeconds = notes.decidedMoment - caller.arrival;
    outcomes.set(caller.key, { answered: notes.answeredAt !== undefined, waitSeconds, agentId: notes.agentId });
  }
  return { outcomes, handling: new Map() };
}

/** Callers whose wait ended otherwise than in the reference: at another moment, or with another agent. */
function otherwise(seen: Replay, due: Replay, prefix: string): string[] {
  return world.callers.flatMap(({ key }) => {
    const [is, should] = [seen.outcomes.get(key), due.outcomes.get(key)];
    const agent = should?.answered ? prefix + (should.agentId ?? '') : undefined;
    const isSame = is?.agentId === agent && Math.abs((is?.waitSeconds ?? NaN) - (should?.waitSeconds ?? NaN)) < 0.001;
    return isSame ? [] : [key];
  });
}

describe('a live replay on a built server', () => {
  it('agrees with the reference in virtual time, its history with the callers’ ledger, and can be rebuilt', async () => {
    expect(existsSync(join(projectFolder(), 'dist/src/main.js'))).toBe(true);
    const server = await openOwnServer();
    const folder = await mkdtemp(join(tmpdir(), 'lotse-replay-'));
    try {
      const live = await runLive({ world, speed: SPEED, profiles, server, screen: { write: () => true } });
      for (const name of ['control', 'lotse'] as const) {
        const { replay, column, differences } = live[name];
        expect(differences).toEqual([]);
        expect(column.ledger.faults).toEqual([]);
        expect(replay.outcomes.size).toBe(world.callers.length);
        const [seen, due] = [
          plannedReplay(column),
          runReference(world, profiles[name], createEngine({ records: false })),
        ];
        const [figures, wanted] = [columnOf(world, seen).total, columnOf(world, due).total];
        process.stdout.write(
          `${name}: SL20 ${percent(figures)} planned, ${percent(columnOf(world, replay).total)} with the machine's delays, ` +
            `${percent(wanted)} in the reference; ${otherwise(seen, due, column.ids.agentPrefix).length} of ` +
            `${world.callers.length} callers fared otherwise\n`,
        );
        expect(figures.offered).toBe(wanted.offered);
        expect(Math.abs((figures.sl20OfOffered ?? NaN) - (wanted.sl20OfOffered ?? NaN))).toBeLessThanOrEqual(
          TWO_POINTS,
        );
      }
      // The keys of the run end with it.
      const lotse = new Lotse({ url: server.url, key: server.adminKey });
      const { items } = await lotse.get('/v1/api-keys', { query: { limit: 200 } });
      expect(items.map(({ role }) => role)).toEqual(['admin']);
      const ledgers = join(folder, 'ledgers.jsonl');
      writeLedgers(ledgers, [live.control.column.ledger, live.lotse.column.ledger]);
      const audit = await runAudit(ledgers, server.environment);
      expect([audit.contacts, audit.violations, audit.found]).toEqual([2 * world.callers.length, 0, []]);
      expect(audit.line).toContain('too few: under 1000 contacts');
      await everybodyGone(lotse, [live.control.column, live.lotse.column]);
      await leaveSomeWaiting(server);
      expect(await rebuilt(server.environment)).toMatchObject({
        families: { order: 1, deadlines: 1, contact: 2 * world.callers.length + WAITING, agent: expect.any(Number) },
        differences: [],
      });
    } finally {
      await server.stop();
      await rm(folder, { recursive: true });
    }
  }, 360_000);
});

/** What is written while both stores are compared is left out of it: the last that happens by itself has to be over. */
async function everybodyGone(lotse: Lotse, columns: readonly LiveColumn[]): Promise<void> {
  const agents = columns.flatMap(({ ids }) => world.agents.map(({ id }) => ids.agentPrefix + id));
  for (const id of agents)
    await becomes(
      async () => (await lotse.get('/v1/agents/{id}/state', { path: { id } })).presence === 'offline',
      `${id}, whose socket is closed, is offline`,
    );
}

/** So that there is an order and a deadline to rebuild when the day is over. */
async function leaveSomeWaiting({ url, adminKey }: DemoServer): Promise<void> {
  const admin = new Lotse({ url, key: adminKey });
  await admin.put('/v1/queues/{id}', { path: { id: 'evening' }, body: { name: 'Evening', maxWaitSeconds: 3600 } });
  for (let n = 0; n < WAITING; n += 1)
    await admin.post('/v1/contacts', { body: { channel: 'chat', queueId: 'evening', priority: n } });
}

/** Lets a second process build all live state in another Redis from archive and log; its comparison of both. */
async function rebuilt(environment: NodeJS.ProcessEnv): Promise<unknown> {
  const other = await startRedis();
  try {
    const tool = [join(projectFolder(), 'tools/run.mjs'), 'rebuild', '--into', other.url, '--compare', '--json'];
    const env = { ...environment, NODE_OPTIONS: '' };
    const { stdout } = await promisify(execFile)(process.execPath, [...tool, '--settle', '20'], { env });
    return JSON.parse(stdout);
  } finally {
    await other.stop();
  }
}

function percent({ sl20OfOffered }: GroupFigures): string {
  return `${(100 * (sl20OfOffered ?? NaN)).toFixed(1)} %`;
}
