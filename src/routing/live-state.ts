import type { Presence } from '../domain/agent.js';
import type { AgentState } from './world.js';

/** An agent's live side as the engine keeps it: changed in place, so that a report leaves nothing for the collector. */
export class LiveState implements AgentState {
  presence: Presence = 'offline';
  notResponding = false;
  standsForDial = false;
  /** Used capacity over all channels. */
  total = 0;
  channels: readonly string[] | undefined = undefined;
  readonly used: Record<string, number> = {};

  constructor(
    readonly id: string,
    private readonly no: number,
    private readonly table: { readonly idleSince: Float64Array },
  ) {}

  get idleSince(): number {
    return this.table.idleSince[this.no]!;
  }

  /** Takes a report over; whether it says anything new. */
  take({ presence, channels, notResponding, standsForDial = false, idleSince, used }: AgentState): boolean {
    let total = 0;
    for (const channel in used) total += used[channel] ?? 0;
    const isSame =
      this.presence === presence &&
      this.notResponding === notResponding &&
      this.standsForDial === standsForDial &&
      this.idleSince === idleSince &&
      this.total === total &&
      (total === 0 || sameUse(this.used, used)) &&
      (this.channels === channels || sameList(this.channels, channels));
    if (isSame) return false;
    this.presence = presence;
    this.channels = channels;
    this.notResponding = notResponding;
    this.standsForDial = standsForDial;
    this.table.idleSince[this.no] = idleSince;
    if (this.total > 0) for (const channel in this.used) this.used[channel] = 0;
    if (total > 0) for (const channel in used) this.used[channel] = used[channel] ?? 0;
    this.total = total;
    return true;
  }

  /** One more contact of a channel. */
  occupy(channel: string): void {
    this.used[channel] = (this.used[channel] ?? 0) + 1;
    this.total += 1;
  }
}

/** A copy that stays as it is. */
export function copyOf(state: AgentState): AgentState {
  const { id, presence, channels, notResponding, standsForDial, used, idleSince } = state;
  return { id, presence, channels, notResponding, standsForDial, used: { ...used }, idleSince };
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
