import type { RelaxationStep } from '../domain/configuration.js';
import { contactAgeMs, isReserved, type ContactRecord } from '../domain/contact.js';
import { wantsBots } from '../routing/filters/bot.filter.js';
import { demandOf, mayTranslate, orderedSteps, stepAt } from '../routing/relaxation.js';
import type { Demand } from '../routing/views.js';
import type { ConfigSnapshot } from '../store/config-store.js';

export interface DemandInForce {
  /** What is asked while anybody on duty passes it. */
  demand: Demand;
  /** What is asked while nobody does; undefined: the same. */
  translated?: Demand;
  next?: RelaxationStep;
}

/**
 * What a contact asks of an agent at `now` (store ms) under the relaxation step that its age has reached, and the next
 * step where there is one. Undefined while its queue, channel or profile is not configured.
 */
export function demandInForce(
  contact: ContactRecord,
  { queue: queues, channel: channels, profile: profiles }: ConfigSnapshot,
  now: number,
): DemandInForce | undefined {
  const queue = queues.get(contact.queueId)?.value;
  const channel = channels.get(contact.channel)?.value;
  const profile = queue && (profiles.get(queue.routingProfileId) ?? profiles.get('default'))?.value;
  if (!queue || !channel || !profile) return undefined;
  const { spec, reserved, botAcceptance } = contact;
  const steps = orderedSteps(queue);
  const step = stepAt(steps, contactAgeMs(contact, now));
  const asked = {
    requirements: spec.requirements,
    language: spec.language,
    reservedFor: isReserved(reserved, now) ? reserved.agentId : undefined,
    bots: wantsBots(queue.bots, botAcceptance, spec.customer?.value ?? 0),
  };
  const ofStep = (translated: boolean): Demand => demandOf(queue, channel, profile, { ...asked, translated }, step);
  const translated = mayTranslate(queue, channel, asked) ? ofStep(true) : undefined;
  return { demand: ofStep(false), translated, next: steps[step] };
}
