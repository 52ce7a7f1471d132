import { createHash } from 'node:crypto';

/** All keys of a workspace share one hash tag, so that every script stays in one Redis Cluster slot. */
export class Keys {
  readonly prefix: string;
  readonly meta: string;
  readonly events: string;
  readonly deadlines: string;
  readonly nodes: string;
  /** Alerts by thresholds that stand, by id. */
  readonly alerts: string;

  constructor(workspace = 'default') {
    this.prefix = `acd:{${workspace}}:`;
    this.meta = `${this.prefix}meta`;
    this.events = `${this.prefix}events`;
    this.deadlines = `${this.prefix}deadlines`;
    this.nodes = `${this.prefix}nodes`;
    this.alerts = `${this.prefix}alerts`;
  }

  contact(id: string): string {
    return `${this.prefix}contact:${id}`;
  }
  agent(id: string): string {
    return `${this.prefix}agent:${id}`;
  }
  legs(agentId: string): string {
    return `${this.prefix}legs:${agentId}`;
  }
  offer(id: string): string {
    return `${this.prefix}offer:${id}`;
  }
  /** The waiting order of a queue: a sorted set that serves positions. */
  order(queueId: string): string {
    return `${this.prefix}order:${queueId}`;
  }
  queue(id: string): string {
    return `${this.prefix}queue:${id}`;
  }
  keyActive(keyId: string, channel: string): string {
    return `${this.prefix}keyactive:${keyId}:${channel}`;
  }
  /** Who served a customer last; the customer's key is hashed because it may be a telephone number. */
  last(customerKey: string): string {
    return `${this.prefix}last:${customerKey}`;
  }
  /** The callback that is open for a customer, hashed as for `last`. */
  callback(customerKey: string): string {
    return `${this.prefix}callback:${customerKey}`;
  }
  /** The open contacts of one customer. */
  matter(customerKey: string): string {
    return `${this.prefix}matter:${customerKey}`;
  }
  /** The contacts of one thread. */
  thread(threadKey: string): string {
    return `${this.prefix}thread:${threadKey}`;
  }
  sockets(agentId: string): string {
    return `${this.prefix}socks:${agentId}`;
  }
  nodeSockets(nodeId: string): string {
    return `${this.prefix}nodesocks:${nodeId}`;
  }
  command(id: string): string {
    return `${this.prefix}cmd:${id}`;
  }
}

/** Stable, unreadable key of a customer: its id, else its first identity; undefined for an unknown one. */
export function customerKey(
  customer: { id?: string; identities?: { kind: string; value: string }[] } | undefined,
): string | undefined {
  const first = customer?.identities?.[0];
  const name = customer?.id !== undefined ? `id ${customer.id}` : first && `${first.kind} ${first.value}`;
  return name === undefined ? undefined : createHash('sha1').update(name).digest('hex');
}

/** Key of a thread, of one length whatever its id. */
export function threadKey(threadId: string | undefined): string | undefined {
  return threadId === undefined ? undefined : createHash('sha1').update(threadId).digest('hex');
}
