import { isEnded, type ContactState } from '../../domain/contact.js';
import type { LogEvent } from '../../domain/events.js';
import type { Hash } from '../../live/records.js';
import { askedBy, newDraft, rowOf, waitKey, type ContactDraft } from './contact-draft.js';
import { dispositionOf, isFailedAttempt, type ContactFacts } from './contact-facts.js';
import type { EndedContactRow, LegRow, LiveContactRow, OfferRow, OpenSegment, SegmentRow } from './rows.js';

/** What a contact was before an event; undefined: not there yet. */
export interface Before {
  state: string | undefined;
  queueId: string | undefined;
  agentId: string | undefined;
  /** Its customer was being called first. */
  dialled: boolean;
}

/** Rows that a run of events leaves behind; what is replaced must go before. */
export interface ContactOutcome {
  live: LiveContactRow[];
  ended: EndedContactRow[];
  /** Ids whose row may stand among the live, and among the ended. */
  replacedLive: string[];
  replacedEnded: string[];
  segments: SegmentRow[];
  /** Waits of earlier outcomes that a requeue opened again. */
  reopened: SegmentRow[];
  legs: LegRow[];
  offers: OfferRow[];
}

/** Follows contacts through events: their last state, their waits per queue, their agents' legs and offers. */
export class ContactProjection {
  private readonly drafts = new Map<string, ContactDraft>();
  private readonly touched = new Set<ContactDraft>();
  private segments = new Set<OpenSegment>();
  private reopened = new Set<OpenSegment>();
  private legs: LegRow[] = [];
  private offers: OfferRow[] = [];

  constructor(private readonly facts: ContactFacts) {}

  knows(id: string): boolean {
    return this.drafts.has(id);
  }

  learn(draft: ContactDraft): void {
    this.drafts.set(draft.id, draft);
  }

  /** The contact, for an event's operations to write to; an enqueue starts it anew. */
  draftOf(id: string, event: LogEvent): ContactDraft {
    let draft = this.drafts.get(id);
    if (draft === undefined || (event.cause === 'enqueued' && draft.bornBy !== event.id)) {
      if (draft !== undefined) this.touched.delete(draft);
      draft = newDraft(id, event.cause === 'enqueued' ? event.id : undefined, draft?.stored ?? 'anywhere');
      this.drafts.set(id, draft);
    }
    this.touched.add(draft);
    return draft;
  }

  /** A write to an offer: the first opens it, one with an outcome ends it. */
  followOffer(id: string, fields: Hash, event: LogEvent): void {
    if (fields.id !== undefined) {
      const offer = {
        id,
        contact_id: fields.contactId ?? '',
        agent_id: fields.agentId ?? '',
        queue_id: fields.queueId ?? '',
        channel: fields.channel ?? '',
        created_at: Number(fields.createdAt),
        expires_at: Number(fields.expiresAt),
        outcome: null,
        ended_at: null,
      };
      const { openOffers, segment } = this.draftOf(offer.contact_id, event);
      openOffers.push({ wait: segment && waitKey(segment), ...offer });
    }
    if (fields.outcome === undefined) return;
    const draft = this.draftOf(event.contactId ?? fields.contactId ?? '', event);
    const offer = draft.openOffers.find((open) => open.id === id);
    if (offer === undefined) return;
    draft.openOffers = draft.openOffers.filter((open) => open !== offer);
    const ended = { ...offer, outcome: fields.outcome, ended_at: Number(fields.endedAt ?? 0) };
    this.offers.push(ended);
    this.facts.offer(ended);
  }

  /** After the event's operations: `before` is the state that the contact had. */
  follow(draft: ContactDraft, before: Before, event: LogEvent): void {
    const state = draft.fields.state as ContactState | undefined;
    if (state === undefined) return;
    // A consult is no work of its own: it stands beside the contact that it is for, in no figure.
    if (draft.fields.cons === undefined) this.followSegment(draft, before, event);
    const handedOver = state === 'active' && before.state === 'active' && before.agentId !== draft.fields.agentId;
    if (handedOver) this.endLeg(draft, 'transferred', event);
    if (handedOver || before.state !== state) this.followLeg(draft, before.state, event);
    if (isEnded(state)) this.followEnd(draft, before);
  }

  outcome(): ContactOutcome {
    const live: LiveContactRow[] = [];
    const ended: EndedContactRow[] = [];
    const replacedLive: string[] = [];
    const replacedEnded: string[] = [];
    for (const draft of this.touched) {
      const row = rowOf(draft);
      if (row === undefined) continue;
      if (draft.stored !== 'ended') replacedLive.push(draft.id);
      if (draft.stored !== 'live') replacedEnded.push(draft.id);
      if ('live' in row) live.push(row.live);
      else ended.push(row.ended);
    }
    const { legs, offers } = this;
    const [segments, reopened] = [[...this.segments], [...this.reopened]];
    return { live, ended, replacedLive, replacedEnded, segments, reopened, legs, offers };
  }

  /** The outcome is committed: the next one begins. Forgets who ended, and the longest untouched beyond `most`. */
  settle(most: number): void {
    for (const draft of this.touched) {
      this.drafts.delete(draft.id);
      if (isEnded(draft.fields.state as ContactState)) continue;
      if (draft.spec !== undefined) draft.stored = 'live';
      this.drafts.set(draft.id, draft);
    }
    for (const id of this.drafts.keys()) {
      if (this.drafts.size <= most) break;
      this.drafts.delete(id);
    }
    this.touched.clear();
    this.segments = new Set();
    this.reopened = new Set();
    this.legs = [];
    this.offers = [];
  }

