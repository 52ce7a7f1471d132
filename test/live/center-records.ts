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
  /** Whose it is; of one customer one callback is open at a time. */
  customer?: string;
  /** Of a callback that goes on in another's stead: no body is known for it. */
  isInStead?: boolean;
  /** The callback that goes on in its stead, and the contact in which its matter goes on. */
  callbackId?: string;
  into?: string;
  /** What was merged into it. */
  merged?: string[];
  /** Attempts that failed, and the last one's outcome and offer. */
  attempts?: number;
  last?: { outcome: string; offer: number | undefined };
  /** The offer in which the customer was reached. */
  reachedIn?: number;
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
