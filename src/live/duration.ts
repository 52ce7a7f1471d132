/** Whole ms of seconds that may not be given. */
export function wholeMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}
