import type { ContactSpec } from '../domain/contact.js';
import { iso } from '../domain/iso.js';
import { callbackOfNew } from './callback-spec.js';
import { withDefaults, type EnqueueRequest, type PatchRequest } from './contact-request.js';

/** Field by field and in one order, so that all specs share a shape. */
export function specOf(request: EnqueueRequest, id: string): ContactSpec {
  return {
    id,
    channel: request.channel,
    queueId: request.queueId,
    requirements: withDefaults(request.requirements),
    priority: request.priority ?? 0,
    customer: request.customer,
    journeyStage: request.journeyStage,
    preferredAgentId: request.preferredAgentId,
    botAcceptance: request.botAcceptance,
    language: request.language,
    correlation: request.correlation,
    dueAt: utc(request.dueAt),
    contactTypeId: request.contactTypeId,
    threadId: request.threadId,
    attributes: request.attributes,
    notifyUrl: request.notifyUrl,
    ...callbackOfNew(request.channel, request.callback, request.customer),
  };
}

/** A time as every answer writes it, whatever zone and precision the client used. */
export function utc(time: string | null | undefined): string | undefined {
  return time == null ? undefined : iso(Date.parse(time));
}

/** What stands after a PATCH. */
export function patched(spec: ContactSpec, request: PatchRequest): ContactSpec {
  const next: ContactSpec = { ...spec };
  if (request.priority !== undefined) next.priority = request.priority;
  if (request.requirements !== undefined) next.requirements = withDefaults(request.requirements);
  if (request.customer !== undefined) next.customer = request.customer ?? undefined;
  if (request.journeyStage !== undefined) next.journeyStage = request.journeyStage ?? undefined;
  if (request.preferredAgentId !== undefined) next.preferredAgentId = request.preferredAgentId ?? undefined;
  if (request.botAcceptance !== undefined) next.botAcceptance = request.botAcceptance ?? undefined;
  if (request.attributes !== undefined) next.attributes = request.attributes ?? undefined;
  if (request.dueAt !== undefined) next.dueAt = utc(request.dueAt);
  if (request.contactTypeId !== undefined) next.contactTypeId = request.contactTypeId ?? undefined;
  return next;
}
