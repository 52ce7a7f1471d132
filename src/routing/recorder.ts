import { CompactDecision, FIGURES } from '../domain/compact-decision.js';
import type { TieBreak } from '../domain/decision.js';
import type { Backlog } from './backlog.js';
import type { DeskTable } from './desk-table.js';
import type { Exclusions } from './exclusions.js';
import { ACCEPTANCE, BOT, CREDITS, DUE, ENQUEUED, LINE, PRIORITY, SEQUENCE, VALUE, VIRTUAL } from './lines.js';
import type { ContactClass } from './model.js';
import * as FIT from './fit-table.js';
import type { FitTable } from './fit-table.js';
import type { ScoreBook } from './score-book.js';
import type { Scores } from './scores.js';
import { grownMs } from './scorers/scorer.js';
import { RECORDED, type Shortlist } from './shortlist.js';
import { PULLED, type WaitingTable } from './waiting-table.js';

/** Copied for each record: an array of doubles from the start, so that it is never converted. */
const NO_FIGURES: readonly number[] = Array.from({ length: RECORDED * FIGURES }, () => 0.5);

/** The same of ids. */
const NO_OTHERS: readonly string[] = Array.from({ length: RECORDED }, () => '');

/** Of candidates without any: shared, never written. */
const NO_STAGES: (string | undefined)[] = Array.from({ length: RECORDED }, () => undefined);

/** Writes down how a match came about, before the match changes anything. */
export class Recorder {
  /** Records of the last `decide` whose contact looked for an agent, and its class: their examples are named later. */
  private readonly records: CompactDecision[] = [];
  private readonly groups: ContactClass[] = [];
  /** Where the last record asked for was found: they are asked for in turn. */
  private cursor = 0;
  /** The agent and the class of the candidate before: what only they decide is worked out once. */
  private agent = -1;
  private group: ContactClass | undefined;
  /** Of that agent: 0–1; ms that count; ms of credit in that class. */
  private load = 0;
  private idleMs = 0;
  /** Where `fetch` puts what it read, so that the compiler does not leave the reads out. */
  fetched = 0;
  private loadMs = 0;
  private idleCreditMs = 0;

  constructor(
    private readonly waiting: WaitingTable,
    private readonly desks: DeskTable,
    private readonly backlog: Backlog,
    private readonly scores: Scores,
    private readonly fits: FitTable,
    private readonly book: ScoreBook,
    private readonly exclusions: Exclusions,
  ) {}

  /** @param side the best pairs of the side that became possible, the winner first */
  record(side: Shortlist, trigger: 'contact' | 'agent'): CompactDecision {
    const { waiting } = this;
    const { now } = this.scores;
    const contact = side.contacts[0]!;
    const winner = side.agents[0]!;
    const group = this.backlog.groupOf(contact)!;
    const { profile, step } = group.demand;
    const ofContact = trigger === 'contact';
    const others = NO_OTHERS.slice(0, side.length);
    let stages = NO_STAGES;
    this.agent = -1;
    this.fetch(side);
    const figures = NO_FIGURES.slice(0, side.length * FIGURES);
    for (let i = 0; i < side.length; i += 1) {
      const [each, agent] = [side.contacts[i]!, side.agents[i]!];
      others[i] = ofContact ? this.desks.ids[agent]! : waiting.ids[each]!;
      const stage = waiting.stage(each);
      if (stage !== undefined) {
        if (stages === NO_STAGES) stages = NO_STAGES.slice(0, side.length);
        stages[i] = stage;
      }
      this.write(figures, i * FIGURES, each, agent, side.totals[i]!, side.fits[i]!);
    }
    const counts = ofContact ? this.exclusions.ofContact(contact) : this.exclusions.ofDesk(winner);
    const [id, agentId] = [waiting.ids[contact]!, this.desks.ids[winner]!];
    const tie = this.tieBreakOf(side);
    const record = new CompactDecision(id, agentId, now, profile, trigger, step, others, figures, stages, counts, tie);
    if (ofContact) {
      this.records.push(record);
      this.groups.push(group);
    }
    return record;
  }

  /** Reads all candidates at once: waits for memory then overlap, instead of following each other. */
  private fetch({ contacts, length }: Shortlist): void {
    const { lines, ids } = this.waiting;
    let sum = 0;
    for (let i = 0; i < length; i += 1) {
      const contact = contacts[i]!;
      const line = contact * LINE;
      sum += lines[line + VIRTUAL]! + lines[line + CREDITS]! + (ids[contact] === undefined ? 1 : 0);
    }
    this.fetched = sum;
  }

  /** Forgets the classes of the records made so far. */
  startAnew(): void {
    if (this.records.length === 0) return;
    this.records.length = 0;
    this.groups.length = 0;
    this.cursor = 0;
  }

