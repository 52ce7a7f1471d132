import type { CoolDown, DeclineFilter, DemandFilter, Filter, LiveFilter, RestFilter } from './filters/filter.js';
import { PASSES, verdictOf, type LaneKey } from './model.js';
import type { AgentAbilities, Demand, LiveView } from './views.js';

/** The filters in force, sorted by what their verdicts hold for. A filter that is not listed refuses nobody. */
export class Screen {
  private readonly demand: readonly { filter: DemandFilter; verdict: number }[];
  private readonly exclusive: DemandFilter | undefined;
  private readonly live: readonly { filter: LiveFilter; verdict: number }[];
  private readonly decline: DeclineFilter | undefined;
  private readonly rest: RestFilter | undefined;

  constructor(
    filters: readonly Filter[],
    readonly coolDown: CoolDown,
  ) {
    const numbered = <F extends Filter>(filter: F): { filter: F; verdict: number } => ({
      filter,
      verdict: verdictOf(filter.reason),
    });
    this.demand = filters.filter((filter) => filter.scope === 'demand').map(numbered);
    this.exclusive = filters.find(
      (filter): filter is DemandFilter => filter.scope === 'demand' && filter.only !== undefined,
    );
    this.live = filters.filter((filter) => filter.scope === 'live').map(numbered);
    this.decline = filters.find((filter) => filter.scope === 'decline');
    this.rest = filters.find((filter) => filter.scope === 'rest');
  }

  /** The first filter that refuses an agent's configuration for a class. */
  configured(demand: Demand, agent: AgentAbilities): number {
    for (const { filter, verdict } of this.demand) if (!filter.passes(demand, agent)) return verdict;
    return PASSES;
  }

  /** The only agent that can have a seat in a class; all others are `RESERVED` for it. Undefined: any may. */
  only(demand: Demand): string | undefined {
    return this.exclusive?.only?.(demand);
  }

  /** The first filter that refuses an agent's live side in a lane; resting comes last. */
  working(agent: LiveView, { channel, dialFirst }: LaneKey): number {
    for (const { filter, verdict } of this.live) if (!filter.passes(agent, channel, dialFirst)) return verdict;
    return this.rests(agent.resting) ? RESTING : PASSES;
  }

  rests(resting: boolean): boolean {
    return this.rest !== undefined && !this.rest.passes(resting);
  }

  /** Whether a decline that long ago can still bar its agent. */
  isCooling(declinedMsAgo: number): boolean {
    return this.decline !== undefined && !this.decline.passes(declinedMsAgo, () => true, this.coolDown);
  }

  /** Whether a decline bars its agent now. */
  bars(declinedMsAgo: number, freshAgent: () => boolean): boolean {
    return this.decline !== undefined && !this.decline.passes(declinedMsAgo, freshAgent, this.coolDown);
  }
}

export const RESTING = verdictOf('resting');
export const RESERVED = verdictOf('reservedForOther');
export const COOL_DOWN = verdictOf('coolDown');
