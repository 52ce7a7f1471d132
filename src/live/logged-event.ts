import type { EventType, LogEvent, WriteOp } from '../domain/events.js';
import { writesOf } from './write-set.js';

/** An event as the log holds it. Its write set is parsed when somebody first asks for it, and once for all who do. */
class LoggedEvent implements LogEvent {
  readonly id: string;
  readonly generation: number;
  readonly seq: number;
  type: EventType = 'clock.moved';
  at = 0;
  contactId?: string = undefined;
  agentId?: string = undefined;
  offerId?: string = undefined;
  queueId?: string = undefined;
  cause?: string = undefined;
  offerOutcome?: string = undefined;
  decision?: string = undefined;
  act?: string = undefined;
  opsText = '[]';
  private parsed?: WriteOp[] = undefined;

  constructor(generation: number, seq: number) {
    this.generation = generation;
    this.seq = seq;
    this.id = `${generation}.${seq}`;
  }

  get ops(): WriteOp[] {
    return (this.parsed ??= writesOf(this.opsText, this));
  }
}

/**
 * A stream entry (`gen-seq`, flat fields) as an event. Its fields: `e` what it concerns, `ops` the write set (see `writesOf`),
 * `d` the decision of an offer, `a` the act of a supervisor.
 */
export function parseEvent(entry: string, flat: readonly string[]): LogEvent {
  const dash = entry.indexOf('-');
  const event = new LoggedEvent(Number(entry.slice(0, dash)), Number(entry.slice(dash + 1)));
  for (let i = 0; i + 1 < flat.length; i += 2) {
    const value = flat[i + 1] as string;
    if (flat[i] === 'e') readHeader(event, value);
    else if (flat[i] === 'ops') event.opsText = value;
    else if (flat[i] === 'd') event.decision = value;
    else if (flat[i] === 'a') event.act = value;
  }
  return event;
}

/**
 * The same event for somebody who keeps it and seldom looks: its write set stays text, and what others parsed of it goes
 * with them. Thousands of parsed write sets are most of what a garbage collector would have to walk.
 */
export function toKeep(event: LogEvent): LogEvent {
  if (!(event instanceof LoggedEvent)) return event;
  const kept = new LoggedEvent(event.generation, event.seq);
  kept.type = event.type;
  kept.at = event.at;
  kept.contactId = event.contactId;
  kept.agentId = event.agentId;
  kept.offerId = event.offerId;
  kept.queueId = event.queueId;
  kept.cause = event.cause;
  kept.offerOutcome = event.offerOutcome;
  kept.decision = event.decision;
  kept.act = event.act;
  kept.opsText = event.opsText;
  return kept;
}

/** `type|at|contact|agent|offer|queue|outcome|cause`; the cause, the one free text, is the rest of it. */
function readHeader(event: LoggedEvent, text: string): void {
  const [type = '', at = '0', contactId, agentId, offerId, queueId, outcome, ...cause] = text.split('|');
  event.type = type as EventType;
  event.at = Number(at);
  event.contactId = contactId || undefined;
  event.agentId = agentId || undefined;
  event.offerId = offerId || undefined;
  event.queueId = queueId || undefined;
  event.offerOutcome = outcome || undefined;
  event.cause = cause.join('|') || undefined;
}
