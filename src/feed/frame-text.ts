import type { LogEvent } from '../domain/events.js';
import { iso } from '../domain/iso.js';
import { positionId } from './event-position.js';

/** Audiences that share a frame share its text: it is written once, however many sockets get it. */
const texts = new WeakMap<object, string>();

/** One of the `parts` frames that an event became, as JSON with time and a cursor of its own. */
export function frameText(frame: object, event: LogEvent, part: number, parts: number): string {
  // A frame that is shared carries both already.
  if (!('cursor' in frame)) {
    const cursor = parts === 1 ? positionId(event) : `${positionId(event)}.${part + 1}`;
    return `${JSON.stringify(frame).slice(0, -1)},"cursor":"${cursor}","at":"${iso(event.at)}"}`;
  }
  let text = texts.get(frame);
  if (text === undefined) {
    text = JSON.stringify(frame);
    texts.set(frame, text);
  }
  return text;
}
