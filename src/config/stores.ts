/** Where the stores are: given by the environment or started privately. */
export interface Stores {
  redisUrl: string;
  databaseUrl: string;
}

export const STORES = Symbol('Stores');
