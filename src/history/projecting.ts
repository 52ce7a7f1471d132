/**
 * - `projecting`: this node copies the log.
 * - `standby`: another node does; this one watches that it moves.
 * - `away`: Redis or Postgres is out of reach; tried again.
 * - `gap`: events are missing: nothing is copied until somebody looks.
 */
export type ProjectorState = 'projecting' | 'standby' | 'away' | 'gap';

/** A projector as the rest of the node sees it, wherever it runs. */
export interface Projecting {
  start(): void;
  stop(): Promise<void>;
  /** As last heard of. */
  status(): { state: ProjectorState; position: string };
  /** Resolves true when the archive holds the event, false after `timeoutMs`. */
  waitFor(id: string, timeoutMs: number): Promise<boolean>;
}

export const PROJECTOR = Symbol('Projector');
