import { pathToFileURL } from 'node:url';
import type { CompactDecision } from '../src/domain/compact-decision.js';
import { BATCH, BenchWorld, type WorldSize } from './engine.world.js';

/** A figure over several runs. */
export interface Spread {
  median: number;
  min: number;
  max: number;
  runs: number;
}

export interface EngineFigures {
  /** Decisions per second when an agent frees up and contacts wait. */
  agentFrees: Spread;
  /** Decisions per second when a contact arrives and agents are free. */
  contactArrives: Spread;
  /** Mean number of contacts, or agents, that each decision chose from. */
  eligible: { agentFrees: number; contactArrives: number };
  /** Time per decision with 10 times the waiting contacts ÷ time per decision. */
  agentFreesTenfoldWaiting: Spread;
  /** Time per decision with 10 times the agents ÷ time per decision. */
  contactArrivesTenfoldAgents: Spread;
  /** For information: 50,000 agents, 2,000 classes. */
  large: { agentFrees: Spread; contactArrives: Spread };
  /** Memory of the engine and its contacts, ÷ waiting contacts; needs --expose-gc. */
  bytesPerWaiting?: number;
}

export const BASE: WorldSize = { agents: 10_000, waiting: 100_000, classes: 200 };
const RUNS = 3;
const RUN_MS = 500;

/** Of so many decisions, one is asked how many it chose from. */
const SAMPLED = 25;

interface Measured {
  perSecond: number;
  /** Mean number of contacts, or agents, that a filter refused. */
  excluded: number;
}

/** An agent frees up, takes the best contact, and another contact joins the backlog. */
export function agentFrees(world: BenchWorld): Measured {
  const { engine, busyInBacklog } = world;
  return measure(world, () => {
    const id = world.pick(busyInBacklog);
    busyInBacklog.push(id);
    world.free(id);
    const [decision] = engine.decide(world.now);
    if (decision?.record === undefined || decision.agentId !== id) throw new Error('nothing was decided');
    engine.setContact(world.successor(decision));
    return decision.record;
  });
}

/** A contact arrives, gets the best free agent, and another agent frees up; more, where nobody free could take it. */
export function contactArrives(world: BenchWorld): Measured {
  const { engine, busyInFlow } = world;
  return measure(world, () => {
    engine.setContact(world.flowContact());
    let [decision] = engine.decide(world.now);
    while (decision === undefined) {
      world.free(world.pick(busyInFlow));
      [decision] = engine.decide(world.now);
    }
    world.free(world.pick(busyInFlow));
    busyInFlow.push(decision.agentId);
    if (decision.record === undefined) throw new Error('no record was made');
    return decision.record;
  });
}

/**
 * Every ms of the world's clock brings a few events, as it would at these rates. Measured are the decisions and the
 * changes of state that lead to them and follow from them, not the making of contacts.
 */
function measure(world: BenchWorld, decideOne: () => CompactDecision): Measured {
  let decisions = 0;
  let excluded = 0;
  let samples = 0;
  let elapsed = 0;
  while (elapsed < RUN_MS) {
    world.prepare();
    world.now += 1;
    const start = performance.now();
    for (let i = 0; i < BATCH; i += 1) {
      const record = decideOne();
      if (i % SAMPLED !== 0) continue;
      excluded += sumOf(record.counts);
      samples += 1;
    }
    decisions += BATCH;
    elapsed += performance.now() - start;
  }
  return { perSecond: (decisions / elapsed) * 1000, excluded: excluded / samples };
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, n) => sum + n, 0);
}

export function spreadOf(values: number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  return { median, min: sorted[0] ?? NaN, max: sorted.at(-1) ?? NaN, runs: sorted.length };
}

function repeat(world: BenchWorld, bench: (world: BenchWorld) => Measured): Measured[] {
  bench(world);
  return Array.from({ length: RUNS }, () => bench(world));
}

function speeds(measured: Measured[]): number[] {
  return measured.map((each) => each.perSecond);
}

/** Runs the two worlds in turn, so that a noisy neighbour slows both. */
function slowdown(base: BenchWorld, larger: BenchWorld, bench: (world: BenchWorld) => Measured): Spread {
  bench(larger);
  return spreadOf(Array.from({ length: RUNS }, () => bench(base).perSecond / bench(larger).perSecond));
}

/** Measures the engine alone, in this process, with full decision records. */
export function benchEngine(): EngineFigures {
  const before = usedMemory();
  const base = new BenchWorld(BASE, 1);
  const after = usedMemory();
  const frees = repeat(base, agentFrees);
  const arrives = repeat(base, contactArrives);
  const figures: EngineFigures = {
    agentFrees: spreadOf(speeds(frees)),
    contactArrives: spreadOf(speeds(arrives)),
    eligible: {
      agentFrees: BASE.waiting - spreadOf(frees.map((f) => f.excluded)).max,
      contactArrives: BASE.agents - spreadOf(arrives.map((f) => f.excluded)).max,
    },
    agentFreesTenfoldWaiting: slowdown(base, new BenchWorld({ ...BASE, waiting: BASE.waiting * 10 }, 2), agentFrees),
    contactArrivesTenfoldAgents: slowdown(
      base,
      new BenchWorld({ ...BASE, agents: BASE.agents * 10 }, 3),
      contactArrives,
    ),
    large: largeFigures(),
  };
  if (before !== undefined && after !== undefined) figures.bytesPerWaiting = (after - before) / BASE.waiting;
  return figures;
}

function largeFigures(): EngineFigures['large'] {
  const world = new BenchWorld({ agents: 50_000, waiting: BASE.waiting, classes: 2_000 }, 4);
  return {
    agentFrees: spreadOf(speeds(repeat(world, agentFrees))),
    contactArrives: spreadOf(speeds(repeat(world, contactArrives))),
  };
}

function usedMemory(): number | undefined {
  if (globalThis.gc === undefined) return undefined;
  globalThis.gc();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(`${JSON.stringify(benchEngine(), null, 2)}\n`);
}
