import type { Progress } from './live-column.js';

/** A stream that may be a terminal. */
export interface Screen {
  isTTY?: boolean;
  write(text: string): unknown;
}

const EVERY_MS = { terminal: 500, plain: 5_000 };
const CLEAR_LINE = '\u001b[2K';

/** Shows how the columns come along: a table that stands still in a terminal, plain lines elsewhere. */
export class LiveTable {
  private readonly timer: NodeJS.Timeout;
  private drawn = 0;

  constructor(
    private readonly screen: Screen,
    private readonly moment: () => number,
    private readonly columns: readonly { name: string; progress: () => Progress }[],
  ) {
    const everyMs = screen.isTTY ? EVERY_MS.terminal : EVERY_MS.plain;
    this.timer = setInterval(() => this.draw(), everyMs);
    setTimeout(() => this.draw(), EVERY_MS.terminal).unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.draw();
  }

  private draw(): void {
    const now = clockText(this.moment());
    if (!this.screen.isTTY) {
      for (const { name, progress } of this.columns)
        this.screen.write(`${now} ${name.padEnd(8)} ${wordsOf(progress())}\n`);
      return;
    }
    const lines = [
      `${now}   waiting talking | offered answered abandoned  SL20   ASA`,
      ...this.columns.map(({ name, progress }) => `${name.padEnd(8)}   ${cellsOf(progress())}`),
    ];
    const up = this.drawn > 0 ? `\u001b[${this.drawn}A` : '';
    this.screen.write(up + lines.map((line) => `${CLEAR_LINE}${line}\n`).join(''));
    this.drawn = lines.length;
  }
}

function slOf(progress: Progress): string {
  const decided = progress.answered + progress.abandoned;
  return decided > 0 ? `${((100 * progress.inTime) / decided).toFixed(1)} %` : '–';
}

function asaOf(progress: Progress): string {
  return progress.answered > 0 ? `${(progress.waitedSeconds / progress.answered).toFixed(0)} s` : '–';
}

function cellsOf(p: Progress): string {
  const cells: [string | number, number][] = [
    [p.waiting, 7],
    [p.talking, 7],
    ['|', 1],
    [p.offered, 7],
    [p.answered, 8],
    [p.abandoned, 9],
    [slOf(p), 7],
    [asaOf(p), 6],
  ];
  return cells.map(([value, width]) => String(value).padStart(width)).join(' ');
}

function wordsOf(p: Progress): string {
  return `waiting ${p.waiting}, talking ${p.talking}; offered ${p.offered}, answered ${p.answered}, abandoned ${p.abandoned}, SL20 so far ${slOf(p)}, ASA ${asaOf(p)}`;
}

/** Seconds since midnight as hh:mm:ss. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
