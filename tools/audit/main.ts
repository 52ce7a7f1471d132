import { parseArgs } from 'node:util';
import { audit, type AuditResult } from './auditor.js';
import { copyOf, type World } from './memory-source.js';
import { selfTest } from './self-test.js';
import { settle } from './settle.js';
import { SmallWorld } from './small-world.js';
import { StoreSource } from './store-source.js';
import { findStores } from './stores.js';
import { describe } from './violation.js';

const FEWEST_CONTACTS = 1000;
const MOST_COPIED_EVENTS = 300_000;
const HELP = `npm run audit -- [--ledger FILE]… [--settle SECONDS] [--json] [--self-test] [--strict]
Reads archive, log, live state and history (REDIS_URL, DATABASE_URL, or the private stores of LOTSE_DATA_DIR) and the
clients' ledgers, and holds the invariants against them. Exits with 1 when one breaks.
  --ledger FILE   JSON lines {contactId} answered 2xx and {offerId, agentId, event, outcome?} told to agents
  --settle N      first wait, at most N seconds, until nothing moves and the archive has caught up
  --self-test     plant one fault per invariant into a copy (or a made-up record), and name each
  --strict        fewer than ${FEWEST_CONTACTS} contacts are a failure too`;

const { values: options } = parseArgs({
  options: {
    ledger: { type: 'string', multiple: true, default: [] },
    settle: { type: 'string' },
    json: { type: 'boolean', default: false },
    'self-test': { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  if (options.help) return say(HELP);
  const stores = await findStores(process.env);
  if (!stores) {
    if (options['self-test']) return runSelfTest(new SmallWorld().build(), 'a made-up record (no stores found)');
    process.stderr.write('audit: no stores: set REDIS_URL and DATABASE_URL, or start a server on LOTSE_DATA_DIR\n');
    return 1;
  }
  const source = new StoreSource(stores.redisUrl, stores.databaseUrl, options.ledger);
  try {
    if (options.settle !== undefined && !(await settle(source, Number(options.settle)))) {
      process.stderr.write(`audit: still moving after ${options.settle} s; what moves is left out of the comparison\n`);
    }
    if (options['self-test']) return await selfTestOn(source);
    return printResult(await audit(source));
  } finally {
    await source.close();
  }
}

async function selfTestOn(source: StoreSource): Promise<number> {
  const copy = await copyOf(source, MOST_COPIED_EVENTS).catch(() => undefined);
  const isRich = copy?.archive.some((entry) => entry.type === 'contact.completed') === true;
  if (copy && isRich) return runSelfTest(copy, `a copy of ${copy.archive.length} events`);
  return runSelfTest(new SmallWorld().build(), 'a made-up record (the real one is too short or too long to copy)');
}

async function runSelfTest(world: World, on: string): Promise<number> {
  const { lines, passed } = await selfTest(world);
  say(
    [
      `audit self-test on ${on}`,
      ...lines,
      passed ? 'every planted fault was named' : 'A PLANTED FAULT WAS MISSED',
    ].join('\n'),
  );
  return passed ? 0 : 1;
}

function printResult(result: AuditResult): number {
  const { contacts, offers, violations } = result;
  const tooFew = contacts < FEWEST_CONTACTS;
  if (options.json) {
    const { events, ledgerContacts, liveKeys, log } = result;
    const counts = Object.fromEntries(violations.counts);
    say(
      JSON.stringify({
        contacts,
        offers,
        events,
        ledgerContacts,
        liveKeys,
        ...log,
        tooFew,
        violations: violations.total,
        counts,
        found: violations.kept,
      }),
    );
  } else {
    for (const violation of violations.kept) say(describe(violation));
    if (violations.total > violations.kept.length) say(`… and ${violations.total - violations.kept.length} more`);
    const few = tooFew ? `; too few: under ${FEWEST_CONTACTS} contacts this says little` : '';
    say(`audit: ${contacts} contacts, ${offers} offers, ${violations.total} violations${few}`);
  }
  return violations.total > 0 || (tooFew && options.strict) ? 1 : 0;
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(
    `audit: the stores could not be read: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  return 2;
});
