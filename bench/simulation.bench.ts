import { join } from 'node:path';
import { estimate } from '../demo/callers.js';
import { projectFolder } from '../demo/options.js';
import { readProfile } from '../demo/profile.js';
import { readRecords } from '../demo/records.js';
import { runReference } from '../demo/reference.js';
import { buildWorld } from '../demo/world.js';
import { createEngine } from '../src/routing/engine.js';
import { runScenario } from '../src/simulation/run-scenario.js';
import { erlangC } from './erlang-c.js';
import { round, spread, type Spread } from './statistics.js';

export interface SimulationFigures {
  /** Contacts per second of the Erlang C case, no decision records. */
  contactsPerSecond: Spread;
  /** Seconds for every day of the bank's records, one seed, under the shipped profile. */
  bankSeconds: Spread;
  /** Of one such run. */
  bank: { days: number; calls: number };
}

const RUNS = 3;
const PER_HOUR = 180;
const HORIZON_SECONDS = 7_200_000;

function contactsPerSecond(): number {
  const began = performance.now();
  runScenario(erlangC(1, HORIZON_SECONDS));
  return ((HORIZON_SECONDS / 3600) * PER_HOUR) / ((performance.now() - began) / 1000);
}

function bankDays(): { run: () => number; bank: SimulationFigures['bank'] } {
  const folder = projectFolder();
  const records = readRecords(join(folder, 'test/data/anonymous-bank-1999.tsv.gz'));
  const { credits } = readProfile(join(folder, 'profiles/lotse.json'));
  const estimates = estimate(records);
  const worlds = [...new Set(records.map(({ date }) => date))].map((date) => buildWorld(records, { date }, estimates));
  const run = (): number => {
    const began = performance.now();
    for (const world of worlds) runReference(world, credits, createEngine({ records: false }));
    return (performance.now() - began) / 1000;
  };
  const calls = worlds.reduce((sum, { callers }) => sum + callers.length, 0);
  return { run, bank: { days: worlds.length, calls } };
}

const { run, bank } = bankDays();
contactsPerSecond();
run();
const times = Array.from({ length: RUNS }, (_, i) => i);
const figures: SimulationFigures = {
  contactsPerSecond: spread(times.map(() => round(contactsPerSecond(), 0))),
  bankSeconds: spread(times.map(() => round(run()))),
  bank,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
