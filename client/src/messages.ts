import type { components } from './generated/frames.js';
import type { ConnectionError, ProblemError } from './errors.js';
import type { AnswerOf, PathOf } from './rest.js';

type Frames = components['schemas'];
type AnyFrame = { type: string };

/** What the server says of a contact to systems, flat; `contact.offered` and the like. */
export type ContactEvent = Exclude<Extract<Frames['systemHears'], { contactId: string; cursor: string }>, EstimateRose>;
/** An estimated wait that the server announced has risen, and why. */
export type EstimateRose = Frames['contactEstimateRose'];
/** An offer as its agent sees it. */
export type Offer = Frames['offerCreated']['offer'];
/** A contact as its agent sees it. */
export type AgentContact = Frames['contactUpdated']['contact'];

/** What a socket tells besides the server's own events. */
interface Lifecycle<Event> {
  /** Each event, whatever its type, in order; after the handlers of its type. */
  event: Event;
  /** The cursor was too old or of a lost history: what came after it is not told. A `hello` with the state follows. */
  snapshotRequired: { type: 'snapshotRequired' };
  /** The connection is gone; the next try comes after `retryMs`. */
  disconnected: { code: number; reason: string; retryMs: number };
  /** Nothing follows: `close()` was called, or the server refused the key. */
  closed: { error?: ConnectionError };
  /** The server complained of something that no command of this client is waiting for. */
  problem: ProblemError;
}

/** Events by type, from the union of all frames that a socket hears. */
export type EventsOf<Heard extends AnyFrame> = {
  [T in Exclude<Heard['type'], 'result' | 'error' | 'snapshotRequired'>]: Extract<Heard, { type: T }>;
} & Lifecycle<Extract<Heard, { cursor: string; at: string }>>;

/** What REST would answer to a command of this type. */
type ResultOf<Type extends string> = Type extends 'contact.enqueue'
  ? AnswerOf<'post', '/v1/contacts'>
  : Type extends 'contact.patch'
    ? AnswerOf<'patch', '/v1/contacts/{id}'>
    : Type extends 'presence.set'
      ? AnswerOf<'post', '/v1/agents/{id}/presence'>
      : Type extends `${infer Kind}.${infer Verb}`
        ? `/v1/${Kind}s/{id}/${Verb}` extends infer Path extends PathOf<'post'>
          ? AnswerOf<'post', Path>
          : Record<string, unknown>
        : Record<string, unknown>;

/** A command's own fields. */
type BodyOfFrame<Sent> = Omit<Sent, 'type' | 'requestId'>;

/** Commands by type, from the union of all frames that a socket takes. */
export type CommandsOf<Sent extends AnyFrame> = {
  [T in Exclude<Sent['type'], 'auth' | 'subscribe'>]: {
    body: BodyOfFrame<Extract<Sent, { type: T }>>;
    result: ResultOf<T>;
  };
};

export type AgentEvents = EventsOf<Frames['agentHears']>;
export type AgentCommands = CommandsOf<Frames['agentSends']>;
export type SystemEvents = EventsOf<Frames['systemHears']>;
export type SystemCommands = CommandsOf<Frames['systemSends']>;

/** The workspace's figures. */
export type Stats = AnswerOf<'get', '/v1/stats'>;
export type SupervisorEvents = Omit<EventsOf<Frames['supervisorHears']>, 'stats'> & {
  stats: Omit<Frames['stats'], 'stats'> & { stats: Stats };
};

/** What a system may follow: queues, contacts, or, with neither, everything. */
export type Following = Pick<Frames['subscribe'], 'queues' | 'contacts' | 'cursor'>;

/** Which rows of figures a supervisor's socket is told of: groups of which the first 100 by id, and names. */
export type Watching = Omit<Frames['watch'], 'type' | 'requestId'>;
/** Figures as they are when what is watched has changed. */
export type Watched = Omit<Frames['watchResult'], 'type' | 'requestId' | 'stats'> & { stats: Stats };
