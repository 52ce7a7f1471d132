import type { Backlog } from './backlog.js';
import type { ClassTable } from './class-table.js';
import type { DeskTable } from './desk-table.js';
import type { LaneTable } from './lane-table.js';
import { PASSES } from './model.js';
import type { Screen } from './screen.js';
import { COOLING, NO_CLASS, type WaitingTable } from './waiting-table.js';

/** Whom a decline keeps from a contact. */
export class CoolDowns {
  now = 0;
  /** Cooling contacts that a free agent was kept from only because another agent passes. */
  readonly keptForOthers = new Set<number>();

  constructor(
    private readonly waiting: WaitingTable,
    private readonly backlog: Backlog,
    private readonly classes: ClassTable,
    private readonly desks: DeskTable,
    private readonly lanes: LaneTable,
    private readonly screen: Screen,
  ) {}

  /** Whether a cool-down bars this pair. */
  bars(contact: number, agent: number): boolean {
    if (!this.waiting.has(contact, COOLING)) return false;
    const at = this.waiting.declines(contact)[this.desks.ids[agent]!];
    if (at === undefined) return false;
    let fresh = false;
    const barred = this.screen.bars(this.now - at, () => (fresh = this.hasFresh(contact)));
    if (fresh) this.keptForOthers.add(contact);
    return barred;
  }

  /** Whether an agent passes all other filters that did not decline this contact within the soft cool-down. */
  hasFresh(contact: number): boolean {
    const group = this.backlog.groupOf(contact);
    if (group === undefined || this.waiting.slot(contact) === NO_CLASS) return false;
    let fresh = this.classes.passing(group.slot);
    const declines = this.waiting.declines(contact);
    for (const agentId in declines) {
      if (!this.screen.isCooling(this.now - (declines[agentId] ?? 0))) continue;
      const agent = this.desks.numberOf(agentId);
      if (agent < 0 || !group.seats.has(agent)) continue;
      if (this.lanes.applied(agent, group.kind) === PASSES) fresh -= 1;
    }
    return fresh > 0;
  }
}
