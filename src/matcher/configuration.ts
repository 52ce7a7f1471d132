import type { AgentConfig } from '../domain/agent.js';
import type { ChannelConfig, QueueConfig, RoutingProfile } from '../domain/configuration.js';
import type { RoutingEngine } from '../routing/world.js';

interface Held<T> {
  value: T;
}

export interface MatcherConfigView {
  channel: ReadonlyMap<string, Held<ChannelConfig>>;
  queue: ReadonlyMap<string, Held<QueueConfig>>;
  agent: ReadonlyMap<string, Held<AgentConfig>>;
  profile: ReadonlyMap<string, Held<RoutingProfile>>;
}

export interface MatcherConfigChange {
  kind: 'skill' | 'channel' | 'queue' | 'agent' | 'profile' | 'hours' | 'reasonCode' | 'contactType' | 'webhook';
  id: string;
  value?: unknown;
}

/** The configuration as the matcher sees it; the store's cache fulfils it. */
export interface MatcherConfig {
  current(): MatcherConfigView;
  onChange(listener: (changes: readonly MatcherConfigChange[], view: MatcherConfigView) => void): () => void;
}

/** Tells the engine the whole configuration now and every change later. Returns the unsubscribe function. */
export function feedEngine(engine: RoutingEngine, config: MatcherConfig, onChanged: () => void): () => void {
  const view = config.current();
  for (const { value } of view.channel.values()) engine.setChannel(value);
  for (const { value } of view.profile.values()) engine.setProfile(value);
  for (const { value } of view.queue.values()) engine.setQueue(value);
  for (const { value } of view.agent.values()) engine.setAgentConfig(value);
  return config.onChange((changes, now) => {
    for (const change of changes) feedChange(engine, change, now);
    onChanged();
  });
}

function feedChange(engine: RoutingEngine, { kind, id }: MatcherConfigChange, view: MatcherConfigView): void {
  switch (kind) {
    // Nothing that is decided here depends on these.
    case 'skill':
    case 'hours':
    case 'reasonCode':
    case 'contactType':
    case 'webhook':
      return;
    case 'channel': {
      const channel = view.channel.get(id);
      return channel ? engine.setChannel(channel.value) : engine.removeChannel(id);
    }
    case 'profile': {
      const profile = view.profile.get(id);
      return profile ? engine.setProfile(profile.value) : engine.removeProfile(id);
    }
    case 'queue': {
      const queue = view.queue.get(id);
      return queue ? engine.setQueue(queue.value) : engine.removeQueue(id);
    }
    case 'agent': {
      const agent = view.agent.get(id);
      return agent ? engine.setAgentConfig(agent.value) : engine.removeAgent(id);
    }
  }
}

export const MATCHER_CONFIG = Symbol('MatcherConfig');
