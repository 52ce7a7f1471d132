import type { QueueConfig } from '../domain/configuration.js';
import type { CallbackSpec } from '../domain/callback.js';
import {
  contactAgeMs,
  type BotAcceptance,
  type ContactCustomer,
  type ContactRecord,
  type ContactState,
  type Handover,
  type HistoryEntry,
  type Requirement,
} from '../domain/contact.js';
import { iso, isoOr } from '../domain/iso.js';
import type { EarlierContact } from './earlier.view.js';
import type { Translate } from '../domain/language.js';
import type { OfferRecord } from '../domain/offer.js';
import type { EstimatedWait } from '../queues/wait-estimates.service.js';
import { orderedSteps, stepAt } from '../routing/relaxation.js';
import type { Routability } from '../routing/static-eligibility.js';

/** A contact as the API shows it: what was asked for, and how it stands. */
export interface ContactView {
  id: string;
  channel: string;
  queueId: string;
  requirements: Requirement[];
  priority: number;
  customer?: ContactCustomer;
  journeyStage?: string;
  preferredAgentId?: string;
  /** `never` once a bot has handed it over. */
  botAcceptance?: BotAcceptance;
  language?: string;
  correlation?: string;
  dueAt?: string;
  contactTypeId?: string;
  threadId?: string;
  attributes?: Record<string, unknown>;
  notifyUrl?: string;
  state: ContactState;
  /** When the present state began. */
  since: string;
  enqueuedAt: string;
  /** 1-based rank in its queue while waiting. */
  position: number | null;
  /** A supervisor pulled it before all others of its queue. */
  pulledToFront?: true;
  estimatedWait: EstimatedWait['estimatedWait'];
  estimatedWaitRoseBecause?: EstimatedWait['estimatedWaitRoseBecause'];
  ageSeconds: number;
  /** Relaxation steps in force. */
  step: number;
  offer?: { id: string; agentId: string; expiresAt: string; translate?: Translate };
  agentId?: string;
  wrapUpUntil?: string;
  /** While `scheduled`: when it begins to wait. */
  scheduledAt?: string;
  /** While `active`: since when the customer is on hold. */
  heldSince?: string;
  /** Who parked or transferred it, until another agent accepts it. */
  formerAgentId?: string;
  /** While it waits: the one agent who may get it, and until when. */
  reservedFor?: { agentId: string; until?: string };
  /** While `parked`: an interruption set it aside, and it comes back to `formerAgentId` by itself. */
  parkedBecause?: 'interrupted';
  /** Of a contact that a bot had first: why it gave it to people, and what it had learned. */
  handover?: Handover;
  /** While `active`: the consult that is open for it, and its agent once one has answered. */
  consult?: { contactId: string; agentId?: string };
  /** Of a consult: the contact that it is for. */
  consultFor?: string;
  /** Of the channel `callback`: what was asked for, and how it went so far. */
  callback?: CallbackView;
  /** Of a contact whose customer asked for a callback: which that is. */
  callbackId?: string;
  routable: boolean;
  unroutableBecause?: string;
  outcome?: string;
  endedBy?: string;
  endedAt?: string;
  disposition?: string;
  resolved?: boolean;
  note?: string;
  fields?: Record<string, unknown>;
  missing?: string[];
  /** Of its matter, newest first. In the answers to enqueue, GET and accept. */
  earlier?: EarlierContact[];
  /** Of a contact that was merged away: where its matter goes on. */
  mergedInto?: string;
  mergedContacts?: string[];
  history: HistoryLine[];
}

export interface HistoryLine {
  at: string;
  type: string;
  agentId?: string;
  detail?: string;
}

/** Fields that are undefined are left out of the JSON. */
export function contactView(
  contact: ContactRecord,
  position: number | null,
  now: number,
  routability: Routability,
  queue: QueueConfig | undefined,
  wait: EstimatedWait,
): ContactView {
  const ageMs = contactAgeMs(contact, now);
  const { spec } = contact;
  // Field by field: copying an object of unknown shape costs more than all the rest here.
  return {
    id: contact.id,
    channel: contact.channel,
    queueId: contact.queueId,
    requirements: spec.requirements,
    priority: spec.priority,
    customer: spec.customer,
    journeyStage: spec.journeyStage,
    preferredAgentId: spec.preferredAgentId,
    botAcceptance: contact.botAcceptance,
    language: spec.language,
    correlation: spec.correlation,
    dueAt: dueAtOf(contact),
    contactTypeId: spec.contactTypeId,
    threadId: spec.threadId,
    attributes: spec.attributes,
    notifyUrl: spec.notifyUrl,
    state: contact.state,
    since: iso(contact.since),
    enqueuedAt: iso(contact.enqueuedAt),
    position: contact.state === 'waiting' ? position : null,
    pulledToFront: contact.pulledToFront,
    estimatedWait: wait.estimatedWait,
    estimatedWaitRoseBecause: wait.estimatedWaitRoseBecause,
    ageSeconds: ageMs / 1000,
    step: queue === undefined || queue.steps.length === 0 ? 0 : stepAt(orderedSteps(queue), ageMs),
    offer: offerOf(contact),
    agentId: contact.state === 'offered' ? undefined : contact.agentId,
    wrapUpUntil: contact.state === 'wrapUp' ? isoOr(contact.wrapUpUntil) : undefined,
    scheduledAt: isoOr(contact.scheduledAt),
    heldSince: isoOr(contact.heldSince),
    formerAgentId: contact.formerAgentId,
    reservedFor: reservationOf(contact, now),
    parkedBecause: contact.parkedBecause,
    handover: contact.handover,
    consult: consultOf(contact),
    consultFor: contact.consultFor,
    callback: callbackOf(contact),
    callbackId: contact.callbackId,
    routable: routability.routable,
    unroutableBecause: routability.because,
    outcome: contact.outcome,
    endedBy: contact.endedBy,
    endedAt: isoOr(contact.endedAt),
    disposition: contact.disposition,
    resolved: contact.resolved,
    note: contact.note,
    fields: contact.fields,
    missing: contact.missing,
    mergedInto: contact.mergedInto,
    mergedContacts: contact.mergedIds,
    history: contact.history.map(historyLine),
  };
}

