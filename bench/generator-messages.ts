/** What the load generator is asked to do. Rates are arrivals per second. */
export type GeneratorTask =
  | { type: 'prepare'; url: string; token: string; agents: number }
  | { type: 'lives'; prefix: string; count: number; perSecond: number }
  /** At whatever rate the server takes them. */
  | { type: 'fill'; prefix: string; count: number; skill: 'rare' }
  | {
      type: 'posts';
      prefix: string;
      count: number;
      perSecond: number;
      url?: string;
      token?: string;
    };

export interface Quantiles {
  n: number;
  p50: number;
  p99: number;
  max: number;
}

export interface LoadResult {
  /** Wall-clock ms: before the first arrival, and after the last answer or completion. */
  startedAt: number;
  endedAt: number;
  completed: number;
  /** Answers that were not the expected ones. */
  failures: number;
  /** From the scheduled send to the POST's answer. */
  postMs: Quantiles;
  /** From the scheduled send to the offer on the agent's socket. */
  offerMs: Quantiles;
  /** How late the generator itself was. */
  lagMs: Quantiles;
}

export type GeneratorAnswer =
  { type: 'done' } | { type: 'load'; result: LoadResult } | { type: 'failed'; reason: string };
