import type { AttemptOutcome } from '../domain/callback.js';
import type { ContactRecord, ContactSpec } from '../domain/contact.js';
import type { DialRefusal } from './binding-refusals.js';

/** Who waits hangs up and keeps the place. */
export interface CallbackCommand {
  /** The contact that waits, as it was read; refused with `conflict` where it has moved on. */
  old: ContactRecord;
  /** Of the callback; its customer is known by an id or an identity. */
  spec: ContactSpec;
  keyId: string;
  /** Hash of what was asked: by it a repeat is known. */
  callbackHash: string;
  /** Until then (ms) it is `scheduled`; a time that has passed: it waits at once. */
  releaseAt?: number;
  /** Until when (ms) the customer may be called. */
  closesAt?: number;
}

/** A callback whose customer is to be called while this agent stands for it. */
export interface DialItem {
  contactId: string;
  agentId: string;
  queueId: string;
  channel: string;
}

/** `refusedAt` as with offers. */
export type DialItemResult = { ok: true; eventId: string } | { ok: false; because: DialRefusal; refusedAt: string };

export interface AttemptCommand {
  contactId: string;
  asAgentId?: string;
  outcome: AttemptOutcome;
  /** The offer whose attempt it was; left out: that of the present one. */
  offerId?: string;
  /** Its number, 1 the first; left out: the present one. */
  attempt?: number;
  /** With so many attempts that failed it ends. */
  mostAttempts: number;
  spacingSeconds: number;
  /** No next attempt before then, ms. */
  opensAt?: number;
}
