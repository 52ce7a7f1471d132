import { existsSync, readFileSync } from 'node:fs';

/**
 * Recomputes a decision from its record alone: every credit from its raw inputs and the recorded weights, by the
 * formula as the contract writes it and with none of the server's own code, then the totals, the order and the winner.
 * Exit status: 0 all agrees, 1 something does not, 2 the record could not be read.
 */
interface Weights {
  priority: number;
  customerValue: number;
  journeyStage: { default: number; stages: Record<string, number> };
  due: number;
  skill: number;
  preference: number;
  channel: number;
  affinity: number;
  occupancy: number;
  idlePerSecond: number;
  bot: number;
}

interface Inputs {
  agingRate: number;
  ageMs: number;
  priority: number;
  customerValue: number;
  journeyStage?: string;
  due: number;
  fit: number;
  preference: number;
  proficiency: number;
  affinity: number;
  load: number;
  idleMs: number;
  idleSince: number;
  enqueuedAt: number;
  enqueueSeq: number;
  /** 0 for a human. */
  botAcceptance: number;
  /** 0 where the contact is served in its language, or has none. */
  translationSeconds: number;
  /** 1: a supervisor pulled the contact to the front. */
  pulledToFront: number;
}

interface Candidate {
  contactId: string;
  agentId: string;
  totalMs: number;
  credits: Record<string, number>;
  inputs: Inputs;
}

interface Decision {
  contactId: string;
  agentId: string;
  at: string | number;
  trigger: string;
  profile: { id: string; version: number };
  credits: Weights;
  candidates: Candidate[];
  tieBreak?: string;
}

const TERMS: Record<string, (inputs: Inputs, weights: Weights) => number> = {
  age: (i) => Math.round(i.agingRate * i.ageMs),
  priority: (i, w) => wholeMs(w.priority * i.priority),
  customerValue: (i, w) => wholeMs(w.customerValue * i.customerValue),
  journeyStage: (i, w) => wholeMs(stageSeconds(i.journeyStage, w)),
  due: (i, w) => wholeMs(w.due * i.due),
  skill: (i, w) => wholeMs(w.skill * i.fit),
  preference: (i, w) => wholeMs(w.preference * i.preference),
  channel: (i, w) => wholeMs(w.channel * (i.proficiency / 10)),
  affinity: (i, w) => wholeMs(w.affinity * i.affinity),
  occupancy: (i, w) => wholeMs(w.occupancy * (1 - i.load)),
  idle: (i, w) => Math.round(w.idlePerSecond * Math.min(i.idleMs, 3_600_000)),
  bot: (i, w) => wholeMs(w.bot * i.botAcceptance),
  translation: (i) => 0 - wholeMs(i.translationSeconds),
  front: (i) => wholeMs(10_000_000_000 * i.pulledToFront),
};

function wholeMs(seconds: number): number {
  return Math.round(seconds * 1000);
}

function stageSeconds(stage: string | undefined, weights: Weights): number {
  const known = Object.entries(weights.journeyStage.stages).find(([name]) => name === stage);
  return known === undefined ? weights.journeyStage.default : known[1];
}

/** What does not agree, in words; empty when the record proves itself. */
export function faultsOf(decision: Decision): string[] {
  const faults: string[] = [];
  for (const candidate of decision.candidates) {
    const pair = `${candidate.contactId} → ${candidate.agentId}`;
    let total = 0;
    for (const [name, term] of Object.entries(TERMS)) {
      const credit = term(candidate.inputs, decision.credits);
      total += credit;
      const recorded = candidate.credits[name];
      if (credit !== recorded) faults.push(`${pair}: ${name} is ${credit} ms, recorded ${recorded ?? 'nothing'}`);
    }
    if (total !== candidate.totalMs) faults.push(`${pair}: total is ${total} ms, recorded ${candidate.totalMs}`);
  }
  const best = [...decision.candidates].sort(byRank)[0];
  if (best === undefined) return [...faults, 'no candidate is recorded'];
  if (best.contactId !== decision.contactId || best.agentId !== decision.agentId) {
    faults.push(
      `the best is ${best.contactId} → ${best.agentId}, recorded ${decision.contactId} → ${decision.agentId}`,
    );
  }
  return faults;
}

function byRank(a: Candidate, b: Candidate): number {
  const [x, y] = [a.inputs, b.inputs];
  return (
    b.totalMs - a.totalMs ||
    x.idleSince - y.idleSince ||
    x.enqueuedAt - y.enqueuedAt ||
    x.enqueueSeq - y.enqueueSeq ||
    Buffer.compare(Buffer.from(a.agentId), Buffer.from(b.agentId))
  );
}

/** The candidates side by side: one line per credit. */
export function tableOf(decision: Decision): string {
  const { candidates, credits } = decision;
  const rows = [
    ['ms of waiting', ...candidates.map((each) => `${each.contactId} → ${each.agentId}`)],
    ...Object.entries(TERMS).map(([name, term]) => [
      name,
      ...candidates.map(({ inputs }) => `${term(inputs, credits)}`),
    ]),
    ['total', ...candidates.map(({ inputs }) => `${sumOf(inputs, credits)}`)],
    ['recorded', ...candidates.map((each) => `${each.totalMs}`)],
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]): string =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  return rows.map(line).join('\n');
}

function sumOf(inputs: Inputs, weights: Weights): number {
  return Object.values(TERMS).reduce((total, term) => total + term(inputs, weights), 0);
}

async function read(args: string[]): Promise<Decision> {
  const file = args.indexOf('--file');
  if (file >= 0) return fromApi(JSON.parse(readFileSync(args[file + 1] ?? '', 'utf8')));
  const offerId = args[0];
  if (offerId === undefined) throw new Error('usage: npm run decision -- <offerId> | --file record.json');
  const base = process.env['LOTSE_URL'] ?? 'http://127.0.0.1:3000';
  const keyFile = './.lotse/admin.key';
  const key = process.env['LOTSE_ADMIN_KEY'] ?? (existsSync(keyFile) ? readFileSync(keyFile, 'utf8').trim() : '');
  const url = new URL(`/v1/decisions/${encodeURIComponent(offerId)}`, base);
  const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
  if (!answer.ok) throw new Error(`${url.href} answers ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
  return fromApi(await answer.json());
}

/** The API shows the recorded weights as `weights`. */
function fromApi(answer: unknown): Decision {
  const { weights, ...rest } = answer as Decision & { weights?: Weights };
  return weights === undefined ? rest : { ...rest, credits: weights };
}

async function main(args: string[]): Promise<number> {
  let decision: Decision;
  try {
    decision = await read(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
  const { profile, trigger, tieBreak } = decision;
  const at = new Date(decision.at).toISOString();
  process.stdout.write(`${at}, profile ${profile.id} version ${profile.version}, looked for by: ${trigger}\n\n`);
  process.stdout.write(`${tableOf(decision)}\n\n`);
  const faults = faultsOf(decision);
  for (const fault of faults) process.stdout.write(`does not agree: ${fault}\n`);
  if (faults.length > 0) return 1;
  const rule = tieBreak === undefined ? '' : ` (equal totals, decided by ${tieBreak})`;
  process.stdout.write(`agrees: all totals, and ${decision.contactId} → ${decision.agentId} is the best${rule}\n`);
  return 0;
}

if (/[\\/]decision\.[jt]s$/.test(process.argv[1] ?? '')) process.exitCode = await main(process.argv.slice(2));
