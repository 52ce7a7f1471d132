import type { LogEvent } from '../../domain/events.js';
import type { Hash } from '../../live/records.js';
import { IntervalFacts } from '../intervals/interval-facts.js';
import { AgentProjection } from './agent-projection.js';
import { ContactFacts } from './contact-facts.js';
import { writeContact, type ContactDraft } from './contact-draft.js';
import { ContactProjection, type Before } from './contact-projection.js';

type Entity = 'contact' | 'agent' | 'offer';

/** Contacts and agents, by id. */
export interface Subjects {
  contacts: ReadonlySet<string>;
  agents: ReadonlySet<string>;
}

/**
 * Turns events, in order, into the rows they leave behind. Pure: reads and writes nothing by itself. It remembers what
 * it last told of contacts and agents, so that a run of events needs from the tables only those that it does not know;
 * what it remembers is right only while outcomes are committed in their order: else throw it away.
 */
export class Projection {
  /** What the events add to the interval tables. */
  readonly facts = new IntervalFacts();
  readonly contacts: ContactProjection;
  readonly agents = new AgentProjection(this.facts);

  /**
   * @param isBot who is a bot, as configured now
   * @param only limits the projection to these contacts (their offers with them) and agents
   */
  constructor(
    isBot: (agentId: string) => boolean,
    private readonly only?: Subjects,
  ) {
    this.contacts = new ContactProjection(new ContactFacts(this.facts, isBot));
  }

  /** The outcome is taken: the next one begins. Forgets who ended, and the longest untouched beyond `most` each. */
  settle(most: number): void {
    this.contacts.settle(most);
    this.agents.settle(most);
    this.facts.clear();
  }

  /** Whom the events touch and the projection does not know: what must be read before they are added. */
  unknown(events: readonly LogEvent[]): { contacts: string[]; agents: string[] } {
    const contacts = new Set<string>();
    const agents = new Set<string>();
    // Contacts that begin in these events need not be looked for.
    const born = new Set<string | undefined>();
    for (const event of events) {
      if (event.cause === 'enqueued') born.add(event.contactId);
      for (const [, key] of event.ops) {
        const target = parseKey(key);
        if (target === undefined) continue;
        if (target.entity === 'agent') {
          if (!this.agents.knows(target.id)) agents.add(target.id);
          continue;
        }
        const id = target.entity === 'contact' ? target.id : event.contactId;
        if (id !== undefined && !born.has(id) && !this.contacts.knows(id)) contacts.add(id);
      }
    }
    return { contacts: [...contacts], agents: [...agents] };
  }

  add(event: LogEvent): void {
    const contacts = new Map<ContactDraft, Before>();
    const agents = new Set<string>();
    for (const op of event.ops) {
      const target = parseKey(op[1]);
      if (target === undefined || !this.wants(target, event)) continue;
      const { entity, id } = target;
      if (entity === 'agent') {
        agents.add(id);
        this.agents.write(id, op, event);
      } else if (entity === 'offer') {
        if (op[0] === 'HSET') this.contacts.followOffer(id, fieldsOf(op), event);
      } else if (op[0] === 'HSET' || op[0] === 'HDEL') {
        const draft = this.contacts.draftOf(id, event);
        if (!contacts.has(draft)) contacts.set(draft, before(draft));
        writeContact(draft, op);
      }
    }
    for (const [draft, before] of contacts) this.contacts.follow(draft, before, event);
    for (const id of agents) this.agents.follow(id, event);
  }

  private wants(target: { entity: Entity; id: string }, event: LogEvent): boolean {
    if (this.only === undefined) return true;
    if (target.entity === 'agent') return this.only.agents.has(target.id);
    return this.only.contacts.has(target.entity === 'contact' ? target.id : (event.contactId ?? ''));
  }
}

function before({ fields: { state, queueId, agentId, dialUntil } }: ContactDraft): Before {
  return { state, queueId, agentId, dialled: dialUntil !== undefined };
}

function parseKey(key: string): { entity: Entity; id: string } | undefined {
  if (key.startsWith('contact:')) return { entity: 'contact', id: key.slice(8) };
  if (key.startsWith('agent:')) return { entity: 'agent', id: key.slice(6) };
  if (key.startsWith('offer:')) return { entity: 'offer', id: key.slice(6) };
  return undefined;
}

function fieldsOf(op: readonly string[]): Hash {
  const hash: Hash = {};
  for (let i = 2; i + 1 < op.length; i += 2) hash[op[i] as string] = op[i + 1] as string;
  return hash;
}
