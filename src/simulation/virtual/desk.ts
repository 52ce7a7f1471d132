import type { AgentConfig } from '../../domain/agent.js';
import type { AgentState } from '../../routing/world.js';
import { InterruptibleWork } from './interruptible-work.js';
import type { Quantile } from './quantile.js';
import type { Staffing } from './tally.js';

/** One agent of a group in a run. */
export class Desk {
  readonly state: AgentState;
  readonly used: Record<string, number> = {};
  /** Undefined where nothing interrupts what it does. */
  readonly work: InterruptibleWork | undefined;
  private held = 0;
  private since = 0;
  private available = false;

  constructor(
    readonly config: AgentConfig,
    readonly group: number,
    readonly service: Quantile | undefined,
    private readonly staffing: Staffing,
    /** Between which times count, ms. */
    private readonly window: { from: number; to: number },
  ) {
    this.work = InterruptibleWork.of(config);
    this.state = { id: config.id, presence: 'offline', notResponding: false, used: this.used, idleSince: 0 };
  }

  come(at: number): void {
    this.count(at);
    this.available = true;
    this.state.presence = 'available';
    if (this.held === 0) this.state.idleSince = at;
  }

  go(at: number): void {
    this.count(at);
    this.available = false;
    this.state.presence = 'offline';
  }

  begin(channel: string, at: number): void {
    this.count(at);
    this.held += 1;
    this.used[channel] = (this.used[channel] ?? 0) + 1;
  }

  end(channel: string, at: number): void {
    this.count(at);
    this.held -= 1;
    const left = (this.used[channel] ?? 1) - 1;
    if (left === 0) delete this.used[channel];
    else this.used[channel] = left;
    this.state.idleSince = at;
  }

  /** Puts the time since the last change where it belongs. */
  count(at: number): void {
    const from = Math.max(this.since, this.window.from);
    const span = Math.min(at, this.window.to) - from;
    this.since = at;
    if (span <= 0) return;
    if (this.held > 0) this.staffing.handlingMs += span;
    else if (this.available) this.staffing.idleMs += span;
  }
}
