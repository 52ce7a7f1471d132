import type { Estimate } from '../../src/simulation/virtual/summary.js';
import type { RecordedFigure, RecordedFigures, RecordedGroups, RecordedResult } from './recorded-days.js';

const COLUMNS: readonly [figure: RecordedFigure, title: string, scale: number, digits: number][] = [
  ['offered', 'offered', 1, 0],
  ['answered', 'answered', 1, 0],
  ['abandoned', 'abandoned', 1, 0],
  ['sl20OfOffered', 'SL20 %', 100, 1],
  ['asaSeconds', 'ASA s', 1, 1],
];
const WIDTH = 22;

/** The columns and what lies between them, as tables for a terminal. */
export function recordedTables({ days, seeds, columns, differences }: RecordedResult): string {
  const span = days.length === 1 ? days[0] : `${days[0]} to ${days.at(-1)}, ${days.length} days`;
  const parts = [
    `${span}; mean of ${seeds} seeds and 95 % interval\n`,
    ...Object.entries(columns).map(([name, groups]) => table(name, groups, plain)),
    ...Object.entries(differences).map(([name, groups]) => table(name, groups, difference)),
    'Only lotse − control is an effect of routing. control − bank is the error of the reconstruction.\n' +
      'The intervals tell what the draws leave open, not what other days would.\n',
  ];
  return parts.join('\n');
}

type Write = (estimate: Estimate, scale: number, digits: number) => string;

function table(title: string, { total, byType, byPriority }: RecordedGroups, write: Write): string {
  const rows: [string, RecordedFigures][] = [
    ['all', total],
    ...Object.entries(byType).map(([type, of]): [string, RecordedFigures] => [`type ${type}`, of]),
    ...Object.entries(byPriority).map(([priority, of]): [string, RecordedFigures] => [`priority ${priority}`, of]),
  ];
  const head = [title.padEnd(WIDTH), ...COLUMNS.map(([, name]) => name.padStart(WIDTH))].join('');
  const lines = rows.map(([name, of]) =>
    [
      name.padEnd(WIDTH),
      ...COLUMNS.map(([figure, , scale, digits]) => write(of[figure], scale, digits).padStart(WIDTH)),
    ].join(''),
  );
  return `${[head, ...lines].join('\n')}\n`;
}

function plain({ mean, ci95 }: Estimate, scale: number, digits: number): string {
  if (mean === null) return '–';
  const value = (mean * scale).toFixed(digits);
  return ci95 === null ? value : `${value} ± ${(((ci95[1] - ci95[0]) / 2) * scale).toFixed(digits)}`;
}

/** An interval that contains 0 shows nothing. */
function difference(estimate: Estimate, scale: number, digits: number): string {
  const { ci95, mean } = estimate;
  if (mean === null || ci95 === null || (ci95[0] <= 0 && ci95[1] >= 0)) return 'no difference shown';
  return `${mean > 0 ? '+' : ''}${plain(estimate, scale, digits)}`;
}
