/** Terms that are summed one by one; what is left of a longer line is integrated. */
const TERMS = 64;

/**
 * The mean time until somebody with `ahead` before them is served, while each agent's services end at a constant rate and
 * everybody who waits gives up at a constant rate: the sum over i = 0 … ahead of 1 ÷ (departures + i × patience rate).
 * Whitt 1999, "Predicting queueing delays"; QL_m in Ibrahim and Whitt 2009. `ahead` may be a fraction.
 * @param departures services that end per ms, all agents together; above 0
 * @param leaving share of who waits that gives up per ms
 * @returns ms
 */
export function expectedWait(ahead: number, departures: number, leaving: number): number {
  const terms = Math.min(ahead + 1, TERMS);
  let sum = 0;
  let i = 0;
  for (; i + 1 <= terms; i += 1) sum += 1 / (departures + i * leaving);
  sum += (terms - i) / (departures + i * leaving);
  const rest = ahead + 1 - terms;
  if (rest <= 0) return sum;
  if (leaving <= 0) return sum + rest / departures;
  return sum + Math.log((departures + (ahead + 1) * leaving) / (departures + terms * leaving)) / leaving;
}
