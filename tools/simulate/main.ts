import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from '../../demo/options.js';
import { readProfile } from '../../demo/profile.js';
import { readRecords } from '../../demo/records.js';
import { SimulationScenarioDto } from '../../src/api/http/dto/simulations.dto.js';
import { validateBody } from '../../src/api/validate.js';
import { DomainError } from '../../src/domain/errors.js';
import { runScenario } from '../../src/simulation/run-scenario.js';
import { runRecordedDays } from './recorded-days.js';
import { recordedTables } from './recorded-tables.js';
import { tablesOf } from './tables.js';

const HELP = `npm run simulate -- SCENARIO.json [--json]
Runs a scenario on a virtual clock with the engine that decides in production; - reads it from standard input.
  --json  one object on standard output: {streams, queues, agents, matrix}, or {profiles, differences} for "compare"
Its form is that of POST /v1/simulations; see docs/simulation.md.

npm run simulate -- --records FILE --from yymmdd --to yymmdd [--profile FILE] [--json]
Runs days of recorded calls, the world of npm run demo, on the virtual clock with ten seeds: as they were (bank), under the
bank's own rule (control), and under a routing profile (lotse).
  --records  call-by-call records, .tsv or .tsv.gz
  --profile  the routing profile of the third column (profiles/lotse.json)`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      records: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      profile: { type: 'string' },
    },
    allowPositionals: true,
  });
  if (!values.help && values.records !== undefined && positionals.length === 0) return recorded(values.records, values);
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

interface RecordedOptions {
  from?: string;
  to?: string;
  profile?: string;
  json: boolean;
}

function recorded(file: string, { from, to, profile, json }: RecordedOptions): number {
  for (const [name, date] of Object.entries({ from, to }))
    if (date === undefined || !/^\d{6}$/.test(date)) throw new Error(`--${name} is to be a day, yymmdd`);
  const shipped = (name: string): string => join(projectFolder(), 'profiles', name);
  const result = runRecordedDays(
    readRecords(file),
    { from: from as string, to: to as string },
    {
      control: readProfile(shipped('bank.json')).credits,
      lotse: readProfile(profile ?? shipped('lotse.json')).credits,
    },
  );
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : recordedTables(result));
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
