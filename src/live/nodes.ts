import type { AgentTransitions } from './agent-transitions.js';
import type { LiveConnection } from './connection.js';

const HEARTBEAT_MS = 2000;
/** A node that has not been heard of for this long is gone, and its sockets with it. */
const NODE_TTL_MS = 6000;

/** Sockets are leased per node: a dead node's sockets count as closed. */
export class Nodes {
  private readonly open = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly connection: LiveConnection,
    private readonly agents: AgentTransitions,
    private readonly nodeId: string,
  ) {}

  async start(): Promise<void> {
    await this.beat();
    this.timer = setInterval(() => void this.beat().catch(() => undefined), HEARTBEAT_MS);
  }

  /** Closes what is still open and signs the node off. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    for (const [connectionId, agentId] of this.open)
      await this.socketClosed(agentId, connectionId).catch(() => undefined);
    if (this.connection.isOpen)
      await this.connection.redis.zrem(this.connection.keys.nodes, this.nodeId).catch(() => 0);
  }

  async socketOpened(agentId: string, connectionId: string): Promise<void> {
    this.open.set(connectionId, agentId);
    await this.agents.socket(agentId, connectionId, true);
  }

  async socketClosed(agentId: string, connectionId: string): Promise<void> {
    this.open.delete(connectionId);
    await this.agents.socket(agentId, connectionId, false);
  }

  /**
   * Closes the sockets of nodes that have gone: never this one's, which lives. Called by the leaseholder; safe from any
   * node.
   */
  async sweep(): Promise<string[]> {
    const { redis, keys, clock } = this.connection;
    const late = await redis.zrangebyscore(keys.nodes, '-inf', clock.now());
    const gone = late.filter((nodeId) => nodeId !== this.nodeId);
    for (const nodeId of gone) {
      for (const entry of await redis.smembers(keys.nodeSockets(nodeId))) {
        const [agentId = '', socket = ''] = entry.split('|');
        await this.agents.socket(agentId, socket.slice(nodeId.length + 1), false, nodeId);
      }
      await redis.zrem(keys.nodes, nodeId);
    }
    return gone;
  }

  /** A node that was taken for dead (paused past its lease) tells of its sockets again. */
  private async beat(): Promise<void> {
    const { redis, keys, clock } = this.connection;
    if (!this.connection.isOpen) return;
    const isNew = await redis.zadd(keys.nodes, clock.now() + NODE_TTL_MS, this.nodeId);
    if (Number(isNew) === 0) return;
    for (const [connectionId, agentId] of this.open) await this.agents.socket(agentId, connectionId, true);
  }
}
