import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Lotse } from '@lotse/client';
import { runAudit } from '../audit.js';
import { writeLedgers } from '../ledger.js';
import type { DemoServer } from '../server.js';
import type { Screen } from '../table.js';
import { type Center, openCenter } from './center.js';
import type { ScriptedContact } from './contact.js';
import { FallingBots } from './falling-bots.js';
import { leastOf } from './kinds.js';
import { LiveCounts } from './live-counts.js';
import type { OmnichannelOptions } from './options.js';
import { play } from './play.js';
import type { RunResults } from './report.js';
import { RunLedger } from './run-ledger.js';
import type { Stage } from './scene.js';
import { storiesOfEachKind, writeScript } from './script.js';
import { readRecord } from './server-record.js';
import { Pool } from './signal.js';
import { follow } from './systems.js';
import { judge } from './verdict.js';

/** Plays the whole script on a running server, reads its record, and has it audited. */
export async function runScript(
  { contacts: wanted, seed }: Pick<OmnichannelOptions, 'contacts' | 'seed'>,
  server: DemoServer,
  screen: Screen,
): Promise<RunResults> {
  const admin = new Lotse({ url: server.url, key: server.adminKey });
  const run = `omni-${Date.now().toString(36).slice(-6)}`;
  const ledger = new RunLedger();
  const contacts = new Map<string, ScriptedContact>();
  const desk = { ledger, contactOf: (id: string) => contacts.get(id) };
  const center = await openCenter(admin, run, server.isPrivate, storiesOfEachKind(wanted), desk);
  try {
    const stage = stageOf(center, { ledger, contacts, run, seed, url: server.url });
    const systems = stage.systems.systemSocket();
    await follow(systems, stage);
    const counts = new LiveCounts(screen, ledger, wanted, leastOf(wanted));
    const began = performance.now();
    await play(writeScript(wanted, seed), stage);
    const seconds = (performance.now() - began) / 1000;
    counts.stop();
    await systems.close();
    const known = [...ledger.contacts.keys(), ...ledger.callbacks];
    const record = await readRecord(admin, center.queueIds, known);
    return {
      ...judge(record, ledger, wanted),
      seed,
      seconds,
      faults: ledger.faults,
      audit: await auditOf(ledger, server),
    };
  } finally {
    await center.close();
  }
}

type Given = Pick<Stage, 'ledger' | 'contacts' | 'run' | 'seed'> & { url: string };

function stageOf(center: Center, { url, ...given }: Given): Stage {
  const { specialists, travellers, blended, nightBots } = center.agents;
  const systems = new Lotse({ url, key: center.systemKey });
  const isOffline = (id: string): Promise<boolean> =>
    systems.get('/v1/agents/{id}/state', { path: { id } }).then(
      ({ presence }) => presence === 'offline',
      // A server that is too busy to say is asked again.
      () => false,
    );
  return {
    ...given,
    center,
    systems,
    specialists: new Pool(specialists),
    travellers: new Pool(travellers),
    blended: new Pool(blended),
    nightBots: new FallingBots(nightBots, isOffline),
  };
}

async function auditOf(ledger: RunLedger, server: DemoServer): ReturnType<typeof runAudit> {
  const folder = mkdtempSync(join(tmpdir(), 'lotse-ledger-'));
  try {
    const file = join(folder, 'ledger.jsonl');
    writeLedgers(file, [ledger]);
    return await runAudit(file, server.environment);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
