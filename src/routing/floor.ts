import type { AgentConfig } from '../domain/agent.js';
import { COUNT, FIRST } from './slot-pool.js';
import { DESK_ROW, NEAR, POSTURE, VERSION, type DeskTable } from './desk-table.js';
import { KIND, NEXT, VERDICT, type LaneTable } from './lane-table.js';
import { Desk, PASSES } from './model.js';
import type { Posture, Postures } from './postures.js';
import type { Seating } from './seating.js';
import { abilitiesOf, offlineState } from './views.js';
import type { Translations } from './translations.js';
import type { WishIndex } from './wish-index.js';
import type { AgentState } from './world.js';

/** The agents: their configuration and their live side. */
export class Floor {
  /** What agents said that are not configured yet. */
  private readonly states = new Map<string, AgentState>();
  private readonly configs = new Map<string, string>();
  private readonly restingIds = new Set<string>();
  /** Where `fetch` puts what it read, so that the compiler does not leave the reads out. */
  fetched = 0;

  constructor(
    readonly table: DeskTable,
    private readonly lanes: LaneTable,
    private readonly postures: Postures,
    private readonly seating: Seating,
    private readonly wishIndex: WishIndex,
    private readonly translations: Translations,
  ) {}

  /** Its number; undefined when nothing changed. */
  configure(config: AgentConfig): number | undefined {
    const { id } = config;
    const text = JSON.stringify(config);
    if (this.configs.get(id) === text) return undefined;
    const said = this.remove(id) ?? this.states.get(id) ?? offlineState(id);
    this.states.delete(id);
    this.configs.set(id, text);
    const setup = this.postures.setup(config.channels);
    const abilities = { ...abilitiesOf(config), channels: setup.channels };
    const no = this.table.reserve(abilities.queues);
    const desk = new Desk(no, id, abilities);
    this.table.idleSince[no] = said.idleSince;
    this.table.enter(desk);
    this.seating.enter(no);
    this.wishIndex.adopt(desk);
    const posture = this.postures.of(setup, said, this.restingIds.has(id));
    this.assume(no, posture);
    if (posture.isOnDuty) this.translations.note(desk, 1);
    for (const channel of setup.channels.keys()) this.seating.openLane(no, { channel, dialFirst: false });
    this.seating.seatInAll(desk);
    return no;
  }

  /** Takes an agent away; returns what it said last, undefined when it is not configured. */
  remove(id: string): AgentState | undefined {
    const desk = this.table.find(id);
    this.configs.delete(id);
    if (desk === undefined) return undefined;
    const { no } = desk;
    const posture = this.postureOf(no);
    const said = { id, ...posture.state, idleSince: this.table.idleSince[no]! };
    this.table.rows[no * DESK_ROW + VERSION]! += 1;
    if (posture.isOnDuty) this.translations.note(desk, -1);
    posture.holders -= 1;
    this.seating.unseatFromAll(desk);
    this.table.leave(desk);
    this.wishIndex.orphan(desk);
    return said;
  }

  forget(id: string): void {
    this.states.delete(id);
  }

  /** Its number, when it is configured and something changed; else −1. */
  report(state: AgentState): number {
    const { table } = this;
    const no = table.numberOf(state.id);
    if (no < 0) {
      this.states.set(state.id, copyOf(state));
      return -1;
    }
    this.fetch(no);
    const { idleSince } = state;
    const before = this.postureOf(no);
    const after = this.postures.told(before, state);
    if (before === after && table.idleSince[no] === idleSince) return -1;
    table.idleSince[no] = idleSince;
    this.change(no, before, after);
    return no;
  }

  /**
   * Reads at once what is about to be looked at of an agent, one after the other otherwise: with many agents none of it is
   * in the cache, and waits for memory overlap only where neither depends on the other.
   */
  private fetch(no: number): void {
    const { rows, idleSince } = this.table;
    const { words } = this.lanes;
    const { pool } = this.seating;
    const [near, lane] = [no * DESK_ROW + NEAR, Math.max(0, this.lanes.first(no))];
    const [firstNear, first] = [rows[near + FIRST]!, words[lane + FIRST]!];
    const last = first + words[lane + COUNT]! - 1;
    const lastNear = firstNear + rows[near + COUNT]! - 1;
    this.fetched = idleSince[no]! + pool.peek(firstNear) + pool.peek(lastNear) + pool.peek(first) + pool.peek(last);
  }

  /** The overlay of a match: one more contact of the channel. */
  occupy(no: number, channel: string): void {
    const before = this.postureOf(no);
    this.change(no, before, this.postures.occupied(before, channel));
  }

  /** The overlay of a match whose customer is called first. */
  stand(no: number): void {
    const before = this.postureOf(no);
    this.change(no, before, this.postures.standing(before));
  }

  /** Its number, when it is configured and was not so before; else −1. */
  rest(id: string, resting: boolean): number {
    if (resting === this.restingIds.has(id)) return -1;
    if (resting) this.restingIds.add(id);
    else this.restingIds.delete(id);
    const no = this.table.numberOf(id);
    if (no < 0) return -1;
    const before = this.postureOf(no);
    this.change(no, before, this.postures.resting(before, resting));
    return no;
  }

  private postureOf(no: number): Posture {
    return this.postures.all[this.table.rows[no * DESK_ROW + POSTURE]!]!;
  }

  /** Renews what is derived from the live side; the classes' counts follow with the seating's `settle`. */
  private change(no: number, before: Posture, after: Posture): void {
    before.holders -= 1;
    this.assume(no, after);
    if (before.isOnDuty !== after.isOnDuty) this.translations.note(this.table.desks[no]!, after.isOnDuty ? 1 : -1);
    const { words } = this.lanes;
    for (let lane = this.lanes.first(no); lane >= 0; lane = words[lane + NEXT]!) {
      const kind = this.lanes.kinds[words[lane + KIND]!]!;
      const verdict = this.postures.verdict(after, kind);
      if (verdict === words[lane + VERDICT]) continue;
      words[lane + VERDICT] = verdict;
      kind.free.set(no, verdict === PASSES);
    }
  }

  private assume(no: number, posture: Posture): void {
    const { table } = this;
    const row = no * DESK_ROW;
    posture.holders += 1;
    table.rows[row + POSTURE] = posture.no;
    table.rows[row + VERSION]! += 1;
    table.used[no] = posture.used;
    table.loads[no] = posture.load;
    table.working.set(no, posture.used > 0);
  }
}

/** A copy that stays as it is. */
function copyOf(state: AgentState): AgentState {
  return { ...state, used: { ...state.used } };
}
