import type { Comparison } from '../../src/simulation/virtual/simulate.js';
import type { Estimate, FigureName, Figures, SimulationResult } from '../../src/simulation/virtual/summary.js';

const COLUMNS: readonly [name: FigureName, title: string, scale: number][] = [
  ['offered', 'offered', 1],
  ['answered', 'answered', 1],
  ['abandoned', 'abandoned', 1],
  ['pWait', 'waited %', 100],
  ['meanWaitSeconds', 'wait s', 1],
  ['asaSeconds', 'ASA s', 1],
  ['serviceLevel20OfOffered', 'SL20 %', 100],
  ['occupancy', 'occupancy %', 100],
];
const WIDTH = 20;

/** A result as tables for a terminal: each figure with the half width of its 95 % interval. */
export function tablesOf(result: SimulationResult | Comparison): string {
  if (!('profiles' in result)) return tables(result, cell);
  const parts = Object.entries(result.profiles).map(([name, one]) => `profile ${name}\n${tables(one, cell)}`);
  const [first = ''] = Object.keys(result.profiles);
  for (const [name, one] of Object.entries(result.differences))
    parts.push(`${name} − ${first}, the same contacts under both\n${tables(one, difference)}`);
  return parts.join('\n');
}

function tables(result: SimulationResult, write: Write): string {
  const parts = [
    table('stream', result.streams, write),
    table('queue', result.queues, write),
    table('agents', result.agents, write),
  ];
  return `${parts.join('\n')}\n`;
}

type Write = (estimate: Estimate, scale: number) => string;

function table(title: string, rows: Record<string, Figures>, write: Write): string {
  const head = [title.padEnd(WIDTH), ...COLUMNS.map(([, name]) => name.padStart(WIDTH))].join('');
  const lines = Object.entries(rows).map(([id, figures]) =>
    [id.padEnd(WIDTH), ...COLUMNS.map(([name, , scale]) => write(figures[name], scale).padStart(WIDTH))].join(''),
  );
  return `${[head, ...lines].join('\n')}\n`;
}

function cell({ mean, ci95 }: Estimate, scale: number): string {
  if (mean === null) return '–';
  return ci95 === null
    ? digits(mean * scale)
    : `${digits(mean * scale)} ± ${digits(((ci95[1] - ci95[0]) / 2) * scale)}`;
}

/** What an interval around 0 cannot show is not shown. */
function difference(estimate: Estimate, scale: number): string {
  const { ci95 } = estimate;
  if (ci95 === null || (ci95[0] <= 0 && ci95[1] >= 0)) return 'none shown';
  return cell(estimate, scale);
}

function digits(value: number): string {
  return Math.abs(value) >= 1000 ? value.toFixed(0) : value.toFixed(2);
}
