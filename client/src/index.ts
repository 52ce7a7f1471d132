export { Lotse, type LotseOptions } from './lotse.js';
export { AgentSocket } from './agent-socket.js';
export { SystemSocket } from './system-socket.js';
export { SupervisorSocket } from './supervisor-socket.js';
export type { SocketOptions } from './lotse-socket.js';
export {
  ConnectionError,
  isOutcomeUnknown,
  LotseError,
  ProblemError,
  type ConnectionCode,
  type Problem,
} from './errors.js';
export type { Reply } from './http.js';
export type { AnswerOf, Ask, AskOptions, BodyOf, Method, PathOf } from './rest.js';
export type {
  AgentCommands,
  AgentContact,
  AgentEvents,
  ContactEvent,
  EstimateRose,
  Following,
  Offer,
  Stats,
  SupervisorEvents,
  SystemCommands,
  SystemEvents,
  Watched,
  Watching,
} from './messages.js';
export type { Clock } from './clock.js';
export type { components, operations, paths } from './generated/rest.js';
export type { components as Frames } from './generated/frames.js';
