import type { LogEvent } from '../domain/events.js';

/** Where a contact is: what tells which keys a command on it needs. */
export interface ContactPlace {
  id: string;
  state: string;
  queueId: string;
  agentId?: string;
  /** Who parked or transferred it, until the next accept. */
  formerAgentId?: string;
  offerId?: string;
  channel: string;
  /** The API key that enqueued it. */
  keyId: string;
  /** Of a callback whose customer is called first: the agent who stands for it. */
  standingAgentId?: string;
  /** Of a consult: the contact that it is for. */
  consultFor?: string;
  /** Hashed; of a known customer. */
  customer?: string;
  /** Hashed; of a contact with a thread. */
  thread?: string;
  contactTypeId?: string;
}

/** Causes of a wait whose agent may still say the same again. */
const LETS_GO = /^(transferred|handedOver)/;

/** How many contacts a node remembers; about 300 bytes each. */
const CAPACITY = 100_000;

/**
 * Where contacts are, as the log tells it: so a command need not ask the store first which keys to name. What it says
 * may be old. That is harmless: a script checks what it was told against what stands and answers `moved`, and then the
 * caller reads. So nothing may be refused for what is written here.
 */
export class Places {
  private readonly contacts = new Map<string, ContactPlace>();
  /** Open offers: whose contact. */
  private readonly offers = new Map<string, string>();

  constructor(private readonly capacity = CAPACITY) {}

  ofContact(contactId: string): ContactPlace | undefined {
    return this.contacts.get(contactId);
  }

  /** The contact that this open offer is about. */
  ofOffer(offerId: string): ContactPlace | undefined {
    const place = this.contacts.get(this.offers.get(offerId) ?? '');
    return place?.offerId === offerId ? place : undefined;
  }

  take(events: readonly LogEvent[]): void {
    for (const event of events) {
      if (event.type === 'generation.started') this.clear();
      else if (event.contactId !== undefined) this.follow(event, event.contactId);
    }
  }

  private follow(event: LogEvent, contactId: string): void {
    if (event.cause === 'enqueued') {
      this.begin(event, contactId);
      return;
    }
    const place = this.contacts.get(contactId);
    if (place === undefined) return;
    switch (event.type) {
      case 'contact.updated':
        if (event.cause === 'patched') this.followType(event, place);
        break;
      case 'contact.offered':
        this.move(place, 'offered', event.agentId, event.offerId);
        this.offers.set(event.offerId ?? '', contactId);
        break;
      case 'contact.parked':
        place.formerAgentId = event.agentId;
        this.move(place, 'parked');
        break;
      case 'contact.scheduled':
        place.formerAgentId = event.agentId ?? place.formerAgentId;
        this.move(place, 'scheduled');
        if (event.cause === 'dialling') place.standingAgentId = writtenTo(event, contactId, 'dial');
        break;
      case 'contact.waiting':
        place.queueId = event.queueId ?? place.queueId;
        if (LETS_GO.test(event.cause ?? '')) place.formerAgentId = event.agentId;
        this.move(place, 'waiting');
        break;
      case 'contact.active':
        place.formerAgentId = undefined;
        this.move(place, 'active', event.agentId ?? place.agentId, place.offerId);
        break;
      case 'contact.wrapUp':
        this.move(place, 'wrapUp', place.agentId, place.offerId);
        break;
      case 'contact.completed':
      case 'contact.abandoned':
      case 'contact.cancelled':
      case 'contact.expired':
        this.move(place, event.type.slice(8));
        this.contacts.delete(contactId);
    }
  }

  private begin(event: LogEvent, contactId: string): void {
    const field = (name: string): string | undefined => writtenTo(event, contactId, name);
    this.contacts.delete(contactId);
    this.contacts.set(contactId, {
      id: contactId,
      state: event.type.slice(8),
      queueId: event.queueId ?? '',
      channel: field('channel') ?? '',
      keyId: field('key') ?? '',
      customer: field('cust'),
      thread: field('thr'),
      consultFor: field('cons'),
      contactTypeId: field('ctype'),
    });
    if (this.contacts.size <= this.capacity) return;
    const [oldest] = this.contacts.values();
    if (oldest === undefined) return;
    this.move(oldest, 'waiting');
    this.contacts.delete(oldest.id);
  }

  private followType(event: LogEvent, place: ContactPlace): void {
    for (const [command, , ...words] of event.ops) {
      const at = words.indexOf('ctype');
      if (at >= 0) place.contactTypeId = command === 'HSET' ? words[at + 1] : undefined;
    }
  }

  /** An offer that is open no longer is forgotten. */
  private move(place: ContactPlace, state: string, agentId?: string, offerId?: string): void {
    if (place.offerId !== undefined && (place.offerId !== offerId || state !== 'offered'))
      this.offers.delete(place.offerId);
    // Until it is offered or has ended.
    if (state !== 'waiting') place.standingAgentId = undefined;
    place.state = state;
    place.agentId = agentId;
    place.offerId = offerId;
  }

  private clear(): void {
    this.contacts.clear();
    this.offers.clear();
  }
}

/** What the event's first write to its contact gave a field. */
function writtenTo({ ops }: LogEvent, contactId: string, name: string): string | undefined {
  const write = ops.find(([command, key]) => command === 'HSET' && key === `contact:${contactId}`) ?? [];
  for (let i = 2; i + 1 < write.length; i += 2) if (write[i] === name) return write[i + 1];
  return undefined;
}
