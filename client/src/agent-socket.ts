import { LotseSocket, type SocketSettings } from './lotse-socket.js';
import type { AgentCommands, AgentEvents } from './messages.js';

/** An agent at work: its offers and contacts as they come, and its answers to them. */
export class AgentSocket extends LotseSocket<AgentEvents, AgentCommands> {
  constructor(settings: SocketSettings) {
    super('agent', settings);
  }
}
