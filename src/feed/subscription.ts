import { DomainError } from '../domain/errors.js';
import type { LogEvent } from '../domain/events.js';
import type { EventHub } from './event-hub.js';
import type { Follower } from './follower.js';

/** Queues and contacts that one socket may follow at a time. */
export const MAX_SUBSCRIPTIONS = 50_000;

/** What a system follows: all contacts, or those of some queues, or some contacts; each subscribe adds. */
export class Subscription {
  private everything = false;
  private readonly queues = new Set<string>();
  private readonly contacts = new Set<string>();
  private readonly leaves: (() => void)[] = [];
  private readonly leaveContact = new Map<string, () => void>();

  constructor(
    private readonly hub: Pick<EventHub, 'followQueue' | 'followContact' | 'followEverything'>,
    private readonly follower: Follower,
  ) {}

  /** Neither queues nor contacts: everything. Throws `tooManyRequests` above {@link MAX_SUBSCRIPTIONS}. */
  add(queues: readonly string[] | undefined, contacts: readonly string[] | undefined): void {
    const news = (queues ?? []).filter((id) => !this.queues.has(id)).length;
    const total = this.queues.size + this.contacts.size + news + (contacts ?? []).length;
    if (total > MAX_SUBSCRIPTIONS) {
      throw new DomainError('tooManyRequests', `A socket follows at most ${MAX_SUBSCRIPTIONS} queues and contacts.`);
    }
    if (queues === undefined && contacts === undefined && !this.everything) {
      this.everything = true;
      this.leaves.push(this.hub.followEverything(this.follower));
    }
    for (const id of queues ?? []) {
      if (this.queues.has(id)) continue;
      this.queues.add(id);
      this.leaves.push(this.hub.followQueue(id, this.follower));
    }
    for (const id of contacts ?? []) {
      if (this.contacts.has(id)) continue;
      this.contacts.add(id);
      this.leaveContact.set(id, this.hub.followContact(id, this.follower));
    }
  }

  covers(event: LogEvent): boolean {
    return (
      this.everything ||
      (event.queueId !== undefined && this.queues.has(event.queueId)) ||
      (event.contactId !== undefined && this.contacts.has(event.contactId))
    );
  }

  /** An ended contact has no more events: following it would only fill the sets. */
  forget(contactId: string): void {
    if (!this.contacts.delete(contactId)) return;
    this.leaveContact.get(contactId)?.();
    this.leaveContact.delete(contactId);
  }

  end(): void {
    for (const leave of this.leaves) leave();
    for (const leave of this.leaveContact.values()) leave();
    this.leaveContact.clear();
  }
}
