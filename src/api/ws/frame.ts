import { TransportError } from '../problem.js';

/** Deeper JSON than any message of ours is refused before anything walks it. */
export const MAX_DEPTH = 48;

export type Frame = Record<string, unknown> & { type: string };

/**
 * Reads a text frame: one JSON object with a `type`.
 * @throws TransportError `malformedRequest`
 */
export function parseFrame(text: string): Frame {
  if (depthOf(text) > MAX_DEPTH) throw malformed(`The frame is nested deeper than ${MAX_DEPTH}.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed('The frame is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed('The frame is not a JSON object.');
  }
  const { type } = value as { type?: unknown };
  if (typeof type !== 'string') throw malformed('The frame has no type.');
  return value as Frame;
}

/** `requestId` where the frame has a usable one. */
export function requestIdOf(frame: Record<string, unknown>): string | undefined {
  const { requestId } = frame;
  return typeof requestId === 'string' && requestId.length >= 1 && requestId.length <= 128 ? requestId : undefined;
}

function malformed(detail: string): TransportError {
  return new TransportError('malformedRequest', detail);
}

/** Deepest nesting of brackets outside of strings; stops counting above the limit. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (quoted) {
      if (code === BACKSLASH) i += 1;
      else if (code === QUOTE) quoted = false;
    } else if (code === QUOTE) quoted = true;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth += 1;
      if (depth > deepest) deepest = depth;
      if (deepest > MAX_DEPTH) return deepest;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1;
  }
  return deepest;
}

const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [34, 92, 123, 125, 91, 93];
