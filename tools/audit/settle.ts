import { setTimeout as pause } from 'node:timers/promises';
import type { StoreSource } from './store-source.js';

const STEP_MS = 200;
const STEPS_OF_SILENCE = 5;

/**
 * Waits until the log has stood still for a second and the archive has caught up with it, at most `seconds`.
 * Returns whether it came to that.
 */
export async function settle(source: StoreSource, seconds: number): Promise<boolean> {
  const until = performance.now() + seconds * 1000;
  let last = '';
  let still = 0;
  while (performance.now() < until) {
    const [end, archived] = [await source.end(), await source.archiveEnd()];
    const position = `${end.generation}.${end.seq}`;
    still = position === last && position === `${archived.generation}.${archived.seq}` ? still + 1 : 0;
    if (still >= STEPS_OF_SILENCE) return true;
    last = position;
    await pause(STEP_MS);
  }
  return false;
}
