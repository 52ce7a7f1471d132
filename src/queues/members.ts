import type { ConfigSnapshot } from '../store/config-store.js';

export type MemberGroup = 'queue' | 'channel' | 'skill';

/** Which agents belong to which queue, are configured for which channel, have which skill: made once per configuration. */
export class Members {
  private of?: ConfigSnapshot['agent'];
  private byGroup: Record<MemberGroup, Map<string, string[]>> = empty();

  ids(config: ConfigSnapshot, group: MemberGroup, id: string): readonly string[] {
    if (this.of !== config.agent) this.index(config);
    return this.byGroup[group].get(id) ?? [];
  }

  private index({ agent }: ConfigSnapshot): void {
    this.of = agent;
    this.byGroup = empty();
    for (const { value } of agent.values()) {
      for (const queue of value.queues) add(this.byGroup.queue, queue, value.id);
      for (const { id } of value.channels) add(this.byGroup.channel, id, value.id);
      for (const { id } of value.skills) add(this.byGroup.skill, id, value.id);
    }
  }
}

function empty(): Record<MemberGroup, Map<string, string[]>> {
  return { queue: new Map(), channel: new Map(), skill: new Map() };
}

function add(map: Map<string, string[]>, id: string, agentId: string): void {
  const ids = map.get(id);
  if (ids === undefined) map.set(id, [agentId]);
  else ids.push(agentId);
}

/** Ids of a kind of configuration in order, sorted once per configuration. */
export class IdOrder {
  private readonly sorted = new WeakMap<ReadonlyMap<string, unknown>, string[]>();

  first(all: ReadonlyMap<string, unknown>, most: number): readonly string[] {
    let ids = this.sorted.get(all);
    if (ids === undefined) this.sorted.set(all, (ids = [...all.keys()].sort()));
    return ids.slice(0, most);
  }
}
