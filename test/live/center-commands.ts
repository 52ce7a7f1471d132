import type { ContactSpec } from '../../src/domain/contact.js';
import {
  channelOf,
  LONGEST_WRAP_UP_SECONDS,
  MAX_WAIT_SECONDS,
  OFFER_SECONDS,
  RESERVED_SECONDS,
  SCHEDULED_SECONDS,
  WRAP_UP_SECONDS,
} from './center-model.js';
import { AGENTS, type Step } from './center-steps.js';
import type { ActModel } from './act-model.js';
import { CUSTOMER_OF, MOST_ATTEMPTS, SPACING_SECONDS, THREAD_OF } from './matter-model.js';
import { codeOf, type Stage } from './stage.js';

/** What a pull is worth, ms: more than all else. */
const FRONT_MS = 10_000_000_000_000;

/** How many were made so far. */
export interface Made {
  offers: number;
  consults: number;
}

/** What the store answers: `ok`, a refusal's code, or for an offer the reason for which it was refused. */
export async function inStore(stage: Stage, step: Step, { offers, consults }: Made): Promise<string> {
  const { live } = stage;
  const consultId = `k${consults}`;
  switch (step.kind) {
    case 'enqueue':
      return codeOf(
        stage.enqueue(
          step.contact,
          {
            ...(step.expires && { maxWaitSeconds: MAX_WAIT_SECONDS }),
            ...(step.scheduled && { scheduledAt: live.now() + SCHEDULED_SECONDS * 1000 }),
          },
          specOf(step.contact),
        ),
      );
    case 'offer': {
      const answer = await stage.offer(step.contact, step.agent, {
        offerId: `p${offers + 1}`,
        channel: channelOf(step.contact),
        offerTimeoutSeconds: OFFER_SECONDS,
      });
      return answer === `p${offers + 1}` ? 'ok' : answer;
    }
    case 'accept':
      return codeOf(live.accept({ offerId: `p${offers - step.offer}` }));
    case 'refuse': {
      const { outcome, timer } = step;
      return codeOf(live.offerTransitions.refuseOffer({ offerId: `p${offers - step.offer}`, outcome, timer }));
    }
    case 'cancel': {
      const { contact: contactId, reason, timer } = step;
      return codeOf(live.contactTransitions.cancel({ contactId, reason, timer }));
    }
    case 'requeue':
      return codeOf(live.requeue({ contactId: step.contact, reason: step.reason }));
    case 'consult': {
      const { toAgentId } = targetOf(step);
      return codeOf(stage.consult(step.contact, `k${consults + 1}`, { toAgentId }));
    }
    case 'completeConsult':
      return codeOf(live.completeConsult({ contactId: step.contact, consultId }));
    case 'endConsult':
      return codeOf(live.endConsult(consultId));
    case 'release':
      return codeOf(live.workTransitions.release(step.contact));
    case 'hold':
      return codeOf(live.hold({ contactId: step.contact, held: step.held }));
    case 'extendWrapUp': {
      const { contact: contactId, seconds } = step;
      return codeOf(live.extendWrapUp({ contactId, seconds, longestSeconds: LONGEST_WRAP_UP_SECONDS }));
    }
    case 'park':
      return codeOf(live.park({ contactId: step.contact }));
    case 'resume':
      return codeOf(live.resume({ contactId: step.contact, affinityWaitSeconds: RESERVED_SECONDS }));
    case 'transfer': {
      const { keepAge } = step;
      return codeOf(stage.transfer(step.contact, { ...targetOf(step), keepAge, maxWaitSeconds: MAX_WAIT_SECONDS }));
    }
    case 'complete': {
      const { contact: contactId, endWrapUp, timer } = step;
      return codeOf(live.contactTransitions.complete({ contactId, endWrapUp, timer, wrapUpSeconds: WRAP_UP_SECONDS }));
    }
    case 'presence': {
      const { agent: agentId, presence, by } = step;
      const afterWork = step.afterWork && presence !== 'available';
      return codeOf(live.setPresence({ agentId, presence, by, afterWork }));
    }
    case 'assign': {
      const { contact, agent, override } = step;
      return codeOf(
        stage.assign(contact, agent, { offerId: `p${offers + 1}`, override, offerTimeoutSeconds: OFFER_SECONDS }),
      );
    }
    case 'pullToFront':
      return codeOf(live.pullToFront({ contactId: step.contact, frontMs: FRONT_MS }));
    case 'callback':
      return callbackInStore(stage, step);
    case 'attempt': {
      const limits = { mostAttempts: MOST_ATTEMPTS, spacingSeconds: SPACING_SECONDS };
      const offerId = step.offer === undefined ? undefined : `p${offers - step.offer}`;
      return codeOf(stage.attempt(step.contact, step.outcome, { ...limits, offerId }));
    }
    case 'merge':
      return codeOf(live.merge({ contactId: step.contact, intoContactId: step.into }));
    case 'returnAside':
      return codeOf(live.agentTransitions.returnAside(step.agent));
    case 'load': {
      const load = { agentId: step.agent, ref: step.ref };
      return codeOf(step.put ? live.putExternalLoad({ ...load, channel: 'voice' }) : live.deleteExternalLoad(load));
    }
    case 'clock':
      await live.moveClock(step.seconds * 1000);
      return 'ok';
  }
}

