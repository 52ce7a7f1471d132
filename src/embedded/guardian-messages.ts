/** The private stores that a guardian can own. */
export type StoreName = 'redis' | 'postgres';

/** What a guardian tells its owner. */
export type GuardianMessage =
  | { type: 'log'; line: string }
  | { type: 'ready'; redisUrl?: string; databaseUrl?: string; postgresFolder?: string; pids: Record<string, number> }
  | { type: 'failed'; reason: string };

/** What an owner tells its guardian: end the stores in order, then yourself. */
export type OwnerMessage = { type: 'stop' };
