import { EXCLUSION_REASONS, type ExclusionReason } from '../domain/decision.js';
import type { Backlog } from './backlog.js';
import type { ClassTable } from './class-table.js';
import type { CoolDowns } from './cool-downs.js';
import { DESK_ROW, HELD, NEAR, type DeskTable } from './desk-table.js';
import { NEXT, VERDICT, type LaneTable } from './lane-table.js';
import { FAR, PASSES, VERDICTS } from './model.js';
import { COOL_DOWN, RESERVED, RESTING as REST, type Screen } from './screen.js';
import { COUNT, FIRST, type SlotPool } from './slot-pool.js';
import { COOLING, type WaitingTable } from './waiting-table.js';

const NO_COUNTS = EXCLUSION_REASONS.map(() => 0);

/** Counts who was refused and why, from tables that are kept: no look at each agent or contact. */
export class Exclusions {
  private readonly counts = new Int32Array(VERDICTS);

  constructor(
    private readonly waiting: WaitingTable,
    private readonly backlog: Backlog,
    private readonly classes: ClassTable,
    private readonly desks: DeskTable,
    private readonly lanes: LaneTable,
    private readonly pool: SlotPool,
    private readonly coolDowns: CoolDowns,
    private readonly screen: Screen,
  ) {}

  /** Configured agents by the first filter that keeps them from a contact, in the order of the reasons. */
  ofContact(contact: number): number[] {
    const { counts } = this;
    const group = this.backlog.groupOf(contact);
    counts.fill(0);
    if (group === undefined) return this.listed();
    const first = group.slot * VERDICTS;
    for (let verdict = 0; verdict < VERDICTS; verdict += 1) counts[verdict] = this.classes.counts[first + verdict]!;
    if (this.waiting.has(contact, COOLING)) {
      for (const agentId in this.waiting.declines(contact)) {
        const agent = this.desks.numberOf(agentId);
        if (agent < 0 || !group.seats.has(agent)) continue;
        const verdict = this.lanes.applied(agent, group.kind);
        if ((verdict !== PASSES && verdict !== REST) || !this.coolDowns.bars(contact, agent)) continue;
        counts[verdict]! -= 1;
        counts[COOL_DOWN]! += 1;
      }
    }
    return this.listed();
  }

  /** Waiting contacts by the first filter that keeps an agent from them, in the order of the reasons. */
  ofDesk(agent: number): number[] {
    const { counts, lanes } = this;
    const { sizes, waiting } = this.classes;
    const { cells } = this.pool;
    const { rows } = this.desks;
    const { words } = lanes;
    counts.fill(0);
    let far = waiting;
    const near = agent * DESK_ROW + NEAR;
    const stop = rows[near + FIRST]! + rows[near + COUNT]!;
    for (let at = rows[near + FIRST]!; at < stop; at += 1) {
      const size = sizes[cells[2 * at]!]!;
      counts[cells[2 * at + 1]!]! += size;
      far -= size;
    }
    for (let lane = lanes.first(agent); lane >= 0; lane = words[lane + NEXT]!) {
      const end = words[lane + FIRST]! + words[lane + COUNT]!;
      let size = 0;
      for (let at = words[lane + FIRST]!; at < end; at += 1) size += sizes[cells[2 * at]!]!;
      counts[words[lane + VERDICT]!]! += size;
      far -= size;
    }
    // Those of other agents are in none of its lists, and not far: their class has no place for it.
    const ofOthers = this.classes.reserved - rows[agent * DESK_ROW + HELD]!;
    counts[RESERVED]! += ofOthers;
    counts[FAR]! += far - ofOthers;
    if (this.backlog.declined.size > 0) this.addCoolDowns(agent);
    if (this.backlog.resting.size > 0 && this.screen.rests(true)) this.addResting(agent);
    return this.listed();
  }

  private addCoolDowns(agent: number): void {
    const declined = this.backlog.declined.get(this.desks.ids[agent]!);
    if (declined === undefined) return;
    for (const contact of declined) {
      const verdict = this.verdictOf(agent, contact);
      if ((verdict !== PASSES && verdict !== REST) || !this.isBarred(agent, contact)) continue;
      this.counts[verdict]! -= 1;
      this.counts[COOL_DOWN]! += 1;
    }
  }

  private addResting(agent: number): void {
    for (const contact of this.backlog.resting) {
      if (this.verdictOf(agent, contact) !== PASSES || this.isBarred(agent, contact)) continue;
      this.counts[REST]! += 1;
    }
  }

  /** What keeps an agent from a contact's class now, cool-downs and the contact's own rest left aside. */
  verdictOf(agent: number, contact: number): number {
    const group = this.backlog.groupOf(contact);
    if (group === undefined) return COOL_DOWN;
    const configured = this.screen.configured(group.demand, this.desks.desks[agent]!.abilities);
    return configured === PASSES ? this.lanes.verdict(agent, group.kind) : configured;
  }

  isBarred(agent: number, contact: number): boolean {
    return this.backlog.groupOf(contact)?.seats.has(agent) === true && this.coolDowns.bars(contact, agent);
  }

  private listed(): number[] {
    const listed = NO_COUNTS.slice();
    for (let verdict = 1; verdict < VERDICTS; verdict += 1) listed[verdict - 1] = this.counts[verdict]!;
    return listed;
  }
}

/** Those that are not 0, by name. */
export function named(counts: readonly number[]): Partial<Record<ExclusionReason, number>> {
  const byReason: Partial<Record<ExclusionReason, number>> = {};
  EXCLUSION_REASONS.forEach((reason, i) => {
    const n = counts[i] ?? 0;
    if (n > 0) byReason[reason] = n;
  });
  return byReason;
}
