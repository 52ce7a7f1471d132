/** A line of the verbatim copy of the event log. */
export interface LogLine {
  type: string;
  at: number;
  contact_id: string | null;
  agent_id: string | null;
  offer_id: string | null;
  queue_id: string | null;
  cause: string | null;
  offer_outcome: string | null;
  ops: string;
}

export interface Wait {
  contactId: string;
  queueId: string;
  channel: string;
  skills: string[];
  from: number;
  to?: number;
  /** Undefined: still waits. */
  end?: string;
  agentId?: string;
}

export interface Part {
  /** What it came after. */
  wait: Wait;
  agentId: string;
  from: number;
  wrapUpFrom?: number;
  to?: number;
  /** `void`: its answer was taken back. */
  end?: 'completed' | 'passedOn' | 'failed' | 'void';
}

export interface Asked {
  wait: Wait;
  agentId: string;
  to?: number;
  outcome?: string;
}

export interface Ended {
  wait: Wait;
  begun: number;
  agentId?: string;
  end: string;
  disposition: string | null;
  resolved?: string;
}

/** What an agent does from one event to the next. */
export interface Moment {
  agentId: string;
  from: number;
  to: number;
  presence: string;
  holds: boolean;
  wrapsUp: boolean;
  asked: boolean;
  notResponding: boolean;
}

export interface Day {
  waits: Wait[];
  parts: Part[];
  offers: Asked[];
  ended: Ended[];
  moments: Moment[];
}

/** A day told from its log by the types of the events alone, and by what they wrote of presences and dispositions. */
export function tellDay(log: readonly LogLine[]): Day {
  const day: Day = { waits: [], parts: [], offers: [], ended: [], moments: [] };
  const written = new Map<string, Record<string, string>>();
  let previous = log[0]?.at ?? 0;
  for (const line of log) {
    addMoments(day, written, previous, line.at);
    previous = line.at;
    write(written, line);
    if (line.contact_id !== null) tell(day, line, written.get(`contact:${line.contact_id}`) ?? {});
  }
  return day;
}

function write(written: Map<string, Record<string, string>>, { ops }: LogLine): void {
  // An offer in short: it writes nothing of what is told here.
  if (!ops.startsWith('[')) return;
  for (const [command, key, ...rest] of JSON.parse(ops) as [string, string, ...string[]][]) {
    const hash = written.get(key) ?? {};
    written.set(key, hash);
    if (command === 'HSET') for (let i = 0; i < rest.length; i += 2) hash[rest[i] as string] = rest[i + 1] as string;
    if (command === 'HDEL') for (const name of rest) delete hash[name];
  }
}

function addMoments(day: Day, written: Map<string, Record<string, string>>, from: number, to: number): void {
  for (const [key, hash] of written) {
    if (!key.startsWith('agent:') || hash.presence === undefined) continue;
    const agentId = key.slice('agent:'.length);
    const held = day.parts.filter((part) => part.agentId === agentId && part.to === undefined);
    day.moments.push({
      agentId,
      from,
      to,
      presence: hash.presence,
      holds: held.length > 0,
      wrapsUp: held.some((part) => part.wrapUpFrom !== undefined),
      asked: day.offers.some((offer) => offer.agentId === agentId && offer.to === undefined),
      notResponding: hash.nr !== undefined,
    });
  }
}

function tell(day: Day, line: LogLine, hash: Record<string, string>): void {
  const { at, type } = line;
  const mine = <T extends { wait: Wait }>(list: T[]): T | undefined =>
    list.findLast(({ wait }) => wait.contactId === line.contact_id);
  const wait = day.waits.findLast((one) => one.contactId === line.contact_id);
  const part = mine(day.parts);
  const offer = mine(day.offers);
  if (line.offer_outcome !== null) Object.assign(offer ?? {}, { to: at, outcome: line.offer_outcome });
  const open = part !== undefined && part.to === undefined ? part : undefined;
  switch (type) {
    case 'contact.waiting':
      if (line.cause === 'missed' || line.cause === 'declined') return;
      if (line.cause === 'legLost') {
        Object.assign(open ?? {}, { to: at, end: 'void' });
        Object.assign(wait ?? {}, { to: undefined, end: undefined, agentId: undefined });
        return;
      }
      if (open !== undefined) Object.assign(open, { to: at, end: 'passedOn' });
      day.waits.push(newWait(line, hash));
      return;
    case 'contact.offered':
      if (wait !== undefined) day.offers.push({ wait, agentId: line.agent_id ?? '' });
      return;
    case 'contact.active':
      Object.assign(wait ?? {}, { to: at, end: 'answered', agentId: line.agent_id ?? '' });
      if (wait !== undefined) day.parts.push({ wait, agentId: line.agent_id ?? '', from: at });
      return;
    case 'contact.wrapUp':
      Object.assign(open ?? {}, { wrapUpFrom: at });
      return;
    case 'contact.scheduled':
      Object.assign(open ?? {}, { to: at, end: 'failed' });
      return;
    case 'contact.completed':
    case 'contact.abandoned':
    case 'contact.cancelled': {
      const end = line.cause === 'callback' ? 'callback' : type.slice('contact.'.length);
      if (open !== undefined) Object.assign(open, { to: at, end: 'completed' });
      else Object.assign(wait ?? {}, { to: at, end });
      if (wait === undefined) return;
      const { disposition = null, resolved } = hash;
      day.ended.push({ wait, begun: Number(hash.enq), agentId: open?.agentId, end, disposition, resolved });
    }
  }
}

function newWait(line: LogLine, hash: Record<string, string>): Wait {
  const { requirements } = JSON.parse(hash.spec ?? '{}') as { requirements: { skillId: string }[] };
  return {
    contactId: line.contact_id ?? '',
    queueId: line.queue_id ?? '',
    channel: hash.channel ?? '',
    skills: requirements.map(({ skillId }) => skillId),
    from: line.cause === 'enqueued' ? Number(hash.enq) : line.at,
  };
}