/** What was asked for, and how it went so far. */
export interface CallbackView extends CallbackSpec {
  /** Attempts that failed. */
  made: number;
  /** How the last of them failed. */
  lastOutcome?: string;
  reached: boolean;
  /** While the customer is called first: until when. */
  dialUntil?: string;
  /** The contact in whose stead it came. */
  contactId?: string;
}

function callbackOf({ spec, callback, callbackOf }: ContactRecord): CallbackView | undefined {
  if (spec.callback === undefined || callback === undefined) return undefined;
  const { attempts: made, lastOutcome, reached, dialUntil } = callback;
  return { ...spec.callback, made, lastOutcome, reached, dialUntil: isoOr(dialUntil), contactId: callbackOf };
}

function reservationOf(contact: ContactRecord, now: number): ContactView['reservedFor'] {
  const { state, reservedFor, reservedUntil } = contact;
  const over = reservedUntil !== undefined && reservedUntil <= now;
  if (state !== 'waiting' || reservedFor === undefined || over) return undefined;
  return { agentId: reservedFor, until: isoOr(reservedUntil) };
}

/** What the client asked for, else what the contact's type allows. */
function dueAtOf({ spec, dueAt }: ContactRecord): string | undefined {
  return spec.dueAt ?? isoOr(dueAt);
}

function offerOf(contact: ContactRecord): ContactView['offer'] {
  const { state, offerId, agentId, offerExpiresAt, translate } = contact;
  if (state !== 'offered' || offerId === undefined || agentId === undefined || offerExpiresAt === undefined)
    return undefined;
  return { id: offerId, agentId, expiresAt: iso(offerExpiresAt), translate };
}

/** A line of a contact's story as the API shows it. */
export function historyLine(entry: HistoryEntry): HistoryLine {
  return { at: iso(entry.at), type: entry.type, agentId: entry.agentId, detail: entry.detail };
}

/** A contact as an agent sees it in an offer or in its list of work. */
export interface ContactBrief {
  id: string;
  state: ContactState;
  channel: string;
  queueId: string;
  enqueuedAt: string;
  since: string;
  requirements: Requirement[];
  priority: number;
  customer?: ContactCustomer;
  journeyStage?: string;
  language?: string;
  /** While it is offered to who does not speak its language. */
  translate?: Translate;
  correlation?: string;
  dueAt?: string;
  contactTypeId?: string;
  threadId?: string;
  attributes?: Record<string, unknown>;
  /** Whose it is; undefined while it is offered. */
  agentId?: string;
  wrapUpUntil?: string;
  heldSince?: string;
  formerAgentId?: string;
  parkedBecause?: 'interrupted';
  handover?: Handover;
  consult?: { contactId: string; agentId?: string };
  consultFor?: string;
  callback?: CallbackView;
  mergedInto?: string;
  mergedContacts?: string[];
}

/** @param state the contact's, where another than the latest known is told */
export function contactBrief(contact: ContactRecord, state = contact.state): ContactBrief {
  const { requirements, priority, customer, journeyStage, language, correlation, threadId, attributes, contactTypeId } =
    contact.spec;
  return {
    id: contact.id,
    state,
    channel: contact.channel,
    queueId: contact.queueId,
    enqueuedAt: iso(contact.enqueuedAt),
    since: iso(contact.since),
    requirements,
    priority,
    customer,
    journeyStage,
    language,
    translate: contact.translate,
    correlation,
    dueAt: dueAtOf(contact),
    contactTypeId,
    threadId,
    attributes,
    agentId: state === 'offered' ? undefined : contact.agentId,
    wrapUpUntil: contact.state === 'wrapUp' ? isoOr(contact.wrapUpUntil) : undefined,
    heldSince: isoOr(contact.heldSince),
    formerAgentId: contact.formerAgentId,
    parkedBecause: state === 'parked' ? contact.parkedBecause : undefined,
    handover: contact.handover,
    consult: consultOf(contact),
    consultFor: contact.consultFor,
    callback: callbackOf(contact),
    mergedInto: contact.mergedInto,
    mergedContacts: contact.mergedIds,
  };
}

function consultOf({ consultId, consultAgentId }: ContactRecord): ContactView['consult'] {
  return consultId === undefined ? undefined : { contactId: consultId, agentId: consultAgentId };
}

/** An open or ended offer. */
export interface OfferView {
  id: string;
  contactId: string;
  agentId: string;
  channel: string;
  queueId: string;
  createdAt: string;
  expiresAt: string;
  outcome?: string;
  endedAt?: string;
}

export function offerView(offer: OfferRecord): OfferView {
  const { id, contactId, agentId, channel, queueId, outcome } = offer;
  return {
    id,
    contactId,
    agentId,
    channel,
    queueId,
    createdAt: iso(offer.createdAt),
    expiresAt: iso(offer.expiresAt),
    outcome,
    endedAt: isoOr(offer.endedAt),
  };
}
