import { Bits, widened } from './bits.js';
import type { LaneKey, LaneKind } from './model.js';

/**
 * A lane is the classes of one kind that an agent's configuration passes: a list in the pool of slots, and the verdict
 * on the agent's live side, which opens and closes them together.
 */
export const LANE_ROW = 8;
/** Places of a lane's numbers; the first three are its list. */
export const VERDICT = 3;
/** The verdict that the classes' counts have. */
export const APPLIED = 4;
/** Number of its kind; −1: there is no such lane. */
export const KIND = 5;
/** Where the agent's next lane stands; −1: there is none. */
export const NEXT = 6;

const NONE = -1;

/**
 * The lanes of all agents, 32 bytes each. An agent's first lane stands where its number says, at every second place; the
 * few that agents have besides stand between.
 */
export class LaneTable {
  words = new Int32Array(64 * LANE_ROW).fill(NONE);
  /** By number. */
  readonly kinds: LaneKind[] = [];
  private readonly vacant: number[] = [];
  private further = 0;

  /** What the lanes of one channel have in common, those to be dialled apart. */
  kind({ channel, dialFirst }: LaneKey): LaneKind {
    let kind = this.kinds.find((each) => each.channel === channel && each.dialFirst === dialFirst);
    if (kind === undefined) {
      kind = { no: this.kinds.length, channel, dialFirst, free: new Bits() };
      this.kinds.push(kind);
    }
    return kind;
  }

  kindOf(lane: number): LaneKind {
    return this.kinds[this.words[lane + KIND]!]!;
  }

  /** Where an agent's first lane stands; −1: it has none. */
  first(agent: number): number {
    const lane = 2 * LANE_ROW * agent;
    return lane < this.words.length && this.words[lane + KIND]! >= 0 ? lane : NONE;
  }

  next(lane: number): number {
    return this.words[lane + NEXT]!;
  }

  /** −1: the agent has none of this kind. */
  find(agent: number, kind: LaneKind): number {
    let lane = this.first(agent);
    while (lane >= 0 && this.words[lane + KIND] !== kind.no) lane = this.next(lane);
    return lane;
  }

  /** The verdict on an agent's live side in one of its lanes; 0 where it has none of this kind. */
  verdict(agent: number, kind: LaneKind): number {
    const lane = this.find(agent, kind);
    return lane < 0 ? 0 : this.words[lane + VERDICT]!;
  }

  /** The same as the classes' counts have it. */
  applied(agent: number, kind: LaneKind): number {
    const lane = this.find(agent, kind);
    return lane < 0 ? 0 : this.words[lane + APPLIED]!;
  }

  /** A lane with an empty list, the agent's last. */
  open(agent: number, kind: LaneKind, verdict: number): number {
    let last = this.first(agent);
    const lane = last < 0 ? 2 * LANE_ROW * agent : this.another();
    if (lane >= this.words.length) this.grow(lane + LANE_ROW);
    if (last >= 0) {
      while (this.next(last) >= 0) last = this.next(last);
      this.words[last + NEXT] = lane;
    }
    const { words } = this;
    words.fill(0, lane, lane + LANE_ROW);
    words[lane] = NONE;
    words[lane + VERDICT] = verdict;
    words[lane + APPLIED] = verdict;
    words[lane + KIND] = kind.no;
    words[lane + NEXT] = NONE;
    return lane;
  }

  /** Forgets an agent's lanes, whose lists have been given back. */
  close(agent: number): void {
    for (let lane = this.first(agent); lane >= 0;) {
      const next = this.next(lane);
      this.words[lane + KIND] = NONE;
      if (lane % (2 * LANE_ROW) !== 0) this.vacant.push(lane);
      lane = next;
    }
  }

  private another(): number {
    return this.vacant.pop() ?? 2 * LANE_ROW * this.further++ + LANE_ROW;
  }

  private grow(length: number): void {
    const known = this.words.length;
    this.words = widened(this.words, length).fill(NONE, known);
  }
}
