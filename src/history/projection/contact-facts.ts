import type { Hash } from '../../live/records.js';
import type { IntervalFacts } from '../intervals/interval-facts.js';
import {
  INTERVAL_AGENT,
  INTERVAL_AGENT_DISPOSITION,
  INTERVAL_DISPOSITION,
  INTERVAL_SKILL,
  INTERVAL_WAIT,
  type WAIT_MEASURES,
} from '../intervals/interval-tables.js';
import { bucketOf, SHORTS_MS, TARGETS_MS } from '../intervals/ladders.js';
import type { OpenLeg, OpenOffer, OpenSegment, Tries, WaitKey } from './rows.js';

type WaitFacts = Partial<Record<keyof typeof WAIT_MEASURES, number>>;

/** How a contact ended that somebody worked at. */
export interface DispositionFact {
  enqueuedAt: number;
  queueId: string;
  channel: string;
  disposition: string | null;
  agentId: string | null;
  resolved: string | undefined;
  isCustomerKnown: boolean;
}

/** Undefined: it has not ended, nobody worked at it when it did, or it is a consult: part of the contact that it is for. */
export function dispositionOf(fields: Hash, isCustomerKnown: boolean): DispositionFact | undefined {
  if (fields.state !== 'completed' || fields.cons !== undefined) return undefined;
  return {
    enqueuedAt: Number(fields.enq ?? 0),
    queueId: fields.queueId ?? '',
    channel: fields.channel ?? '',
    disposition: fields.disposition ?? null,
    agentId: fields.agentId ?? null,
    resolved: fields.resolved,
    isCustomerKnown,
  };
}

/** An attempt of a callback that failed; the others ended with work done. */
export function isFailedAttempt(cause: string | null): boolean {
  return cause === 'scheduled' || cause === 'notReached';
}

/** Tells the interval tables what became of contacts, once it cannot be taken back. */
export class ContactFacts {
  constructor(
    private readonly facts: IntervalFacts,
    /** Who is a bot, as configured when it is told. */
    private readonly isBot: (agentId: string) => boolean,
  ) {}

  /** A wait that is over, once no requeue can open it again. Those of callbacks are told with the callback. */
  wait(segment: OpenSegment): void {
    const { entered_at: at, left_at: left, outcome, queue_id, channel, skills = [], agent_id: agentId } = segment;
    if (left === null || channel === 'callback') return;
    this.addToWait({ at, queue_id, channel, skills }, waitFacts(outcome, left - at, this.isBot(agentId ?? '')));
  }

  /** An agent's part that is over. */
  part(leg: OpenLeg): void {
    const { kind, end_cause: cause, ended_at: endedAt, active_at: activeAt, agent_id: agentId, wait } = leg;
    if (kind !== 'primary' || cause === 'requeued' || endedAt === null) return;
    const took = endedAt - activeAt;
    const ended = { transferred: Number(cause === 'transferred'), completed: Number(cause === 'completed') };
    if (leg.channel !== 'callback')
      this.facts.add(INTERVAL_AGENT, endedAt, [agentId], { parts: 1, part_ms: took, ...ended });
    else if (!isFailedAttempt(cause))
      this.facts.add(INTERVAL_AGENT, endedAt, [agentId], { callbacks: 1, callback_ms: took });
    if (wait === undefined || wait.channel === 'callback') return;
    const isBot = this.isBot(agentId);
    this.addToWait(wait, {
      parts: 1,
      part_ms: took,
      wrap_up_ms: leg.wrap_up_at === null ? 0 : endedAt - leg.wrap_up_at,
      ...(isBot
        ? { bot_handed_over: ended.transferred, bot_solved: ended.completed }
        : { transferred: ended.transferred }),
    });
  }

  /** An offer that is over. */
  offer({ agent_id: agentId, outcome, ended_at: endedAt, wait }: OpenOffer): void {
    if (endedAt === null) return;
    const isKind = (kind: string): number => Number(outcome === kind);
    const [accepted, declined, missed] = [isKind('accepted'), isKind('declined'), isKind('missed')];
    this.facts.add(INTERVAL_AGENT, endedAt, [agentId], { offers: 1, accepted, declined, missed });
    if (missed === 1 && wait !== undefined && wait.channel !== 'callback') this.addToWait(wait, { rona: 1 });
  }

  /** A callback that has ended, with all its attempts. */
  callback({ queueId = '', channel = '', enq, outcome, reach }: Hash, skills: readonly string[], tries: Tries): void {
    this.addToWait(
      { at: Number(enq ?? 0), queue_id: queueId, channel, skills },
      {
        callbacks: 1,
        reached: Number(outcome === 'completed'),
        not_reached: Number(outcome === 'notReached'),
        hung_up: Number(outcome === 'abandoned' && reach !== undefined),
        failed_attempts: tries.failed,
        callback_parts: tries.parts,
        callback_ms: tries.ms,
      },
    );
  }

  /** Puts how a contact ended in the place of what was told of it before. */
  disposition(before: DispositionFact | undefined, now: DispositionFact | undefined): void {
    for (const [fact, sign] of [
      [before, -1],
      [now, 1],
    ] as const) {
      if (fact === undefined) continue;
      const { enqueuedAt, disposition, queueId, channel, agentId, resolved, isCustomerKnown } = fact;
      const isBack = channel === 'callback';
      const known = !isBack && isCustomerKnown ? sign : 0;
      const added = {
        contacts: isBack ? 0 : sign,
        resolved: !isBack && resolved === 'true' ? sign : 0,
        unresolved: !isBack && resolved === 'false' ? sign : 0,
        bot_solved: !isBack && agentId !== null && this.isBot(agentId) ? sign : 0,
        callbacks: isBack ? sign : 0,
        callbacks_resolved: isBack && resolved === 'true' ? sign : 0,
        customers_known: known,
      };
      if (known !== 0) this.facts.add(INTERVAL_WAIT, enqueuedAt, [queueId, channel], { customers_known: known });
      this.facts.add(INTERVAL_DISPOSITION, enqueuedAt, [disposition, queueId, channel], added);
      this.facts.add(INTERVAL_AGENT_DISPOSITION, enqueuedAt, [disposition, queueId, channel, agentId], added);
    }
  }

  private addToWait({ at, queue_id: queueId, channel, skills }: WaitKey, added: WaitFacts): void {
    this.facts.add(INTERVAL_WAIT, at, [queueId, channel], added);
    for (const skillId of skills) this.facts.add(INTERVAL_SKILL, at, [skillId, queueId, channel], added);
  }
}

function waitFacts(outcome: string | null, wait: number, byBot: boolean): WaitFacts {
  switch (outcome) {
    case 'answered':
      return {
        answered: 1,
        wait_ms: wait,
        longest_ms: wait,
        waits: bucketOf(wait),
        answered_within: stepOf(TARGETS_MS, (target) => wait <= target),
        bot_answered: Number(byBot),
      };
    case 'abandoned':
      return { abandoned: 1, abandoned_before: stepOf(SHORTS_MS, (short) => wait < short) };
    case 'movedOn':
      return { moved_on: 1 };
    case 'callback':
      return { requested: 1 };
    default:
      return { withdrawn: 1 };
  }
}

/** The first step that holds; beyond all: none. */
function stepOf(steps: readonly number[], holds: (step: number) => boolean): number {
  const first = steps.findIndex(holds);
  return first < 0 ? steps.length : first;
}
