import { hoursOf, type CallbackWindow } from '../domain/callback.js';
import { openingAt } from './opening.js';

/**
 * Whether a customer may be called at a moment: until `closesAt`, or not before `opensAt` (store ms). Neither: always. A
 * window that never opens holds nobody back.
 */
export function windowAt(window: CallbackWindow | undefined, at: number): { opensAt?: number; closesAt?: number } {
  if (window === undefined) return {};
  const opening = openingAt(hoursOf(window), at);
  return opening.open ? { closesAt: opening.closesAt } : { opensAt: opening.opensAt };
}