/** Who calls has a customer or a thread, or neither. */
function specOf(id: string): Partial<ContactSpec> {
  const customer = CUSTOMER_OF[id];
  return {
    channel: channelOf(id),
    threadId: THREAD_OF[id],
    customer: customer === undefined ? undefined : { id: customer },
  };
}

async function callbackInStore(stage: Stage, { contact, later }: { contact: string; later: boolean }): Promise<string> {
  const old = await stage.live.contact(contact);
  if (old === undefined) return 'notFound';
  const releaseAt = later ? stage.live.now() + SCHEDULED_SECONDS * 1000 : undefined;
  return codeOf(stage.callback(contact, `b${contact}`, { releaseAt }));
}

/** `here`: the queue that it is in. */
function targetOf({ to }: { to: string }): { queueId?: string; toAgentId?: string } {
  if (to in AGENTS) return { toAgentId: to };
  return to === 'here' ? {} : { queueId: to };
}

export function inModel(model: ActModel, step: Step, { offers, consults }: Made): string {
  const consultId = `k${consults}`;
  switch (step.kind) {
    case 'enqueue':
      return model.enqueue(step.contact, step.expires, step.scheduled);
    case 'offer':
      return model.offer(step.contact, step.agent, offers + 1);
    case 'accept':
      return model.accept(offers - step.offer);
    case 'refuse':
      return model.refuse(offers - step.offer, step.outcome, step.timer);
    case 'cancel':
      return model.cancel(step.contact, step.reason, step.timer);
    case 'requeue':
      return model.requeue(step.contact, step.reason);
    case 'consult':
      return model.consult(step.contact, `k${consults + 1}`, targetOf(step).toAgentId);
    case 'completeConsult':
      return model.completeConsult(step.contact, consultId);
    case 'endConsult':
      return model.endConsult(consultId);
    case 'release':
      return model.release(step.contact);
    case 'hold':
      return model.hold(step.contact, step.held);
    case 'extendWrapUp':
      return model.extendWrapUp(step.contact, step.seconds);
    case 'park':
      return model.park(step.contact);
    case 'resume':
      return model.resume(step.contact);
    case 'transfer': {
      const { queueId, toAgentId } = targetOf(step);
      return model.transfer(step.contact, queueId, toAgentId, step.keepAge);
    }
    case 'complete':
      return model.complete(step.contact, step.endWrapUp, step.timer);
    case 'presence':
      return model.presence(step.agent, step.presence, step.by, step.afterWork);
    case 'assign':
      return model.assign(step.contact, step.agent, offers + 1, step.override);
    case 'pullToFront':
      return model.pullToFront(step.contact);
    case 'callback':
      return model.callback(step.contact, `b${step.contact}`, step.later);
    case 'attempt':
      return model.attempt(step.contact, step.outcome, step.offer === undefined ? undefined : offers - step.offer);
    case 'merge':
      return model.merge(step.contact, step.into);
    case 'returnAside':
      return model.returnAside(step.agent);
    case 'load':
      return model.load(step.agent, step.ref, step.put);
    case 'clock':
      model.now += step.seconds;
      return 'ok';
  }
}
