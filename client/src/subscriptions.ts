import type { Following } from './messages.js';

/** Ids that fit into one `subscribe`. */
const MOST_IDS = 10_000;
const ENDED = ['contact.completed', 'contact.abandoned', 'contact.cancelled', 'contact.expired'];

/** What a system's socket follows, so that the next connection can be told. The server bounds how much that may be. */
export class Subscriptions {
  private everything = false;
  private readonly queues = new Set<string>();
  private readonly contacts = new Set<string>();

  get isEmpty(): boolean {
    return !this.everything && this.queues.size === 0 && this.contacts.size === 0;
  }

  add({ queues, contacts }: Following): void {
    if (queues === undefined && contacts === undefined) this.everything = true;
    for (const id of queues ?? []) this.queues.add(id);
    for (const id of contacts ?? []) this.contacts.add(id);
  }

  /** An ended contact has no more events. */
  heard({ type, contactId }: { type: string; contactId?: unknown }): void {
    if (ENDED.includes(type) && typeof contactId === 'string') this.contacts.delete(contactId);
  }

  forgetQueues(ids: readonly string[]): void {
    for (const id of ids) this.queues.delete(id);
  }

  /** All of it, as bodies of `subscribe`. */
  bodies(): Following[] {
    const bodies: Following[] = this.everything ? [{}] : [];
    for (const queues of chunks([...this.queues])) bodies.push({ queues });
    for (const contacts of chunks([...this.contacts])) bodies.push({ contacts });
    return bodies;
  }
}

function chunks(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / MOST_IDS) }, (_, i) =>
    ids.slice(i * MOST_IDS, (i + 1) * MOST_IDS),
  );
}
