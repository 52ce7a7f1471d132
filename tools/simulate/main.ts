import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { SimulationScenarioDto } from '../../src/api/http/dto/simulations.dto.js';
import { validateBody } from '../../src/api/validate.js';
import { DomainError } from '../../src/domain/errors.js';
import { runScenario } from '../../src/simulation/run-scenario.js';
import { tablesOf } from './tables.js';

const HELP = `npm run simulate -- SCENARIO.json [--json]
Runs a scenario on a virtual clock with the engine that decides in production; - reads it from standard input.
  --json  one object on standard output: {streams, queues, agents, matrix}, or {profiles, differences} for "compare"
Its form is that of POST /v1/simulations; see docs/simulation.md.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [path] = positionals;
  if (values.help || path === undefined || positionals.length > 1) {
    process.stdout.write(`${HELP}\n`);
    return values.help ? 0 : 2;
  }
  const text = await readFile(path === '-' ? '/dev/stdin' : path, 'utf8');
  const request = validateBody(SimulationScenarioDto, JSON.parse(text));
  const result = runScenario(request, values.json ? undefined : progress());
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : tablesOf(result));
  return 0;
}

/** Whole tenths on standard error. */
function progress(): (share: number) => void {
  let told = 0;
  return (share) => {
    if (share * 10 < told + 1) return;
    told = Math.floor(share * 10);
    process.stderr.write(`${told * 10} %\n`);
  };
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`simulate: ${explain(error)}\n`);
  return 2;
});

function explain(error: unknown): string {
  if (!(error instanceof DomainError)) return error instanceof Error ? error.message : String(error);
  const { errors } = error.details as { errors?: { path: string; message: string }[] };
  return errors === undefined ? error.message : errors.map(({ path, message }) => `\n  ${path}: ${message}`).join('');
}
