import type { Screen } from '../table.js';
import { KIND_WORDS, KINDS } from './kinds.js';
import type { RunLedger } from './run-ledger.js';

const EVERY_MS = { terminal: 500, plain: 5_000 };
const CLEAR_LINE = '\u001b[2K';

/** Shows how the script comes along: a table that stands still in a terminal, plain lines elsewhere. */
export class LiveCounts {
  private readonly timer: NodeJS.Timeout;
  private readonly began = performance.now();
  private drawn = 0;
  private toldFaults = 0;

  constructor(
    private readonly screen: Screen,
    private readonly ledger: RunLedger,
    /** Contacts of the whole script. */
    private readonly planned: number,
    /** What each kind must reach. */
    private readonly least: number,
  ) {
    this.timer = setInterval(() => this.draw(), screen.isTTY ? EVERY_MS.terminal : EVERY_MS.plain);
  }

  stop(): void {
    clearInterval(this.timer);
    this.draw();
  }

  private draw(): void {
    const { contacts, ended, seen, faults } = this.ledger;
    const seconds = (performance.now() - this.began) / 1000;
    const head =
      `${seconds.toFixed(0).padStart(4)} s  ${contacts.size} of ${this.planned} contacts came, ` +
      `${contacts.size - ended} in the center, ${(ended / seconds).toFixed(0)}/s ended, ${faults.length} faults`;
    if (!this.screen.isTTY) {
      const counts = KINDS.map((kind) => `${KIND_WORDS[kind]} ${seen[kind].size}`).join(', ');
      this.screen.write(`${head}; ${counts}\n`);
      for (; this.toldFaults < faults.length; this.toldFaults += 1)
        this.screen.write(`  fault: ${faults[this.toldFaults]}\n`);
      return;
    }
    const lines = [head, ...KINDS.map((kind) => `  ${KIND_WORDS[kind].padEnd(26)}${this.cell(seen[kind].size)}`)];
    const up = this.drawn > 0 ? `\u001b[${this.drawn}A` : '';
    this.screen.write(up + lines.map((line) => `${CLEAR_LINE}${line}\n`).join(''));
    this.drawn = lines.length;
  }

  private cell(count: number): string {
    return `${String(count).padStart(6)} of at least ${this.least}`;
  }
}