  private followSegment(draft: ContactDraft, before: Before, event: LogEvent): void {
    const { fields } = draft;
    const state = fields.state as ContactState;
    const dialled = fields.dialUntil !== undefined;
    const waited = before.dialled || before.state === 'waiting' || before.state === 'offered';
    const waits = dialled || state === 'waiting' || state === 'offered';
    const moved = before.queueId !== undefined && before.queueId !== fields.queueId;
    if (waited && (!waits || moved)) {
      const answered = state === 'active';
      const ended = segmentEnd(fields, before);
      this.endSegment(draft, event, waits ? 'movedOn' : answered ? 'answered' : ended);
    }
    if (!waits || (waited && !moved)) return;
    // A requeue takes the answer back: the same wait goes on. A transfer or a resume begins another.
    if (before.state === 'active' && !moved && fields.rq !== undefined && draft.segment !== undefined) {
      this.reopenSegment(draft.segment);
      return;
    }
    // Nothing opens the one before again.
    if (draft.segment !== undefined) this.facts.wait(draft.segment);
    draft.segment = {
      skills: askedBy(draft).skills,
      contact_id: draft.id,
      id: event.id,
      queue_id: fields.queueId ?? '',
      channel: fields.channel ?? '',
      entered_at: before.state === undefined ? Number(fields.enq ?? event.at) : event.at,
      left_at: null,
      outcome: null,
      agent_id: null,
    };
  }

  private endSegment({ segment, fields, tries }: ContactDraft, event: LogEvent, outcome: string): void {
    if (segment === undefined) return;
    if (outcome === 'notReached') tries.failed += 1;
    segment.left_at = event.at;
    segment.outcome = outcome;
    segment.agent_id = outcome === 'answered' ? (fields.agentId ?? null) : null;
    this.segments.add(segment);
  }

  /** Once it has ended nothing of it can be taken back; how it ended may yet be said otherwise. */
  private followEnd(draft: ContactDraft, before: Before): void {
    const { fields, segment } = draft;
    if (before.state === undefined || !isEnded(before.state as ContactState)) {
      if (segment !== undefined) this.facts.wait(segment);
      if (fields.channel === 'callback') this.facts.callback(fields, askedBy(draft).skills, draft.tries);
    }
    const now = dispositionOf(fields, askedBy(draft).customerId !== null);
    this.facts.disposition(draft.told, now);
    draft.told = now;
  }

  private reopenSegment(segment: OpenSegment): void {
    segment.left_at = null;
    segment.outcome = null;
    segment.agent_id = null;
    if (!this.segments.delete(segment)) this.reopened.add(segment);
  }

  private followLeg(draft: ContactDraft, before: string | undefined, event: LogEvent): void {
    const { fields, leg } = draft;
    if (fields.state === 'active') {
      draft.leg = {
        contact_id: draft.id,
        id: event.id,
        kind: fields.cons === undefined ? (fields.kind ?? 'primary') : 'consult',
        agent_id: fields.agentId ?? '',
        // Who takes over from a consult was offered the consult.
        wait: draft.segment && waitKey(draft.segment),
        offer_id: before === 'active' ? null : (event.offerId ?? fields.offerId ?? null),
        queue_id: fields.queueId ?? '',
        channel: fields.channel ?? '',
        active_at: event.at,
        wrap_up_at: null,
        ended_at: null,
        end_cause: null,
      };
      return;
    }
    if (leg === undefined || (before !== 'active' && before !== 'wrapUp')) return;
    if (fields.state === 'wrapUp') {
      leg.wrap_up_at = event.at;
      return;
    }
    this.endLeg(draft, causeOf(fields, event), event);
  }

  private endLeg(draft: ContactDraft, cause: string | null, event: LogEvent): void {
    const { leg } = draft;
    if (leg === undefined) return;
    leg.ended_at = event.at;
    leg.end_cause = cause;
    this.legs.push(leg);
    draft.leg = undefined;
    this.facts.part(leg);
    if (leg.channel !== 'callback' || leg.kind !== 'primary' || cause === 'requeued') return;
    if (isFailedAttempt(cause)) draft.tries.failed += 1;
    else {
      draft.tries.parts += 1;
      draft.tries.ms += event.at - leg.active_at;
    }
  }
}

/** How a wait ended that nobody answered: who asked for a callback has not given up; who was called first did not answer. */
function segmentEnd({ outcome, state = '' }: Hash, { dialled }: Before): string {
  if (dialled && (state === 'scheduled' || outcome === 'notReached')) return 'notReached';
  return outcome === 'callback' ? outcome : state;
}

/** Why a leg ended: a word for what took it back or passed it on, else the state that the contact went to. */
function causeOf(fields: Hash, event: LogEvent): string | null {
  if (fields.outcome === 'notReached') return fields.outcome;
  if (fields.state !== 'waiting') return fields.state ?? null;
  if (/^(transferred|handedOver)/.test(event.cause ?? '')) return 'transferred';
  return fields.rq === undefined ? fields.state : 'requeued';
}
