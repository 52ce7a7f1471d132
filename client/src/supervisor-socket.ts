import { LotseSocket, type SocketSettings } from './lotse-socket.js';
import type { SupervisorEvents, Watched, Watching } from './messages.js';

/** Figures of now, each second as what has changed since the `hello`, and alerts. */
export class SupervisorSocket extends LotseSocket<SupervisorEvents, Record<never, never>> {
  constructor(settings: SocketSettings) {
    super('supervisor', settings);
  }

  /**
   * Says which rows are told from now on, and gives them whole: what `stats` then calls `changed` is told against these.
   * Holds until the next `hello`, which tells of the first 100 of each group again.
   *
   * @throws ProblemError too many rows are named, or the figures cannot be read now
   * @throws ConnectionError as `command`
   */
  async watch(rows: Watching = {}): Promise<Watched> {
    return (await this.give('subscribe', rows)) as unknown as Watched;
  }

  /** Figures carry the cursor at which they were read: while nothing happens, the same each second. */
  protected override isNew(): boolean {
    return true;
  }
}
