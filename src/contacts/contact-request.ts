import type { AttemptOutcome, CallbackMode, CallbackWindow } from '../domain/callback.js';
import type { BotAcceptance, ContactCustomer, CustomerIdentity, Requirement } from '../domain/contact.js';

/** A requirement as a client writes it; level 1, mandatory and relaxable unless said otherwise. */
export interface RequirementRequest {
  skillId: string;
  minLevel?: number;
  mandatory?: boolean;
  relaxable?: boolean;
}

/** What a client asks for when it enqueues a contact. Times are ISO 8601. */
export interface EnqueueRequest {
  id?: string;
  channel: string;
  queueId: string;
  requirements?: RequirementRequest[];
  priority?: number;
  customer?: ContactCustomer;
  journeyStage?: string;
  preferredAgentId?: string;
  botAcceptance?: BotAcceptance;
  language?: string;
  correlation?: string;
  dueAt?: string;
  contactTypeId?: string;
  enqueuedAt?: string;
  scheduledAt?: string;
  threadId?: string;
  attributes?: Record<string, unknown>;
  notifyUrl?: string;
  /** With the channel `callback` alone. */
  callback?: CallbackRequest;
}

/** How a customer is to be called back. */
export interface CallbackRequest {
  mode?: CallbackMode;
  dialSeconds?: number;
  attempts?: { max?: number; spacingSeconds?: number };
  window?: CallbackWindow;
  identity?: CustomerIdentity;
}

/** Who waits wants to be called back. */
export interface AskCallbackRequest extends CallbackRequest {
  /** Of the callback; made by the server when left out. */
  id?: string;
  /** ISO 8601; a time that has passed: at once. */
  notBefore?: string;
}

export interface AttemptRequest {
  outcome: AttemptOutcome;
  offerId?: string;
  attempt?: number;
}

/** What may change while a contact lives. `null` clears a field, undefined leaves it. */
export interface PatchRequest {
  priority?: number;
  requirements?: RequirementRequest[];
  customer?: ContactCustomer | null;
  journeyStage?: string | null;
  preferredAgentId?: string | null;
  botAcceptance?: BotAcceptance | null;
  attributes?: Record<string, unknown> | null;
  dueAt?: string | null;
  contactTypeId?: string | null;
}

export const CANCEL_REASONS = ['abandoned', 'resolvedElsewhere', 'cancelled'] as const;
export interface CancelRequest {
  reason: (typeof CANCEL_REASONS)[number];
  detail?: string;
}

export const ENDED_BY = ['customer', 'agent', 'system'] as const;
export interface CompleteRequest {
  endedBy?: (typeof ENDED_BY)[number];
  disposition?: string;
  resolved?: boolean;
  note?: string;
  fields?: Record<string, unknown>;
  endWrapUp?: boolean;
}

export const TRANSFER_MODES = ['blind', 'consult'] as const;
/** To a queue or to an agent, one of the two. */
export interface TransferRequest {
  queueId?: string;
  agentId?: string;
  requirements?: RequirementRequest[];
  mode: (typeof TRANSFER_MODES)[number];
  keepAge?: boolean;
  note?: string;
}

/** A supervisor offers a contact that waits to an agent. */
export interface AssignRequest {
  agentId: string;
  /** Also over the agent's capacity, or past a block. */
  override?: boolean;
  note?: string;
}

/** The contact ends, and its matter goes on in another. */
export interface MergeRequest {
  intoContactId: string;
}

/** A bot gives a contact to people. */
export interface HandoverRequest {
  reason: string;
  summary?: string;
  requirements?: RequirementRequest[];
}

export function withDefaults(requirements: readonly RequirementRequest[] | undefined): Requirement[] {
  return (requirements ?? []).map(({ skillId, minLevel = 1, mandatory = true, relaxable = true }) => ({
    skillId,
    minLevel,
    mandatory,
    relaxable,
  }));
}
