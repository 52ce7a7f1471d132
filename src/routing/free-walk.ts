import { bitCount } from './bits.js';
import type { CoolDowns } from './cool-downs.js';
import type { DeskTable } from './desk-table.js';
import type { FitTable } from './fit-table.js';
import type { ContactClass } from './model.js';
import type { ScoreBook } from './score-book.js';
import { grownMs } from './scorers/scorer.js';
import type { Scores } from './scores.js';
import { BITS, INDEX, SEAT_WORD, START } from './seats.js';
import type { Shortlist } from './shortlist.js';

/** Looks at all free agents that have a seat in a class: two sets of bits, 32 agents at a time. */
export class FreeWalk {
  constructor(
    private readonly desks: DeskTable,
    private readonly fits: FitTable,
    private readonly coolDowns: CoolDowns,
    private readonly scores: Scores,
    private readonly book: ScoreBook,
  ) {}

  /**
   * @param contactMs what the contact is worth whoever serves it
   * @param botMs what it adds for a bot
   * @param wished number of the agent with which affinity counts; −1: none
   * @param mayBar whether a cool-down can bar some of them
   * @param botsOnly leaves humans out
   */
  walk(
    { seats, kind, demand, idleRate, affinityMs }: ContactClass,
    contact: number,
    contactMs: number,
    botMs: number,
    list: Shortlist,
    wished: number,
    mayBar: boolean,
    botsOnly: boolean,
  ): void {
    const { idleSince, used, loads, working, bots } = this.desks;
    const { totals } = this.fits;
    const { book } = this;
    const { now } = this.scores;
    const { credits } = demand.profile;
    const { words, wordCount, fits } = seats;
    const { words: freeWords } = kind.free;
    const withoutWork = contactMs + book.loadMs(0, credits);
    for (let at = 0; at < wordCount * SEAT_WORD; at += SEAT_WORD) {
      const index = words[at + INDEX]!;
      const seated = words[at + BITS]!;
      let left = seated & freeWords[index]!;
      if (botsOnly) left &= bots.words[index]!;
      if (left === 0) continue;
      const start = words[at + START]!;
      const busy = working.words[index]!;
      while (left !== 0) {
        const bit = left & -left;
        left ^= bit;
        const agent = (index << 5) + 31 - Math.clz32(bit);
        const fit = fits[start + bitCount(seated & (bit - 1))]!;
        const works = (busy & bit) !== 0;
        const standing = works ? contactMs + book.loadMs(loads[agent]!, credits) : withoutWork;
        const idleMs = book.idleMs(works ? used[agent]! : 0, idleSince[agent]!, now);
        let total = standing + totals[fit]! + grownMs(idleRate, idleMs);
        if (agent === wished) total += affinityMs;
        if (botMs !== 0 && bots.has(agent)) total += botMs;
        if (total < list.worst || (mayBar && this.coolDowns.bars(contact, agent))) continue;
        list.offer(contact, agent, total, fit);
      }
    }
  }
}
