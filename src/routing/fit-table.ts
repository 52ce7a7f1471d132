import { widened } from './bits.js';
import type { Fit } from './score-book.js';

/** Figures of a row: the credits, then what they are measured by. */
export const FIT_ROW = 8;
export const SKILL_MS = 0;
export const PREFERENCE_MS = 1;
export const CHANNEL_MS = 2;
export const TRANSLATION_MS = 3;
export const SKILL = 4;
export const PREFERENCE = 5;
export const CHANNEL = 6;
export const TRANSLATION = 7;

/** All fits that occur, once each, by number: few, so that they stay in the cache. None is ever forgotten. */
export class FitTable {
  /** Of each fit its row, side by side: a record copies them. */
  rows = new Float64Array(64 * FIT_ROW);
  /** Sum of each one's credits, ms. */
  totals = new Float64Array(64);
  private readonly byText = new Map<string, number>();

  numberOf(fit: Fit): number {
    const { skill, preference, channel, skillMs, preferenceMs, channelMs, translation, translationMs } = fit;
    const row = [skillMs, preferenceMs, channelMs, translationMs, skill, preference, channel, translation];
    const text = row.join('|');
    const known = this.byText.get(text);
    if (known !== undefined) return known;
    const no = this.byText.size;
    this.byText.set(text, no);
    if (no >= this.totals.length) {
      this.totals = widened(this.totals, no);
      this.rows = widened(this.rows, (no + 1) * FIT_ROW - 1);
    }
    this.totals[no] = fit.totalMs;
    this.rows.set(row, no * FIT_ROW);
    return no;
  }
}
