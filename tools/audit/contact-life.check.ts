import type { LogCheck, Report, Seen } from './check.js';
import { writtenField, type LogEntry } from './log-entry.js';

/**
 * Which state may follow which, as the contract has it; waiting or active to scheduled: callbacks. Scheduled again, or
 * completed from there: one whose customer was called first and not reached.
 */
const FOLLOWERS: Readonly<Record<string, readonly string[]>> = {
  scheduled: ['waiting', 'scheduled', 'completed', 'abandoned', 'cancelled', 'expired'],
  waiting: ['waiting', 'offered', 'scheduled', 'abandoned', 'cancelled', 'expired'],
  offered: ['waiting', 'active', 'abandoned', 'cancelled', 'expired'],
  // Active again: off hold, or with the agent who took over.
  active: ['active', 'waiting', 'scheduled', 'parked', 'wrapUp', 'completed'],
  parked: ['waiting', 'completed', 'abandoned', 'cancelled'],
  wrapUp: ['completed'],
  completed: [],
  abandoned: [],
  cancelled: [],
  expired: [],
};
/** What cancels an active contact: its matter goes on in another. */
const MERGED = 'merged';
/** A transfer that was asked not to keep the age. */
const AGE_ANEW = 'transferredAnew';
/** Why a callback is scheduled whose customer is called first. */
const DIALLING = 'dialling';
const FIRST_STATES: readonly string[] = ['scheduled', 'waiting'];
const END_STATES: ReadonlySet<string> = new Set(['completed', 'abandoned', 'cancelled', 'expired']);

/** What is remembered of every contact: a few numbers, so that a million of them fit. */
interface Life {
  state: string;
  /** Scheduled, because its customer is being called first: it ages on. */
  dialled: boolean;
  /** Waiting and offered stretches so far, ms, up to `countedTo`. */
  ageMs: number;
  countedTo: number;
  /** While scheduled: when it is to wait; from then on it ages, however late it is released. */
  beginsAt: number;
  ends: number;
}

/** A state name when the event moves a contact into it; undefined for events that leave the state alone. */
export function stateOf(entry: LogEntry): string | undefined {
  const name = entry.type.startsWith('contact.') ? entry.type.slice(8) : '';
  return name in FOLLOWERS ? name : undefined;
}

/** INV-3 (one way through the states, one end) and INV-4 (age recomputed from the stretches alone). */
export class ContactLifeCheck implements LogCheck {
  readonly lives = new Map<string, Life>();

  after(seen: Seen, report: Report): void {
    const { entry } = seen;
    const contactId = entry.contactId;
    if (contactId === undefined) return;
    const next = stateOf(entry);
    if (next !== undefined) this.move(contactId, next, seen, report);
    const life = this.lives.get(contactId);
    if (!life)
      return report({
        code: 'INV-3',
        contactId,
        eventId: entry.id,
        message: `${entry.type} of a contact that never entered`,
      });
    life.beginsAt = releaseOf(entry, contactId) ?? life.beginsAt;
    const recorded = seen.replica.hash(`contact:${contactId}`);
    const state = recorded?.get('state');
    if (state !== undefined && state !== life.state) {
      report({
        code: 'INV-3',
        contactId,
        eventId: entry.id,
        message: `its record says ${state}, the log's events say ${life.state}`,
      });
    }
    if (recorded) checkAge(contactId, life, recorded, entry, report);
  }

  ended(contactId: string): boolean {
    return END_STATES.has(this.lives.get(contactId)?.state ?? '');
  }

  private move(contactId: string, next: string, { entry }: Seen, report: Report): void {
    const life = this.lives.get(contactId);
    const fault = (message: string): void => report({ code: 'INV-3', contactId, eventId: entry.id, message });
    if (!life) {
      if (!FIRST_STATES.includes(next)) fault(`its first event is ${entry.type}`);
      const enqueued = Number(writtenField(entry, `contact:${contactId}`, 'enq') ?? entry.at);
      const waits = next === 'waiting';
      // A callback takes over the age of the contact in whose stead it goes on.
      const replaced = writtenField(entry, `contact:${contactId}`, 'cbOf');
      const inherited = replaced === undefined ? undefined : (this.lives.get(replaced)?.ageMs ?? NaN);
      const ageMs = inherited ?? (waits ? entry.at - enqueued : 0);
      this.lives.set(contactId, {
        state: next,
        dialled: false,
        ageMs,
        countedTo: entry.at,
        beginsAt: releaseOf(entry, contactId) ?? enqueued,
        ends: 0,
      });
      return;
    }
    const mergedAway = life.state === 'active' && next === 'cancelled' && entry.cause === MERGED;
    // Only a call that was not answered ends a scheduled contact so, or schedules it once more.
    const unanswered = life.state !== 'scheduled' || life.dialled || !['scheduled', 'completed'].includes(next);
    if (!mergedAway && !(unanswered && (FOLLOWERS[life.state] ?? []).includes(next))) {
      fault(END_STATES.has(life.state) ? `ended ${life.state}, and then ${next}` : `from ${life.state} to ${next}`);
    }
    if (isCounting(life)) life.ageMs += entry.at - life.countedTo;
    // Late by as much as its release: the time that was asked for counts.
    if (life.state === 'scheduled' && !life.dialled && next === 'waiting') life.ageMs += entry.at - life.beginsAt;
    if (entry.cause === AGE_ANEW) life.ageMs = 0;
    life.countedTo = entry.at;
    life.state = next;
    life.dialled = entry.cause === DIALLING;
    if (END_STATES.has(next)) life.ends += 1;
  }
}

/** When the event lets a scheduled contact wait; undefined where it says nothing of that. */
function releaseOf(entry: LogEntry, contactId: string): number | undefined {
  const at = writtenField(entry, `contact:${contactId}`, 'releaseAt');
  return at === undefined ? undefined : Number(at);
}

function isCounting({ state, dialled }: Life): boolean {
  return state === 'waiting' || state === 'offered' || (state === 'scheduled' && dialled);
}

function checkAge(
  contactId: string,
  life: Life,
  recorded: ReadonlyMap<string, string>,
  entry: LogEntry,
  report: Report,
): void {
  const counting = isCounting(life);
  const expected = life.ageMs + (counting ? entry.at - life.countedTo : 0);
  const claimed = counting ? entry.at - Number(recorded.get('venq') ?? NaN) : Number(recorded.get('age') ?? NaN);
  if (Math.abs(claimed - expected) <= 1) return;
  report({
    code: 'INV-4',
    contactId,
    eventId: entry.id,
    message: `its age is recorded as ${claimed} ms, its stretches add up to ${expected} ms`,
  });
}
