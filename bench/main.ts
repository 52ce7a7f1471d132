import { cpus, release } from 'node:os';
import { parseArgs } from 'node:util';
import { benchBacklog } from './backlog.figure.js';
import { benchCommit } from './commit.figure.js';
import { engineFigures } from './engine.figure.js';
import type { Figure } from './figure.js';
import { benchLifecycle, lifecycleRun } from './lifecycle.figure.js';
import { benchOfferLatency } from './offer-latency.figure.js';
import { benchReports } from './reports.figure.js';
import { Rig } from './rig.js';
import { besideSimulation, simulationFigures } from './simulation.figure.js';
import { median } from './statistics.js';

const NAMES = ['engine', 'simulation', 'commit', 'lifecycle', 'offerLatency', 'backlog', 'reports'] as const;
type Name = (typeof NAMES)[number];
const HELP = `npm run bench -- [--only ${NAMES.join(',')}] [--quick] [--json] [--assert] [--rate N]
  --only    some figures (lifecycle brings floor along)
  --quick   shorter runs and smaller backlogs: to see that it works, not to quote
  --json    one object on standard output
  --assert  exit with 1 when a must is missed
  --rate N  lives per second whose half is the load of offerLatency and backlog (else measured)`;

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    assert: { type: 'boolean', default: false },
    rate: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const quick = options.quick;

async function main(): Promise<number> {
  if (options.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const wanted = new Set<string>(
    options.only?.split(',').map((name) => (name === 'floor' ? 'lifecycle' : name)) ?? NAMES,
  );
  for (const name of wanted) if (!NAMES.includes(name as Name)) throw new Error(`no such figure: ${name}\n${HELP}`);
  const figures: Figure[] = [];
  if (wanted.has('engine')) figures.push(...engineFigures());
  if (wanted.has('simulation')) figures.push(...simulationFigures());
  if (wanted.has('reports')) figures.push(...(await benchReports(quick ? 1 : 3)));
  if (NAMES.some((name) => name !== 'engine' && name !== 'reports' && wanted.has(name))) await onRig(wanted, figures);
  print(figures);
  return options.assert && figures.some((figure) => figure.must?.holds === false) ? 1 : 0;
}

async function onRig(wanted: ReadonlySet<string>, figures: Figure[]): Promise<void> {
  const needsServer = [...wanted].some((name) => name !== 'engine' && name !== 'commit' && name !== 'reports');
  const rig = await Rig.start({ server: needsServer });
  const stop = (): void => void rig.stop().finally(() => process.exit(130));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    if (wanted.has('commit'))
      figures.push(...(await benchCommit(rig.stores.redisUrl, { runs: 3, count: quick ? 2000 : 10_000 })));
    if (needsServer) await withServer(rig, wanted, figures);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    await rig.stop();
  }
}

async function withServer(rig: Rig, wanted: ReadonlySet<string>, figures: Figure[]): Promise<void> {
  await rig.prepare(quick ? 200 : 1000);
  const count = quick ? 1000 : 5000;
  await lifecycleRun(rig, count); // Warms both up; not counted.
  if (wanted.has('lifecycle')) figures.push(...(await benchLifecycle(rig, { pairs: quick ? 3 : 5, count })));
  if (!(['offerLatency', 'backlog', 'simulation'] as const).some((name) => wanted.has(name))) return;
  const perSecond = (await livesPerSecond(rig, figures, count)) / 2;
  const load = { perSecond, runs: 3, seconds: quick ? 3 : 8 };
  if (wanted.has('offerLatency')) figures.push(...(await benchOfferLatency(rig, load)));
  if (wanted.has('simulation')) figures.push(...(await besideSimulation(rig, load)));
  if (wanted.has('backlog')) figures.push(...(await benchBacklog(rig, quick ? [0, 5000] : [0, 10_000, 100_000], load)));
}

async function livesPerSecond(rig: Rig, figures: readonly Figure[], count: number): Promise<number> {
  if (options.rate !== undefined) return Number(options.rate);
  const known = figures.find((figure) => figure.name === 'lifecycle');
  if (known) return known.value.median;
  const rates: number[] = [];
  for (let run = 0; run < 3; run += 1) rates.push((await lifecycleRun(rig, count)).perSecond);
  return median(rates);
}

function print(figures: readonly Figure[]): void {
  const cpu = cpus();
  const machine = `${cpu.length} × ${cpu[0]?.model.trim() ?? 'unknown'}, Linux ${release()}, Node ${process.version}`;
  if (options.json) {
    const byName = Object.fromEntries(figures.map(({ name, ...figure }) => [name, figure]));
    process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), machine, quick, figures: byName })}\n`);
    return;
  }
  process.stdout.write(`${new Date().toISOString()} · ${machine}${quick ? ' · quick: not to quote' : ''}\n`);
  for (const { name, unit, value, must, detail } of figures) {
    const verdict = must ? `${must.holds ? 'holds ' : 'MISSED'}  must: ${must.text}` : 'for information';
    const range = `${value.min} – ${value.max} in ${value.runs} runs`;
    process.stdout.write(
      `${name.padEnd(24)} ${String(value.median).padStart(10)} ${unit.padEnd(10)} (${range})  ${verdict}\n`,
    );
    if (detail) process.stdout.write(`${' '.repeat(25)}${JSON.stringify(detail)}\n`);
  }
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
});
