import { isEnded, type ContactSpec, type ContactState } from '../../domain/contact.js';
import type { Hash } from '../../live/records.js';
import { dispositionOf, type DispositionFact } from './contact-facts.js';
import type {
  EndedContactRow,
  LiveContactRow,
  OpenLeg,
  OpenOffer,
  OpenSegment,
  Pending,
  Tries,
  WaitKey,
} from './rows.js';

/** Where a contact's row may stand; `anywhere`: nobody looked. */
export type Stored = 'anywhere' | 'live' | 'ended';

/** A contact as the events so far left it, and what of it is still open. */
export interface ContactDraft {
  id: string;
  /** The enqueue event that began it, where this projection saw it. */
  bornBy: string | undefined;
  /** The live hash without `spec`. */
  fields: Hash;
  spec: string | undefined;
  /** The last wait, open or not. */
  segment: OpenSegment | undefined;
  /** The open leg. */
  leg: OpenLeg | undefined;
  openOffers: OpenOffer[];
  tries: Tries;
  stored: Stored;
  /** What `spec` names; undefined: not looked yet. */
  asked: Asked | undefined;
  /** What the interval tables have of how it ended. */
  told: DispositionFact | undefined;
}

interface Asked {
  customerId: string | null;
  skills: readonly string[];
}

export function newDraft(id: string, bornBy: string | undefined, stored: Stored): ContactDraft {
  return {
    id,
    bornBy,
    fields: {},
    spec: undefined,
    segment: undefined,
    leg: undefined,
    openOffers: [],
    tries: { failed: 0, parts: 0, ms: 0 },
    stored,
    asked: undefined,
    told: undefined,
  };
}

/** What the tables have of a contact. */
export type KnownContact = Pick<LiveContactRow, 'id' | 'fields' | 'spec'> & {
  /** Null: it stands among the ended. */
  pending: string | null;
};

export function knownDraft(row: KnownContact): ContactDraft {
  const pending = row.pending === null ? {} : (JSON.parse(row.pending) as Pending);
  const draft = newDraft(row.id, undefined, row.pending === null ? 'ended' : 'live');
  draft.fields = JSON.parse(row.fields) as Hash;
  draft.spec = row.spec;
  if (row.pending === null) draft.told = dispositionOf(draft.fields, askedBy(draft).customerId !== null);
  const { segment, leg, offers = [], tries } = pending;
  if (segment !== undefined) segment.skills ??= askedBy(draft).skills;
  const wait = segment && waitKey(segment);
  if (leg !== undefined && segment?.outcome === 'answered') leg.wait ??= wait;
  for (const offer of offers) offer.wait ??= wait;
  return { ...draft, segment, leg, openOffers: offers, tries: tries ?? draft.tries };
}

export function waitKey({ entered_at: at, queue_id, channel, skills = [] }: OpenSegment): WaitKey {
  return { at, queue_id, channel, skills };
}

/** The contact's row; undefined while its spec is not known, as where the log begins in the middle of its life. */
export function rowOf(draft: ContactDraft): { live: LiveContactRow } | { ended: EndedContactRow } | undefined {
  const { fields, spec } = draft;
  if (spec === undefined || fields.state === undefined) return undefined;
  const common = {
    id: draft.id,
    state: fields.state,
    queue_id: fields.queueId ?? '',
    channel: fields.channel ?? '',
    // Parked work is still that of the agent who parked it.
    served_by: fields.agentId ?? (fields.state === 'parked' ? (fields.from ?? null) : null),
    customer_id: askedBy(draft).customerId,
    enqueued_at: Number(fields.enq ?? 0),
    fields: JSON.stringify(fields),
    spec,
  };
  if (isEnded(fields.state as ContactState)) {
    return { ended: { ended_at: optionalNumber(fields.endedAt), outcome: fields.outcome ?? null, ...common } };
  }
  const pending: Pending = {
    ...(draft.segment && { segment: draft.segment }),
    ...(draft.leg && { leg: draft.leg }),
    ...(draft.openOffers.length > 0 && { offers: draft.openOffers }),
    ...((draft.tries.failed > 0 || draft.tries.parts > 0) && { tries: draft.tries }),
  };
  return {
    live: {
      ...common,
      virtual_enqueued_at: optionalNumber(fields.venq),
      pending: JSON.stringify(pending),
    },
  };
}

/** What the spec names, looked up once; nothing where there is no spec yet. */
export function askedBy(draft: ContactDraft): Asked {
  if (draft.spec === undefined) return { customerId: null, skills: [] };
  if (draft.asked === undefined) {
    const { customer, requirements = [] } = JSON.parse(draft.spec) as Partial<ContactSpec>;
    draft.asked = {
      customerId: customer?.id ?? null,
      skills: [...new Set(requirements.map(({ skillId }) => skillId))],
    };
  }
  return draft.asked;
}

/** Applies a write to the contact's hash. */
export function writeContact(draft: ContactDraft, op: readonly string[]): void {
  const [command] = op;
  if (command === 'HSET') {
    for (let i = 2; i + 1 < op.length; i += 2) set(draft, op[i] as string, op[i + 1] as string);
  } else if (command === 'HDEL') {
    for (let i = 2; i < op.length; i += 1) {
      delete draft.fields[op[i] as string];
    }
  }
}

function set(draft: ContactDraft, field: string, value: string): void {
  if (field !== 'spec') draft.fields[field] = value;
  else if (value !== draft.spec) {
    draft.spec = value;
    draft.asked = undefined;
  }
}

function optionalNumber(text: string | undefined): number | null {
  return text === undefined || text === '' ? null : Number(text);
}
