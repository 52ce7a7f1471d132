import type { Spread } from './statistics.js';

/** One measured figure as it is printed and as `--json` shows it. */
export interface Figure {
  name: string;
  unit: string;
  /** The figure itself, with its spread over the runs. */
  value: Spread;
  /** What must hold; left out: for information. */
  must?: { text: string; holds: boolean };
  /** Whatever else the runs showed. */
  detail?: Record<string, unknown>;
}
