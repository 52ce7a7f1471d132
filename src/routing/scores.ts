import type { ProfileCredits } from '../domain/configuration.js';
import { DESK_ROW, WISHES, type DeskTable } from './desk-table.js';
import type { FitTable } from './fit-table.js';
import { BOT, FIXED, LINE, VIRTUAL, WHOLES, WISH } from './lines.js';
import type { ContactClass } from './model.js';
import type { ScoreBook } from './score-book.js';
import { grownMs } from './scorers/scorer.js';
import type { WaitingTable } from './waiting-table.js';

/** What contacts and agents are worth at one moment, in whole ms, from the tables. */
export class Scores {
  now = 0;

  constructor(
    private readonly waiting: WaitingTable,
    private readonly desks: DeskTable,
    private readonly fits: FitTable,
    private readonly book: ScoreBook,
  ) {}

  /** Age and what belongs to the contact alone. */
  contactMs(contact: number, ageRate: number): number {
    const { lines } = this.waiting;
    const at = contact * LINE;
    return grownMs(ageRate, this.now - lines[at + VIRTUAL]!) + lines[at + FIXED]!;
  }

  /** What an agent's load and idling earn under a profile. */
  deskMs(agent: number, weights: ProfileCredits, idleRate: number): number {
    return this.book.loadMs(this.desks.loads[agent]!, weights) + grownMs(idleRate, this.idleMs(agent));
  }

  /** Idle ms that count. */
  idleMs(agent: number): number {
    const { used, idleSince } = this.desks;
    return this.book.idleMs(used[agent]!, idleSince[agent]!, this.now);
  }

  /** All that an agent with a seat adds to a class's contact, affinity and the credit for bots left aside. */
  seatMs(agent: number, { seats, demand, idleRate }: ContactClass): number {
    return this.fits.totals[seats.fit(agent)]! + this.deskMs(agent, demand.profile.credits, idleRate);
  }

  /** Of a pair that passes. */
  total(contact: number, agent: number, group: ContactClass): number {
    const affinity = this.wishes(contact, agent) ? group.affinityMs : 0;
    return this.contactMs(contact, group.ageRate) + this.seatMs(agent, group) + affinity + this.botMs(contact, agent);
  }

  /** What a contact adds for an agent that is a bot. */
  botMs(contact: number, agent: number): number {
    return this.desks.bots.has(agent) ? this.waiting.lines[contact * LINE + BOT]! : 0;
  }

  /** Whether an affinity credit is due for this pair. */
  wishes(contact: number, agent: number): boolean {
    const wish = this.waiting.wholes[contact * WHOLES + WISH]!;
    return wish !== 0 && wish === this.desks.rows[agent * DESK_ROW + WISHES];
  }
}
