import { LotseSocket, type SocketSettings } from './lotse-socket.js';
import type { SupervisorEvents } from './messages.js';

/** The workspace's figures, each second. */
export class SupervisorSocket extends LotseSocket<SupervisorEvents, Record<never, never>> {
  constructor(settings: SocketSettings) {
    super('supervisor', settings);
  }

  /** Figures carry the cursor at which they were read: while nothing happens, the same each second. */
  protected override isNew(): boolean {
    return true;
  }
}
