/**
 * A place in the event log as clients write it: `generation.seq`, or `generation.seq.part` where one event became
 * several frames for an audience and only the first `part` of them have been seen.
 */
export interface EventPosition {
  generation: number;
  seq: number;
  /** Frames of this event that have been seen; undefined: all. */
  part?: number;
}

/** A cursor as a client gave it; `lost` is one that nobody gave out. */
export type ClientCursor = EventPosition | 'lost';

/** A client's text as a cursor. */
export function clientCursor(text: string): ClientCursor {
  return parseCursor(text) ?? 'lost';
}

/** Undefined for anything that is not a cursor. */
export function parseCursor(text: string): EventPosition | undefined {
  const match = /^(\d{1,9})\.(\d{1,15})(?:\.(\d{1,3}))?$/.exec(text);
  if (!match) return undefined;
  const position: EventPosition = { generation: Number(match[1]), seq: Number(match[2]) };
  if (match[3] !== undefined) position.part = Number(match[3]);
  return position;
}

/** Negative when the event `a` came before the event `b`; parts are not looked at. */
export function comparePositions(
  a: { generation: number; seq: number },
  b: { generation: number; seq: number },
): number {
  return a.generation - b.generation || a.seq - b.seq;
}

/** `generation.seq` */
export function positionId(position: { generation: number; seq: number }): string {
  return `${position.generation}.${position.seq}`;
}
