import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger } from '../config/logger.js';
import { isEnded } from '../domain/contact.js';
import { EarlierService } from '../contacts/earlier.service.js';
import type { LogEvent } from '../domain/events.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import { ContactFieldsCache } from './contact-fields.js';
import type { EventPosition } from './event-position.js';
import { agentAddress, flatContact, flatEvent, isFlat, stateAfter, type FlatEvent } from './flat-event.js';
import { RecentEvents } from './recent-events.js';
import type { ContactLookup } from './contact-lookup.js';
import type { Follower, FollowerSource } from './follower.js';

type Followers = Map<string, Set<Follower>>;

/**
 * Hands each event of the log to the sockets of this node that it concerns, and to no others: by agent, by queue, by
 * contact. What an event costs depends on its receivers, not on the sockets there are. Nothing waits on that way.
 */
@Injectable()
export class EventHub implements OnApplicationBootstrap, OnModuleDestroy {
  readonly source: FollowerSource;
  private readonly contacts = new ContactFieldsCache();
  private readonly byAgent: Followers = new Map();
  private readonly byQueue: Followers = new Map();
  private readonly byContact: Followers = new Map();
  private readonly everything = new Set<Follower>();
  private flat?: { event: LogEvent; frame: FlatEvent };
  private readonly all = new Set<Follower>();
  private readonly unsubscribe: (() => void)[] = [];

  constructor(
    @Inject(RecentEvents) readonly recent: RecentEvents,
    @Inject(LIVE_STORE) readonly live: LiveStore,
    @Inject(CONFIG_CACHE) readonly config: ConfigCache,
    @Inject(LOGGER) logger: Logger,
    @Inject(EarlierService) earlier: EarlierService,
  ) {
    const contactOf: ContactLookup = (id) => this.contacts.get(id);
    this.source = { recent, live, logger, contactOf, earlier: (ids) => earlier.records(ids) };
  }

  onApplicationBootstrap(): void {
    this.unsubscribe.push(this.recent.subscribe((events, previous) => this.take(events, previous)));
    this.unsubscribe.push(this.recent.onLost(() => this.historyLost()));
    this.recent.open();
  }

  onModuleDestroy(): void {
    for (const end of this.unsubscribe) end();
  }

  /** A follower of the node's, told when the history is lost; the function takes it out again. */
  register(follower: Follower): () => void {
    this.all.add(follower);
    return () => this.all.delete(follower);
  }

  /** Each returns the function that takes the follower out again. */
  followAgent(agentId: string, follower: Follower): () => void {
    return enter(this.byAgent, agentId, follower);
  }
  followQueue(queueId: string, follower: Follower): () => void {
    return enter(this.byQueue, queueId, follower);
  }
  followContact(contactId: string, follower: Follower): () => void {
    return enter(this.byContact, contactId, follower);
  }
  followEverything(follower: Follower): () => void {
    this.everything.add(follower);
    return () => this.everything.delete(follower);
  }

  /** Whether systems follow anything on this node. */
  get hasSystems(): boolean {
    return this.everything.size + this.byQueue.size + this.byContact.size > 0;
  }

  /** Whether a system on this node follows the contact, by itself or by its queue. */
  hears(contactId: string, queueId: string): boolean {
    return this.everything.size > 0 || this.byQueue.has(queueId) || this.byContact.has(contactId);
  }

  /** Tells every such system, once, what is no event of the log. */
  tell(contactId: string, queueId: string, text: string): void {
    const [ofQueue, ofContact] = [this.byQueue.get(queueId) ?? [], this.byContact.get(contactId) ?? []];
    for (const follower of new Set([...this.everything, ...ofQueue, ...ofContact])) follower.tell(text);
  }

  /** The event as systems get it, made once for all of them; undefined when the contact is not found. */
  flatFrame(event: LogEvent, contactOf: ContactLookup): FlatEvent | undefined {
    if (!isFlat(event)) return undefined;
    if (this.flat?.event === event) return this.flat.frame;
    const contact = contactOf(event.contactId);
    if (contact === undefined) return undefined;
    const { channel, spec } = contact;
    const address = agentAddress(this.config, event.agentId, channel);
    const frame = flatEvent(event, flatContact(channel, spec), address);
    this.flat = { event, frame };
    return frame;
  }

  private take(events: readonly LogEvent[], before: EventPosition): void {
    let previous = before;
    for (const event of events) {
      this.contacts.apply(event);
      this.dispatch(event, previous);
      if (event.contactId !== undefined && isFlat(event) && isEnded(stateAfter(event.type))) {
        this.contacts.drop(event.contactId);
      }
      previous = event;
    }
  }

  private historyLost(): void {
    this.contacts.clear();
    for (const follower of this.all) void follower.restart();
  }

  private dispatch(event: LogEvent, previous: EventPosition): void {
    if (event.agentId !== undefined) deliver(this.byAgent.get(event.agentId), event, previous);
    if (!isFlat(event)) return;
    // A follower reached on two ways gets the event once: it drops what it has had.
    deliver(this.everything, event, previous);
    if (event.queueId !== undefined) deliver(this.byQueue.get(event.queueId), event, previous);
    deliver(this.byContact.get(event.contactId), event, previous);
  }
}

function deliver(followers: ReadonlySet<Follower> | undefined, event: LogEvent, previous: EventPosition): void {
  if (followers === undefined) return;
  for (const follower of followers) follower.deliver(event, previous);
}

function enter(followers: Followers, key: string, follower: Follower): () => void {
  const set = followers.get(key) ?? new Set();
  followers.set(key, set.add(follower));
  return () => {
    set.delete(follower);
    if (set.size === 0 && followers.get(key) === set) followers.delete(key);
  };
}
