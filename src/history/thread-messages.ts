import type { ProjectorState } from './projecting.js';

/** What a projector's thread is given at its start. */
export interface ThreadData {
  redisUrl: string;
  databaseUrl: string;
  nodeId: string;
  logLevel: string;
  /** Of the workspace, an IANA name. */
  timezone: string;
  /** One number, not 0 while the thread wants to hear of the next event. */
  wanted: Int32Array;
}

/** To the thread. */
export type ToThread =
  /** The log grew; said only where `wanted`. */
  { type: 'grew' } | { type: 'waitFor'; ticket: number; id: string; timeoutMs: number } | { type: 'stop' };

/** From the thread. */
export type FromThread =
  { type: 'status'; state: ProjectorState; position: string } | { type: 'waited'; ticket: number; arrived: boolean };
