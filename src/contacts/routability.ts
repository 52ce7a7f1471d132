import { Inject, Injectable } from '@nestjs/common';
import type { QueueConfig } from '../domain/configuration.js';
import type { ContactRecord, Requirement, Reservation } from '../domain/contact.js';
import { wantsBots } from '../routing/filters/bot.filter.js';
import { couldEverServe, type Enquiry, type Routability } from '../routing/static-eligibility.js';
import { CONFIG_CACHE, type ConfigCache, type ConfigSnapshot } from '../store/config-store.js';

/** What of a contact the answer depends on. */
export type Asking = Pick<ContactRecord, 'queueId' | 'channel' | 'spec' | 'reserved' | 'botAcceptance'>;

const MAX_ENTRIES = 5_000;

/**
 * Whether any configured agent could ever take a contact. The answer depends on configuration alone, so it is kept per
 * revision, queue, channel, requirements, language, reservation and whether it may go to a bot; the entry used longest ago goes first.
 */
@Injectable()
export class RoutabilityService {
  private readonly answers = new Map<string, Routability>();
  private snapshot: ConfigSnapshot | undefined;
  private queues: ReadonlyMap<string, QueueConfig> = new Map();

  constructor(@Inject(CONFIG_CACHE) private readonly config: ConfigCache) {}

  /** @param key what `keyOf` has just answered for it, where the caller has that */
  of(contact: Asking, key = this.keyOf(contact)): Routability {
    const { queueId, channel, spec, reserved } = contact;
    const snapshot = this.refresh();
    const { requirements, language } = spec;
    const known = this.answers.get(key);
    if (known !== undefined) {
      this.answers.delete(key);
      this.answers.set(key, known);
      return known;
    }
    const answer = this.ask(snapshot, queueId, {
      channel,
      requirements,
      language,
      reserved,
      botAcceptance: contact.botAcceptance,
      customerValue: spec.customer?.value,
      text: snapshot.channel.get(channel)?.value.text,
    });
    if (this.answers.size >= MAX_ENTRIES) {
      for (const oldest of this.answers.keys()) {
        this.answers.delete(oldest);
        break;
      }
    }
    this.answers.set(key, answer);
    return answer;
  }

  /** The same for contacts that ask the same. */
  keyOf(contact: Asking): string {
    this.refresh();
    const { queueId, channel, spec, reserved } = contact;
    return `${queueId} ${channel} ${spec.language ?? ''} ${spec.requirements.map(inShort).join(',')}${reservedInShort(reserved)}${this.botsInShort(contact)}`;
  }

  private ask(snapshot: ConfigSnapshot, queueId: string, contact: Enquiry): Routability {
    const queue = this.queues.get(queueId);
    if (queue === undefined) return { routable: false, because: 'the queue is not configured any more' };
    return couldEverServe(contact, queue, this.queues, agentsOf(snapshot));
  }

  /** Whether it may go to a bot where it waits, and where it overflows to: not how much it accepts one. */
  private botsInShort({ queueId, spec, botAcceptance }: Asking): string {
    const queue = this.queues.get(queueId);
    const overflow = queue?.overflow && this.queues.get(queue.overflow.toQueueId);
    const refusing = [queue, overflow].map((each) =>
      wantsBots(each?.bots, botAcceptance, spec.customer?.value ?? 0) ? '' : '!',
    );
    return ` ${refusing.join('-')}`;
  }

  private refresh(): ConfigSnapshot {
    const snapshot = this.config.current();
    if (snapshot === this.snapshot) return snapshot;
    this.snapshot = snapshot;
    this.answers.clear();
    this.queues = new Map([...snapshot.queue].map(([id, { value }]) => [id, value]));
    return snapshot;
  }
}

function* agentsOf(snapshot: ConfigSnapshot) {
  for (const { value } of snapshot.agent.values()) yield value;
}

/** When a reservation ends does not matter, only whether it does. */
function reservedInShort(reserved: Reservation | undefined): string {
  if (reserved === undefined) return '';
  return ` ${reserved.agentId}${reserved.untilMs === undefined ? '' : '?'}`;
}

function inShort(requirement: Requirement): string {
  return `${requirement.skillId}/${requirement.minLevel}/${requirement.mandatory ? 1 : 0}${requirement.relaxable ? 1 : 0}`;
}
