/** What the plain model knows of a contact, an agent, an offer. Times are seconds. */
export interface ModelContact {
  state: string;
  agentId?: string;
  offer?: number;
  /** Age = now − since, while waiting or offered. */
  since: number;
  age: number;
  expireAt?: number;
  /** The `expireAt` that it has been told of. */
  noticed?: number;
  expires: boolean;
  wrapUntil?: number;
  talkEnd?: number;
  requeued?: string;
  queue: string;
  held?: boolean;
  releaseAt?: number;
  /** Who parked or transferred it, and where it went; until the next accept. */
  from?: string;
  target?: string;
  reservedFor?: string;
  /** Reserved without an end, or parked by an interruption. */
  aside?: boolean;
  consultFor?: string;
  consult?: string;
  outcome?: string;
  declines: Map<string, number>;
}

export interface ModelAgent {
  capacity: number;
  presence: string;
  by: string;
  /** What it becomes, and by whom, once its work is done. */
  next?: { presence: string; by: string };
  notResponding: boolean;
  declines: number[];
  loads: Set<string>;
}

export interface ModelOffer {
  contactId: string;
  agentId: string;
  expiresAt: number;
  outcome?: string;
}
