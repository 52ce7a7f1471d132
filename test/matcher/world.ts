import { createLogger } from '../../src/config/logger.js';
import type { AgentConfig } from '../../src/domain/agent.js';
import { NO_CREDITS, type ChannelConfig, type QueueConfig } from '../../src/domain/configuration.js';
import type { ContactSpec } from '../../src/domain/contact.js';
import type { LogEvent } from '../../src/domain/events.js';
import { LiveRedis } from '../../src/live/live-redis.js';
import { RedisLogTail } from '../../src/live/log-tail.js';
import type { MatcherConfig, MatcherConfigChange, MatcherConfigView } from '../../src/matcher/configuration.js';
import { Reign } from '../../src/matcher/reign.js';

export const VOICE: ChannelConfig = {
  id: 'voice',
  name: 'Voice',
  kind: 'synchronous',
  offerTimeoutSeconds: 20,
  wrapUpSeconds: 0,
  defaultTargetSeconds: 20,
};

export function agentNamed(id: string, capacity = 1): AgentConfig {
  return { id, name: id, kind: 'human', queues: ['q'], skills: [], channels: [{ id: 'voice', capacity }] };
}

const QUEUE: QueueConfig = {
  id: 'q',
  name: 'Q',
  routingProfileId: 'default',
  shortAbandonSeconds: 5,
  steps: [],
  open: true,
};

export function queueNamed(id: string): QueueConfig {
  return { ...QUEUE, id, name: id };
}

export function configOf(agents: AgentConfig[]): HeardConfig {
  return new HeardConfig(agents);
}

/** What a node has heard of the configuration. */
export class HeardConfig implements MatcherConfig {
  private view: MatcherConfigView;
  private readonly listeners = new Set<Parameters<MatcherConfig['onChange']>[0]>();

  constructor(agents: AgentConfig[]) {
    this.view = {
      channel: held([VOICE, { ...VOICE, id: 'callback', name: 'Callback' }]),
      queue: held([QUEUE]),
      agent: held(agents),
      profile: held([{ id: 'default', name: 'Default', version: 1, credits: NO_CREDITS }]),
    };
  }

  current(): MatcherConfigView {
    return this.view;
  }

  onChange(listener: Parameters<MatcherConfig['onChange']>[0]): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The node hears of agents and queues, all in one change. */
  hear({ agent = [], queue = [] }: { agent?: AgentConfig[]; queue?: QueueConfig[] }): void {
    const changes: MatcherConfigChange[] = [];
    for (const value of agent) changes.push({ kind: 'agent', id: value.id, value });
    for (const value of queue) changes.push({ kind: 'queue', id: value.id, value });
    this.view = {
      ...this.view,
      agent: new Map([...this.view.agent, ...held(agent)]),
      queue: new Map([...this.view.queue, ...held(queue)]),
    };
    for (const listener of this.listeners) listener(changes, this.view);
  }
}

function held<T extends { id: string }>(items: T[]): Map<string, { value: T }> {
  return new Map(items.map((value) => [value.id, { value }]));
}

/** A node without faces: live state, tail and the readiness to reign. */
export class TestNode {
  readonly live: LiveRedis;
  readonly tail: RedisLogTail;
  readonly reign: Reign;
  readonly seen: LogEvent[] = [];
  private readonly waiters = new Set<() => void>();

  constructor(url: string, workspace: string, nodeId: string, config: MatcherConfig) {
    this.live = new LiveRedis({ url, workspace, nodeId, strictKeys: true });
    this.tail = new RedisLogTail(this.live.connection);
    this.reign = new Reign(this.live, this.tail, config, createLogger('silent', nodeId), undefined);
  }

  async start(): Promise<void> {
    await this.live.connection.connect();
    await this.tail.start();
    this.tail.subscribe((events) => {
      this.seen.push(...events);
      for (const waiter of this.waiters) waiter();
    });
  }

  /** The first event that fits, seen already or to come. */
  async event(fits: (event: LogEvent) => boolean): Promise<LogEvent> {
    for (;;) {
      const found = this.seen.find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => {
        const waiter = (): void => {
          this.waiters.delete(waiter);
          resolve();
        };
        this.waiters.add(waiter);
      });
    }
  }

  offered(contactId: string, times = 1): Promise<LogEvent> {
    let n = 0;
    const counted = new Set<string>();
    return this.event((event) => {
      if (event.type !== 'contact.offered' || event.contactId !== contactId) return false;
      if (!counted.has(event.id)) {
        counted.add(event.id);
        n += 1;
      }
      return n >= times;
    }).then(
      () =>
        this.seen.filter((event) => event.type === 'contact.offered' && event.contactId === contactId)[
          times - 1
        ] as LogEvent,
    );
  }

  async agentsReady(agents: AgentConfig[]): Promise<void> {
    for (const agent of agents) {
      await this.live.mirrorAgent(agent, 1);
      await this.live.setPresence({ agentId: agent.id, presence: 'available', by: 'agent' });
    }
  }

  async enqueue(id: string, queueId = 'q', more: Partial<ContactSpec> = {}): Promise<void> {
    const spec: ContactSpec = { id, channel: 'voice', queueId, requirements: [], priority: 0, ...more };
    const order = { agingRate: 1, creditMs: 0, dueHorizonSeconds: 0, dueCreditSeconds: 0 };
    await this.live.enqueue({ spec, bodyHash: id, keyId: 'k', ...order });
  }

  async stop(): Promise<void> {
    await this.reign.stop();
    await this.tail.stop();
    await this.live.connection.close();
  }

  /** As if the process died: nothing is released, nothing is said. */
  async vanish(): Promise<void> {
    this.live.connection.redis.disconnect();
    await this.tail.stop();
  }
}
