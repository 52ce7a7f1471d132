import type { AgentChannel, AgentConfig } from '../domain/agent.js';
import { DeskTable } from './desk-table.js';
import { copyOf, LiveState } from './live-state.js';
import { Desk, PASSES } from './model.js';
import { loadOf } from './scorers/scorer.js';
import type { Screen } from './screen.js';
import type { Seating } from './seating.js';
import { abilitiesOf, type AgentAbilities } from './views.js';
import type { Translations } from './translations.js';
import type { WishIndex } from './wish-index.js';
import type { AgentState } from './world.js';

/** The agents: their configuration and their live side. */
export class Floor {
  /** What agents said that are not configured yet. */
  private readonly states = new Map<string, AgentState>();
  private readonly configs = new Map<string, string>();
  /** One table of channels for all agents that are configured alike: looking at it then stays in the cache. */
  private readonly channels = new Map<string, ReadonlyMap<string, AgentChannel>>();
  private readonly restingIds = new Set<string>();
  /** Where `fetch` puts what it read, so that the compiler does not leave the reads out. */
  fetched = 0;

  constructor(
    readonly table: DeskTable,
    private readonly seating: Seating,
    private readonly screen: Screen,
    private readonly wishIndex: WishIndex,
    private readonly translations: Translations,
  ) {}

  /** Undefined when nothing changed. */
  configure(config: AgentConfig): Desk | undefined {
    const { id } = config;
    const text = JSON.stringify(config);
    if (this.configs.get(id) === text) return undefined;
    const before = this.remove(id)?.state;
    const said = before === undefined ? this.states.get(id) : copyOf(before);
    this.states.delete(id);
    this.configs.set(id, text);
    const abilities = this.abilities(config);
    const no = this.table.reserve(abilities.queues);
    const desk = new Desk(no, id, abilities, new LiveState(id, no, this.table));
    if (said !== undefined) desk.state.take(said);
    desk.resting = this.restingIds.has(id);
    this.table.enter(desk);
    this.wishIndex.adopt(desk);
    for (const channel of desk.abilities.channels.keys()) this.seating.openLane(desk, { channel, dialFirst: false });
    this.look(desk);
    this.seating.seatInAll(desk);
    return desk;
  }

  /** Takes an agent away; what it said last is in the desk that is returned. */
  remove(id: string): Desk | undefined {
    const desk = this.table.find(id);
    this.configs.delete(id);
    if (desk === undefined) return undefined;
    desk.version += 1;
    if (desk.isOnDuty) this.translations.note(desk, -1);
    this.seating.unseatFromAll(desk);
    this.table.leave(desk);
    this.wishIndex.orphan(desk);
    return desk;
  }

  forget(id: string): void {
    this.states.delete(id);
  }

  /** The desk, when it is configured and something changed. */
  report(state: AgentState): Desk | undefined {
    const desk = this.table.find(state.id);
    if (desk === undefined) {
      this.states.set(state.id, copyOf(state));
      return undefined;
    }
    this.fetch(desk);
    if (!desk.state.take(state)) return undefined;
    this.look(desk);
    return desk;
  }

  /**
   * Reads at once what is about to be looked at of an agent, one after the other otherwise: with many agents none of it is
   * in the cache, and waits for memory overlap only where neither depends on the other.
   */
  private fetch({ abilities, state, lanes, near, wishes }: Desk): void {
    const objects = abilities.capacity + state.total + (wishes?.first ?? 0);
    this.fetched = objects + this.seating.peek(near.first) + this.seating.peek(lanes?.first ?? -1);
  }

  /** The overlay of a match: one more contact of the channel. */
  occupy(desk: Desk, channel: string): void {
    desk.state.occupy(channel);
    this.look(desk);
  }

  /** The overlay of a match whose customer is called first. */
  stand(desk: Desk): void {
    desk.state.standsForDial = true;
    this.look(desk);
  }

  rest(id: string, resting: boolean): Desk | undefined {
    if (resting === this.restingIds.has(id)) return undefined;
    if (resting) this.restingIds.add(id);
    else this.restingIds.delete(id);
    const desk = this.table.find(id);
    if (desk === undefined) return undefined;
    desk.resting = resting;
    this.look(desk);
    return desk;
  }

  /** Renews what is derived from the live side; the classes' counts follow with the seating's `settle`. */
  private look(desk: Desk): void {
    const { no, used } = desk;
    desk.version += 1;
    this.table.used[no] = used;
    this.table.loads[no] = used === 0 ? 0 : loadOf(desk);
    this.table.working.set(no, used > 0);
    const isOnDuty = desk.state.presence !== 'offline';
    if (isOnDuty !== desk.isOnDuty) {
      desk.isOnDuty = isOnDuty;
      this.translations.note(desk, isOnDuty ? 1 : -1);
    }
    for (let lane = desk.lanes; lane !== undefined; lane = lane.next) {
      const verdict = this.screen.working(desk, lane);
      if (verdict === lane.verdict) continue;
      lane.verdict = verdict;
      lane.free.set(no, verdict === PASSES);
    }
  }

  private abilities(config: AgentConfig): AgentAbilities {
    const abilities = abilitiesOf(config);
    const text = JSON.stringify(config.channels);
    const known = this.channels.get(text);
    if (known !== undefined) return { ...abilities, channels: known };
    this.channels.set(text, abilities.channels);
    return abilities;
  }
}
