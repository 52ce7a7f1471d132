import type { AgentChannel } from '../domain/agent.js';
import type { LaneKind } from './model.js';
import { loadOf } from './scorers/scorer.js';
import type { Screen } from './screen.js';
import type { LiveSide, LiveView } from './views.js';
import type { AgentState } from './world.js';

/** So many are kept before those that no agent has are forgotten. */
const FIRST_LIMIT = 10_000;

/** What live filters look at of an agent's configuration; one for all agents with the same channels. */
export interface Setup {
  /** Its number among all. */
  readonly no: number;
  readonly channels: ReadonlyMap<string, AgentChannel>;
  /** Sum of all channel capacities. */
  readonly capacity: number;
}

/** A live side that agents with one setup can have; all that have it share this, so that it stays in the cache. */
export class Posture implements LiveView {
  /** 0–1: used ÷ capacity over all channels. */
  readonly load: number;
  /** Verdicts by kind of lane, each found when it is first asked for. */
  readonly verdicts: number[] = [];
  /** Agents that have it. */
  holders = 0;
  /** Where the last report of an agent in this one led: most reports repeat one. */
  following: Posture | undefined;
  /** With one more contact, by channel. */
  readonly occupied = new Map<string, Posture>();

  constructor(
    /** Its number among all; used again when it is forgotten. */
    readonly no: number,
    readonly abilities: Setup,
    readonly state: LiveSide,
    /** Used capacity over all channels. */
    readonly used: number,
    readonly resting: boolean,
  ) {
    this.load = used === 0 ? 0 : loadOf(this);
  }

  get isOnDuty(): boolean {
    return this.state.presence !== 'offline';
  }

  /** Whether a report says just this. */
  isToldBy({ presence, channels, notResponding, standsForDial = false, used }: AgentState): boolean {
    const { state } = this;
    return (
      state.presence === presence &&
      state.notResponding === notResponding &&
      state.standsForDial === standsForDial &&
      (state.channels === channels || sameList(state.channels, channels)) &&
      sameUse(state.used, used)
    );
  }
}

/** All postures that agents have, once each, by number. */
export class Postures {
  readonly all: (Posture | undefined)[] = [];
  private readonly byText = new Map<string, Posture>();
  private readonly setups = new Map<string, Setup>();
  private readonly free: number[] = [];
  private limit = FIRST_LIMIT;

  constructor(private readonly screen: Screen) {}

  setup(channels: readonly AgentChannel[]): Setup {
    const text = JSON.stringify(channels);
    let setup = this.setups.get(text);
    if (setup === undefined) {
      const capacity = channels.reduce((sum, channel) => sum + channel.capacity, 0);
      setup = { no: this.setups.size, channels: new Map(channels.map((each) => [each.id, each])), capacity };
      this.setups.set(text, setup);
    }
    return setup;
  }

  of(
    setup: Setup,
    { presence, channels, notResponding, standsForDial = false, used }: LiveSide,
    resting: boolean,
  ): Posture {
    const busy = Object.entries(used).filter(([, n]) => n !== 0);
    busy.sort(([a], [b]) => (a < b ? -1 : 1));
    const text = JSON.stringify([setup.no, presence, channels, notResponding, standsForDial, busy, resting]);
    const known = this.byText.get(text);
    if (known !== undefined) return known;
    if (this.byText.size >= this.limit) this.tidy();
    const state = {
      presence,
      channels: channels && [...channels],
      notResponding,
      standsForDial,
      used: Object.fromEntries(busy),
    };
    const total = busy.reduce((sum, [, n]) => sum + n, 0);
    const posture = new Posture(this.free.pop() ?? this.all.length, setup, state, total, resting);
    this.all[posture.no] = posture;
    this.byText.set(text, posture);
    return posture;
  }

  /** What a report makes of a posture. */
  told(before: Posture, report: AgentState): Posture {
    if (before.isToldBy(report)) return before;
    const { following } = before;
    if (following !== undefined && following.isToldBy(report)) return following;
    return (before.following = this.of(before.abilities, report, before.resting));
  }

  /** One more contact of a channel. */
  occupied(before: Posture, channel: string): Posture {
    let after = before.occupied.get(channel);
    if (after === undefined) {
      const used = { ...before.state.used, [channel]: (before.state.used[channel] ?? 0) + 1 };
      after = this.of(before.abilities, { ...before.state, used }, before.resting);
      before.occupied.set(channel, after);
    }
    return after;
  }

  standing(before: Posture): Posture {
    return this.of(before.abilities, { ...before.state, standsForDial: true }, before.resting);
  }

  resting(before: Posture, resting: boolean): Posture {
    return this.of(before.abilities, before.state, resting);
  }

  /** The first filter that refuses who has it in a lane. */
  verdict(posture: Posture, kind: LaneKind): number {
    return (posture.verdicts[kind.no] ??= this.screen.working(posture, kind));
  }

  /** Forgets those that no agent has. */
  private tidy(): void {
    for (const [text, posture] of this.byText) {
      posture.following = undefined;
      posture.occupied.clear();
      if (posture.holders > 0) continue;
      this.byText.delete(text);
      this.all[posture.no] = undefined;
      this.free.push(posture.no);
    }
    this.limit = Math.max(FIRST_LIMIT, 2 * this.byText.size);
  }
}

/** A channel that is not used may be left out or 0. */
function sameUse(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  for (const channel in a) if ((a[channel] ?? 0) !== (b[channel] ?? 0)) return false;
  for (const channel in b) if ((a[channel] ?? 0) !== (b[channel] ?? 0)) return false;
  return true;
}

function sameList(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return a?.length === b?.length && (a?.every((channel, i) => channel === b?.[i]) ?? true);
}
