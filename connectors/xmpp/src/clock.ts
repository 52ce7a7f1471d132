import type { Clock as ClientClock } from '@lotse/client';

/** Time as the connector sees it. */
export interface Clock extends Pick<ClientClock, 'after'> {
  /** ms since 1970: goes into the journal, so it has to mean the same after a restart. */
  now(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    // What is further away than a timer can count is looked at again by then.
    const timer = setTimeout(run, Math.min(ms, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};
