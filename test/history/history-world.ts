import type { LogEvent } from '../../src/domain/events.js';
import { HistoryService } from '../../src/history/history.service.js';
import type { ProjectorLog } from '../../src/history/projector-log.js';
import { Projector } from '../../src/history/projector.js';
import { LiveRedis } from '../../src/live/live-redis.js';
import { POOLS } from '../../src/store/data-source.js';
import { migrate } from '../../src/store/migrate.js';
import { Postgres } from '../../src/store/postgres.js';
import { WITHIN_MS } from '../support/becomes.js';
import { madeDecision } from '../support/made-decision.js';
import { createTestDatabase, sharedRedisUrl, uniqueName } from '../support/stores.js';
import { SILENT, startStoreNode, type StoreNode } from '../store/store-node.js';

/** Real stores with a projector that is woken by `wake`. */
export interface HistoryWorld {
  url: string;
  workspace: string;
  live: LiveRedis;
  node: StoreNode;
  postgres: Postgres;
  history: HistoryService;
  projector: Projector;
  /** Wakes the projector as the log's tail would, and waits until the archive holds all. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** Epoch of a workspace in which nobody took the lease yet. */
export const EPOCH = '0';
export const QUEUES = ['sales', 'service'];

export async function startHistoryWorld(): Promise<HistoryWorld> {
  const url = await createTestDatabase();
  await migrate(url);
  const node = await startStoreNode(url);
  const workspace = uniqueName('w');
  const live = new LiveRedis({ url: sharedRedisUrl(), workspace, nodeId: 'n1' });
  await live.connection.connect();
  for (const id of QUEUES) {
    const queue = { id, name: id, routingProfileId: 'default', shortAbandonSeconds: 5, steps: [], open: true };
    const { revision } = await node.writer.put('queue', queue, { actor: 'test' });
    await live.mirrorQueue(id, true, revision);
  }
  const postgres = new Postgres(url, POOLS.projector);
  const { log, wake } = logOf(live);
  const projector = new Projector(postgres, log, SILENT);
  const history = new HistoryService(node.postgres, node.cache, projector);
  return {
    url,
    workspace,
    live,
    node,
    postgres,
    history,
    projector,
    settle: async () => {
      wake();
      if (!(await projector.waitFor(await live.logEnd(), WITHIN_MS))) throw new Error('the archive did not follow');
    },
    stop: async () => {
      await projector.stop();
      await postgres.close();
      await node.stop();
      await live.connection.close();
    },
  };
}

/** The real log with a wake-up of our own in the tail's place. */
export function logOf(live: Pick<LiveRedis, 'eventsAfter' | 'log'>): { log: ProjectorLog; wake: () => void } {
  const listeners = new Set<() => void>();
  return {
    log: {
      eventsAfter: (cursor, limit) => live.eventsAfter(cursor, limit),
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      confirmProjected: (eventId) => live.log.confirm('projected', eventId),
    },
    wake: () => listeners.forEach((listener) => listener()),
  };
}

/** Every event of the workspace, from its beginning. */
export async function wholeLog(live: LiveRedis): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  for (;;) {
    const more = await live.eventsAfter(events.at(-1)?.id ?? '0.0', 1_000);
    if (more === undefined) throw new Error('the log does not begin at its beginning');
    if (more.length === 0) return events;
    events.push(...more);
  }
}

/** Short forms of the transitions, with everything that does not matter here filled in. */
export function actsOf(live: LiveRedis): {
  agent(id: string): Promise<void>;
  enqueue(id: string, queueId?: string, more?: { customerId?: string; enqueuedAt?: number }): Promise<void>;
  offer(offerId: string, contactId: string, agentId: string, queueId?: string): Promise<boolean>;
  complete(contactId: string, wrapUpSeconds?: number, endWrapUp?: boolean): Promise<void>;
} {
  let revision = 1_000;
  return {
    async agent(id) {
      const channels = [{ id: 'voice', capacity: 2 }];
      revision += 1;
      await live.mirrorAgent({ id, name: id, kind: 'human', queues: QUEUES, skills: [], channels }, revision);
      await live.setPresence({ agentId: id, presence: 'available', by: 'agent' });
    },
    async enqueue(id, queueId = 'sales', more = {}) {
      const customer = more.customerId === undefined ? undefined : { id: more.customerId };
      await live.enqueue({
        spec: {
          id,
          channel: 'voice',
          queueId,
          requirements: [],
          priority: 0,
          customer,
          attributes: { note: 'a|b\n"c"' },
        },
        bodyHash: id,
        keyId: 'k',
        enqueuedAt: more.enqueuedAt,
        agingRate: 1,
        creditMs: 0,
        dueHorizonSeconds: 0,
        dueCreditSeconds: 0,
      });
    },
    async offer(offerId, contactId, agentId, queueId = 'sales') {
      const item = { offerId, contactId, agentId, queueId, channel: 'voice', offerTimeoutSeconds: 20 };
      const [result] = await live.offerTransitions.offer(
        [{ ...item, decision: madeDecision(contactId, agentId, { excluded: { coolDown: 1 } }) }],
        EPOCH,
      );
      return result?.ok === true;
    },
    async complete(contactId, wrapUpSeconds = 30, endWrapUp = false) {
      await live.complete({ contactId, endedBy: 'agent', wrapUpSeconds, endWrapUp });
    },
  };
}
