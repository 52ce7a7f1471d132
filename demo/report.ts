import type { AuditAnswer } from './audit.js';
import type { Column, ColumnFigures, GroupFigures } from './figures.js';
import { clockText } from './table.js';
import type { World } from './world.js';

/** Everything a run came to. */
export interface Results {
  world: World;
  speed: number;
  profileName: string;
  bank: Column;
  control: Column;
  lotse: Column;
  audit: AuditAnswer;
  /** Differences between the server's history and the clients' ledger, and the clients' own complaints. */
  differences: string[];
  faults: string[];
  offerLatencyMs: { p50: number | null; p99: number | null };
  latencies: number;
  decision: string;
  /** The same worlds in virtual time over several seeds, in words. */
  scatter: string;
}

/** The one object of `--json`. */
export function jsonOf(results: Results): object {
  const figures = ({ total, byType, byPriority }: ColumnFigures): ColumnFigures => ({ total, byType, byPriority });
  return {
    bank: figures(results.bank),
    control: figures(results.control),
    lotse: figures(results.lotse),
    audit: { contacts: results.audit.contacts, violations: violationsOf(results) },
    offerLatencyMs: results.offerLatencyMs,
  };
}

/** What the audit found, and every difference between history and ledger. */
export function violationsOf(results: Pick<Results, 'audit' | 'differences'>): number {
  return results.audit.violations + results.differences.length;
}

/** The report for people. */
export function reportOf(results: Results): string {
  const { world, audit } = results;
  const { p50, p99 } = results.offerLatencyMs;
  return [
    ...headOf(results),
    '',
    ...tableOf(results),
    '',
    ...occupancyOf(results),
    '',
    `effect of routing (lotse − control): ${deltaOf(results.control.total, results.lotse.total)}`,
    `error of the reconstruction (control − bank): ${deltaOf(results.bank.total, results.control.total)}`,
    results.scatter,
    '',
    `one decision: ${results.decision}`,
    '',
    audit.line,
    ...audit.found.slice(0, 5).map((violation) => `  ${violation}`),
    `history against the callers' own ledger, contact by contact: ${results.differences.length} differences`,
    ...results.differences.slice(0, 10).map((difference) => `  ${difference}`),
    ...results.faults.slice(0, 10).map((fault) => `  fault: ${fault}`),
    `offer latency, request to the agent's socket, of the ${results.latencies} callers who found a free agent: p50 ${msText(p50)}, p99 ${msText(p99)} (real time, while the whole run was on this machine)`,
    '',
    'What the comparison does not show: callers who would behave otherwise under another routing; agents who would work faster or',
    'slower, or be there at other times; calls without a known agent; patience beyond what was waited, which is drawn; a first',
    `answer by the bank that was no answer. The hours end at ${clockText(world.hours.to)}: who came later does not compete with who waited then.`,
  ].join('\n');
}

/** One group in one line. */
export function groupInWords(figures: GroupFigures): string {
  const { offered, answered, abandoned, sl20OfOffered, asaSeconds } = figures;
  return `offered ${offered}, answered ${answered}, abandoned ${abandoned}, SL20 of offered ${percentText(sl20OfOffered)}, ASA ${secondsText(asaSeconds)}`;
}

function headOf(results: Results): string[] {
  const { world, speed } = results;
  const { phantom, neverQueued, noServer } = world.leftOut;
  const early = world.callers.filter((caller) => !caller.counted).length;
  return [
    `Bank day ${world.date}, ${clockText(world.hours.from)} to ${clockText(world.hours.to)}, ${world.agents.length} agents, speed ${speed}: every configured duration and credit was`,
    `divided by ${speed}, every result multiplied by it.`,
    `Left out: ${phantom} phantom rows, ${neverQueued} hang-ups that never queued, ${noServer} answers by no known agent. ${early} callers were already`,
    'waiting at the beginning; they take part and are not counted.',
    "bank: as recorded. control: Lotse with the bank's own rule. lotse: Lotse with the profile",
    `"${results.profileName}".`,
  ];
}

function tableOf({ bank, control, lotse }: Results): string[] {
  const columns = [bank, control, lotse];
  const rows: [string, (GroupFigures | undefined)[]][] = [['all', columns.map((column) => column.total)]];
  for (const type of Object.keys(bank.byType))
    rows.push([`type ${type}`, columns.map((column) => column.byType[type])]);
  for (const name of Object.keys(bank.byQueued))
    rows.push([name === 'queued' ? 'queued' : 'not queued', columns.map((column) => column.byQueued[name])]);
  for (const priority of Object.keys(bank.byPriority))
    rows.push([`priority ${priority} *`, columns.map((column) => column.byPriority[priority])]);
  const cells = (figures: GroupFigures | undefined): string =>
    [
      String(figures?.answered ?? 0).padStart(5),
      String(figures?.abandoned ?? 0).padStart(5),
      percentText(figures?.sl20OfOffered).padStart(7),
      secondsText(figures?.asaSeconds).padStart(6),
    ].join(' ');
  return [
    `${' '.repeat(22)}| ${'bank'.padEnd(26)} | ${'control'.padEnd(26)} | lotse`,
    `${'group'.padEnd(14)}offered |  ans. aband.   SL20    ASA |  ans. aband.   SL20    ASA |  ans. aband.   SL20    ASA`,
    ...rows.map(
      ([name, figures]) =>
        `${name.padEnd(14)}${String(figures[0]?.offered ?? 0).padStart(7)} | ${figures.map(cells).join(' | ')}`,
    ),
    '* of who queued at the bank: nobody else was identified. Groups are those of the record, in every column.',
  ];
}

function occupancyOf({ world, bank, control, lotse }: Results): string[] {
  const share = (column: Column, agent: string): string => percentText(column.occupancy[agent]).padStart(7);
  return [
    'occupancy per agent (talk and the pause after it ÷ that and idle while there): bank, control, lotse',
    ...world.agents.map(({ id }) => `  ${id.padEnd(10)} ${share(bank, id)} ${share(control, id)} ${share(lotse, id)}`),
  ];
}

function deltaOf(from: GroupFigures, to: GroupFigures): string {
  const signed = (value: number, digits: number): string =>
    `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
  const sl = 100 * ((to.sl20OfOffered ?? 0) - (from.sl20OfOffered ?? 0));
  const abandoned = (100 * (to.abandoned - from.abandoned)) / Math.max(1, from.offered);
  const asa = (to.asaSeconds ?? 0) - (from.asaSeconds ?? 0);
  return `SL20 ${signed(sl, 1)} points, abandonment ${signed(abandoned, 1)} points, ASA ${signed(asa, 1)} s`;
}

function percentText(share: number | null | undefined): string {
  return share === null || share === undefined ? '–' : `${(100 * share).toFixed(1)} %`;
}

function secondsText(seconds: number | null | undefined): string {
  return seconds === null || seconds === undefined ? '–' : `${seconds.toFixed(0)} s`;
}

function msText(ms: number | null): string {
  return ms === null ? '–' : `${ms.toFixed(0)} ms`;
}
