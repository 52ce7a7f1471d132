const SLOTS = 256;
const keys = new Float64Array(SLOTS).fill(NaN);
const texts = Array.from({ length: SLOTS }, () => '');

/**
 * Store ms as ISO 8601 UTC with milliseconds. The last times are remembered: an event's time stands in a dozen places of
 * what is told about it.
 */
export function iso(ms: number): string {
  const slot = ms & (SLOTS - 1);
  if (keys[slot] === ms) return texts[slot] as string;
  const text = new Date(ms).toISOString();
  keys[slot] = ms;
  texts[slot] = text;
  return text;
}

export function isoOr(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : iso(ms);
}
