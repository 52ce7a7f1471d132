import { widened } from './bits.js';
import type { Fit } from './score-book.js';

/** All fits that occur, once each, by number: few, so that they stay in the cache. None is ever forgotten. */
export class FitTable {
  readonly all: Fit[] = [];
  /** Sum of each one's credits, ms. */
  totals = new Float64Array(64);
  private readonly byText = new Map<string, number>();

  numberOf(fit: Fit): number {
    const { skill, preference, channel, skillMs, preferenceMs, channelMs, translation, translationMs } = fit;
    const text = `${skill}|${preference}|${channel}|${skillMs}|${preferenceMs}|${channelMs}|${translation}|${translationMs}`;
    const known = this.byText.get(text);
    if (known !== undefined) return known;
    const no = this.all.push(fit) - 1;
    this.byText.set(text, no);
    if (no >= this.totals.length) this.totals = widened(this.totals, no);
    this.totals[no] = fit.totalMs;
    return no;
  }
}
