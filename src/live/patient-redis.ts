import { Redis, type RedisOptions } from 'ioredis';

/**
 * A connection, made with its first command, whose commands wait for a store that is away, however long, and which can be
 * ended meanwhile: then they fail. (ioredis, ended while it waits for its next try, neither says `end` nor lets a command
 * fail ever after: who closes a BullMQ worker just then would wait for ever.)
 */
export function patientRedis(url: string, options: RedisOptions = {}): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true, ...options } as object);
  const disconnect = redis.disconnect.bind(redis);
  redis.disconnect = (reconnect = false) => {
    // A try that has begun can be broken off.
    if (!reconnect && redis.status === 'reconnecting') redis.connect().catch(() => undefined);
    disconnect(reconnect);
  };
  const duplicate = (override: RedisOptions = {}): Redis => patientRedis(url, { ...redis.options, ...override });
  redis.duplicate = duplicate as Redis['duplicate'];
  return redis;
}
