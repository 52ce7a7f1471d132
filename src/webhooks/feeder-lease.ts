import type { Redis } from 'ioredis';

/** A node that has not renewed for this long is no feeder any more, ms. */
const LEASE_MS = 5_000;

const RENEW = `
local holder = redis.call('GET', KEYS[1])
if holder == ARGV[1] or not holder then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return 1
end
return 0`;

const RELEASE = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1`;

/**
 * Which node feeds. It saves work and is no guard: two feeders at once append each notice once, because a list takes
 * no event twice.
 */
export class FeederLease {
  constructor(
    private readonly redis: Redis,
    private readonly key: string,
    private readonly nodeId: string,
  ) {}

  /** Takes or renews it; false: another node holds it. */
  async hold(): Promise<boolean> {
    return (await this.redis.eval(RENEW, 1, this.key, this.nodeId, LEASE_MS)) === 1;
  }

  async release(): Promise<void> {
    await this.redis.eval(RELEASE, 1, this.key, this.nodeId);
  }
}
