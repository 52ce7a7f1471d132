import { Inject, Injectable } from '@nestjs/common';
import { type ChannelConfig, type QueueConfig, type RoutingProfile } from '../domain/configuration.js';
import type { ContactSpec } from '../domain/contact.js';
import { DomainError } from '../domain/errors.js';
import type { WaitingOrder } from '../live/live-store.js';
import { waitingOrder } from '../routing/waiting-order.js';
import { CONFIG_CACHE, type ConfigCache, type ConfigKind, type ConfigKinds } from '../store/config-store.js';

/** What the scripts need to place a contact in its queue's order. */
export interface PlacedContact extends WaitingOrder {
  dueAt?: number;
  maxHandlingSeconds?: number;
  dueHorizonSeconds: number;
  dueCreditSeconds: number;
}

/** Checks a contact's references and computes its place in the waiting order, from this node's configuration. */
@Injectable()
export class ContactPlanner {
  constructor(@Inject(CONFIG_CACHE) private readonly config: ConfigCache) {}

  /**
   * The queue a spec names.
   * @throws DomainError `unknownReference` naming the path of every id that does not exist
   */
  async check(spec: ContactSpec): Promise<{ queue: QueueConfig; channel: ChannelConfig }> {
    const errors: { path: string; message: string }[] = [];
    const queue = await this.need('queue', spec.queueId, 'queueId', errors);
    const channel = await this.need('channel', spec.channel, 'channel', errors);
    for (let index = 0; index < spec.requirements.length; index += 1) {
      const skillId = spec.requirements[index]?.skillId ?? '';
      await this.need('skill', skillId, `requirements.${index}.skillId`, errors);
    }
    if (spec.language !== undefined) await this.need('skill', spec.language, 'language', errors);
    if (spec.preferredAgentId !== undefined)
      await this.need('agent', spec.preferredAgentId, 'preferredAgentId', errors);
    if (spec.contactTypeId !== undefined) await this.need('contactType', spec.contactTypeId, 'contactTypeId', errors);
    if (queue === undefined || channel === undefined || errors.length > 0) throw unknownReferences(errors);
    return { queue, channel };
  }

  /** Aging rate and contact-only credits; the due credit is left to the script, which knows the enqueue time. */
  async place(spec: ContactSpec, queue: QueueConfig, channel: ChannelConfig): Promise<PlacedContact> {
    const profile = await this.profileOf(queue);
    return {
      dueAt: spec.dueAt === undefined ? undefined : Date.parse(spec.dueAt),
      maxHandlingSeconds: this.longestHandling(spec.contactTypeId),
      ...waitingOrder(spec, queue, this.agedAs(spec, channel), profile),
    };
  }

  /** The channel by whose target it ages: of a call that became a callback, that of the call. */
  private agedAs({ callback }: ContactSpec, channel: ChannelConfig): ChannelConfig {
    if (callback?.fromChannel === undefined) return channel;
    return this.config.current().channel.get(callback.fromChannel)?.value ?? channel;
  }

  private longestHandling(contactTypeId: string | undefined): number | undefined {
    if (contactTypeId === undefined) return undefined;
    return this.config.current().contactType.get(contactTypeId)?.value.maxHandlingSeconds;
  }

  private async profileOf(queue: QueueConfig): Promise<RoutingProfile> {
    const profiles = this.config.current().profile;
    const profile =
      profiles.get(queue.routingProfileId) ??
      (await this.config.find('profile', queue.routingProfileId)) ??
      profiles.get('default');
    if (profile === undefined)
      throw new DomainError('storeUnavailable', 'The routing profile of the queue is not known here.');
    return profile.value;
  }

  /** No promise is made while the id is known here: the hot path stays synchronous. */
  private async need<K extends ConfigKind>(
    kind: K,
    id: string,
    path: string,
    errors: { path: string; message: string }[],
  ): Promise<ConfigKinds[K] | undefined> {
    const known: ReadonlyMap<string, { value: unknown }> = this.config.current()[kind];
    const found = (known.get(id) as { value: ConfigKinds[K] } | undefined) ?? (await this.config.find(kind, id));
    if (found === undefined)
      errors.push({ path, message: `no ${kind === 'contactType' ? 'contact type' : kind} has the id ${id}` });
    return found?.value;
  }
}

export function unknownReferences(errors: { path: string; message: string }[]): DomainError {
  const first = errors[0];
  return new DomainError('unknownReference', first ? `${first.path}: ${first.message}` : 'A reference is unknown.', {
    errors,
  });
}
