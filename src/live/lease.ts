import type { LiveConnection } from './connection.js';

/** How long a matcher may decide without renewing. */
export const LEASE_TTL_MS = 1500;

export interface LeaseState {
  held: boolean;
  epoch?: string;
  /** Who holds it and until when, if not we. */
  leader?: string;
  until?: number;
}

/** The matcher's lease with its fencing epoch: the epoch is checked in its scripts, so a stale holder writes nothing. */
export class Lease {
  constructor(
    private readonly connection: LiveConnection,
    private readonly nodeId: string,
  ) {}

  /** Takes the lease if it is free, or as a new epoch if it is ours. */
  acquire(): Promise<LeaseState> {
    return this.run({});
  }

  renew(epoch: string): Promise<LeaseState> {
    return this.run({ epoch, renewOnly: true });
  }

  async release(epoch: string): Promise<void> {
    await this.run({ epoch, release: true });
  }

  private async run(args: Record<string, unknown>): Promise<LeaseState> {
    const { keys, clock } = this.connection;
    const reply = await this.connection.run(
      'lease',
      { meta: keys.meta },
      { nodeId: this.nodeId, ttlMs: LEASE_TTL_MS, ...args },
    );
    if (reply[0] !== 'ok') return { held: false, leader: reply[1] as string, until: Number(reply[2] ?? 0) };
    const [, now, epoch] = reply as ['ok', number, string?];
    clock.learn(now);
    return { held: true, epoch };
  }
}