  /** The class that a record's contact was in, when the contact was what looked and the record is of the last `decide`. */
  groupOf(record: CompactDecision): ContactClass | undefined {
    let at = this.records.indexOf(record, this.cursor);
    if (at < 0) at = this.records.indexOf(record);
    if (at >= 0) this.cursor = at;
    return this.groups[at];
  }

  /** Writes a candidate's figures in the order of `CANDIDATE_FIGURES`. */
  private write(figures: number[], at: number, contact: number, agent: number, totalMs: number, fit: number): void {
    const { scores, waiting } = this;
    const { lines } = waiting;
    const { rows } = this.fits;
    const line = contact * LINE;
    const row = fit * FIT.FIT_ROW;
    const group = this.backlog.groupOf(contact)!;
    if (agent !== this.agent || group !== this.group) this.lookAt(agent, group);
    const { ageRate, affinityMs } = group;
    const ageMs = scores.now - lines[line + VIRTUAL]!;
    const isBot = this.desks.bots.has(agent);
    const isPulled = waiting.has(contact, PULLED);
    const isWished = affinityMs === 0 ? this.isNamed(contact, agent) : scores.wishes(contact, agent);
    figures[at] = totalMs;
    figures[at + 1] = grownMs(ageRate, ageMs);
    figures[at + 2] = lines[line + CREDITS]!;
    figures[at + 3] = lines[line + CREDITS + 1]!;
    figures[at + 4] = lines[line + CREDITS + 2]!;
    figures[at + 5] = lines[line + CREDITS + 3]!;
    figures[at + 6] = rows[row + FIT.SKILL_MS]!;
    figures[at + 7] = rows[row + FIT.PREFERENCE_MS]!;
    figures[at + 8] = rows[row + FIT.CHANNEL_MS]!;
    figures[at + 9] = isWished ? affinityMs : 0;
    figures[at + 10] = this.loadMs;
    figures[at + 11] = this.idleCreditMs;
    figures[at + 12] = isBot ? lines[line + BOT]! : 0;
    figures[at + 13] = rows[row + FIT.TRANSLATION_MS]!;
    figures[at + 14] = isPulled ? this.book.frontMs() : 0;
    figures[at + 15] = group.demand.agingRate;
    figures[at + 16] = ageMs;
    figures[at + 17] = lines[line + PRIORITY]!;
    figures[at + 18] = lines[line + VALUE]!;
    figures[at + 19] = lines[line + DUE]!;
    figures[at + 20] = rows[row + FIT.SKILL]!;
    figures[at + 21] = rows[row + FIT.PREFERENCE]!;
    figures[at + 22] = rows[row + FIT.CHANNEL]!;
    figures[at + 23] = isWished ? 1 : 0;
    figures[at + 24] = this.load;
    figures[at + 25] = this.idleMs;
    figures[at + 26] = this.desks.idleSince[agent]!;
    figures[at + 27] = lines[line + ENQUEUED]!;
    figures[at + 28] = lines[line + SEQUENCE]!;
    figures[at + 29] = isBot ? lines[line + ACCEPTANCE]! : 0;
    figures[at + 30] = rows[row + FIT.TRANSLATION]!;
    figures[at + 31] = isPulled ? 1 : 0;
  }

  private lookAt(agent: number, group: ContactClass): void {
    this.agent = agent;
    this.group = group;
    this.load = this.desks.loads[agent]!;
    this.idleMs = this.scores.idleMs(agent);
    this.loadMs = this.book.loadMs(this.load, group.demand.profile.credits);
    this.idleCreditMs = grownMs(group.idleRate, this.idleMs);
  }

  /** Whether a contact wishes an agent where that earns nothing, so that no index is kept of it. */
  private isNamed(contact: number, agent: number): boolean {
    return this.book.wishedAgent(this.waiting.namedAgents(contact)) === this.desks.ids[agent]!;
  }

  /** The rule that put the first before the second, when their totals are equal. */
  private tieBreakOf({ length, totals, contacts, agents }: Shortlist): TieBreak | undefined {
    if (length < 2 || totals[0] !== totals[1]) return undefined;
    const { idleSince } = this.desks;
    const { lines } = this.waiting;
    if (idleSince[agents[0]!] !== idleSince[agents[1]!]) return 'idleSince';
    const [a, b] = [contacts[0]! * LINE, contacts[1]! * LINE];
    if (lines[a + ENQUEUED] !== lines[b + ENQUEUED]) return 'enqueuedAt';
    return lines[a + SEQUENCE] === lines[b + SEQUENCE] ? 'agentId' : 'enqueueSeq';
  }
}
