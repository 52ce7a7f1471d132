import type { Logger } from '../config/logger.js';
import { isEnded, type ContactSpec } from '../domain/contact.js';
import type { LogEvent } from '../domain/events.js';
import type { LiveStore } from '../live/live-store.js';
import type { ConfigCache, ConfigSnapshot } from '../store/config-store.js';
import { isThresholdEvent, noticeOf } from '../alerts/threshold-event.js';
import { botNotices } from './bot-notices.js';
import { ContactFacts, type ContactSources } from './contact-facts.js';
import type { FeedPosition } from './feed-position.js';
import { parseCursor, positionId, type EventPosition } from '../feed/event-position.js';
import {
  agentAddress,
  flatEvent,
  isFlat,
  stateAfter,
  writtenField,
  flatContact,
  type FlatContact,
  type FlatEventType,
} from '../feed/flat-event.js';
import type { ContactSource } from '../feed/contact-lookup.js';
import type { RecentEvents } from '../feed/recent-events.js';
import type { FeederLease } from './feeder-lease.js';
import { subjectOf } from './lists.js';
import { Hearers } from './hearers.js';
import type { ListJob, Notice, NoticeStore, NotifiedContact } from './notice-store.js';

const CHUNK = 500;
/** Many webhooks may hear the events of a chunk. */
const APPENDED_AT_ONCE = 1_000;
/** How often the lease is renewed or asked for and the position confirmed, ms: what is fed again is not appended again. */
const LEASE_EVERY_MS = 1_500;

export interface FeederParts {
  recent: RecentEvents;
  live: Pick<LiveStore, 'eventsAfter'>;
  position: FeedPosition;
  notices: NoticeStore;
  lease: FeederLease;
  config: ConfigCache;
  contacts: ContactSources;
  /** Whole contacts, for bots. */
  source: ContactSource;
  logger: Logger;
  /** Has jobs drain these lists; `promptly` also where one waits for its next attempt. */
  schedule(jobs: readonly ListJob[], promptly?: boolean): Promise<void>;
  /** The same, at once where a list is new: that one is lost with this process, as long as it is among `undelivered`. */
  deliver(jobs: readonly ListJob[]): Promise<void>;
  /** The first event of a list that would be lost with this process. */
  undelivered(): EventPosition | undefined;
  /** Settles when there is none any more. */
  handOver(): Promise<void>;
}

type FlatLogEvent = LogEvent & { type: FlatEventType; contactId: string };

/**
 * Reads the log on one node and puts what receivers, webhooks and the contacts' own, are to hear into their lists. An event wakes it; the
 * position that it confirms lies behind what it has appended, so a crash repeats work and loses none.
 */
export class Feeder {
  /** Contacts with a `notifyUrl`. */
  private known = new Map<string, NotifiedContact>();
  private readonly facts: ContactFacts;
  private readonly hearers = new Hearers();
  private position?: EventPosition;
  private leading = false;
  private pumping?: Promise<void>;
  private again = false;
  private timer?: NodeJS.Timeout;
  private confirmed = '';
  private stopped = false;
  private unsubscribe?: () => void;

  constructor(private readonly parts: FeederParts) {
    this.facts = new ContactFacts(parts.contacts);
  }

  async start(): Promise<void> {
    this.unsubscribe = this.parts.recent.subscribe(() => this.wake());
    this.timer = setInterval(() => void this.tick(), LEASE_EVERY_MS);
    this.timer.unref();
    await this.tick();
  }

  /** Ends after the batch in hand and lets another node take over at once. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    this.unsubscribe?.();
    await this.pumping;
    if (!this.leading) return;
    this.leading = false;
    try {
      await this.parts.handOver();
      await this.confirm();
      await this.parts.lease.release();
    } catch (error) {
      this.parts.logger.warn({ err: error }, 'the webhook feeder could not sign off');
    }
  }

  /** Asks for the lease, and looks once whether something was left. */
  async tick(): Promise<void> {
    // Before the configuration is known nobody can say what its webhooks are to hear; the log keeps it.
    if (this.parts.config.current().revision === 0) return;
    try {
      const held = await this.parts.lease.hold();
      if (this.stopped) return;
      if (held && !this.leading) await this.takeOver();
      this.leading = held;
      if (!held) return;
      await this.confirm();
      this.wake();
      await this.parts.notices.scheduleDue((jobs) => this.parts.schedule(jobs, true));
    } catch (error) {
      this.leading = false;
      if (!this.stopped) this.parts.logger.warn({ err: error }, 'the webhook feeder has no lease');
    }
  }

  private async takeOver(): Promise<void> {
    this.known = await this.parts.notices.openContacts();
    const fed = await this.parts.position.fedPosition();
    this.position = (fed === undefined ? undefined : parseCursor(fed)) ?? { generation: 0, seq: 0 };
  }

  private wake(): void {
    if (!this.leading || this.stopped) return;
    this.again = true;
    this.pumping ??= this.pump().finally(() => (this.pumping = undefined));
  }

  private async pump(): Promise<void> {
    try {
      while (this.again && this.leading && !this.stopped) {
        this.again = false;
        while (await this.step()) if (this.stopped) return;
      }
    } catch (error) {
      // The next lease tick reads on from the position that stands.
      this.leading = false;
      this.parts.logger.warn({ err: error }, 'webhooks could not be fed');
    }
  }

  /** Feeds one chunk; false: there was none. */
  private async step(): Promise<boolean> {
    const { recent, live, logger } = this.parts;
    const position = this.position ?? { generation: 0, seq: 0 };
    const events = recent.after(position, CHUNK) ?? (await live.eventsAfter(positionId(position), CHUNK));
    if (events === undefined) {
      // A new history is told from where this node first heard of it.
      this.position = recent.beginning();
      logger.warn({ from: positionId(position) }, 'a part of the log was lost to webhooks');
      return true;
    }
    const last = events[events.length - 1];
    if (last === undefined) return false;
    const { source, config } = this.parts;
    const toBots = await botNotices(events, source, config);
    const alerts = events.flatMap((event) => this.alertNotices(event));
    const notices = [...(await this.noticesOf(events.filter(isFlat))), ...alerts, ...toBots];
    for (let start = 0; start < notices.length; start += APPENDED_AT_ONCE) {
      await this.append(notices.slice(start, start + APPENDED_AT_ONCE));
    }
    this.facts.forgetEnded(events);
    this.position = { generation: last.generation, seq: last.seq };
    return true;
  }

  private async append(notices: readonly Notice[]): Promise<void> {
    const jobs = new Map<string, ListJob>();
    for (const each of await this.parts.notices.append(notices)) {
      if (each !== undefined) jobs.set(each.job, jobs.get(each.job) ?? each);
    }
    if (jobs.size > 0) await this.parts.deliver([...jobs.values()]);
    for (const notice of notices) if ('ends' in notice && notice.ends) this.known.delete(notice.contactId);
  }

  /** What receivers are to hear of the events, in their order. */
  private async noticesOf(events: readonly FlatLogEvent[]): Promise<Notice[]> {
    const { webhook } = this.parts.config.current();
    const heard = webhook.size === 0 ? [] : events.filter((event) => this.hearers.of(webhook, event).length > 0);
    if (heard.length > 0) await this.facts.load(heard);
    return events.flatMap((event) => [...this.notified(event), ...this.subscribed(event, webhook)]);
  }

  /** For the contact's own `notifyUrl`. */
  private notified(event: FlatLogEvent): Notice[] {
    const opens = opening(event);
    if (opens !== undefined) this.known.set(event.contactId, opens);
    const contact = this.known.get(event.contactId);
    if (contact === undefined) return [];
    const { contactId, generation, seq } = event;
    const body = this.bodyOf(event, contact);
    return [{ contactId, url: contact.url, generation, seq, body, opens, ends: isEnded(stateAfter(event.type)) }];
  }

  private subscribed(event: FlatLogEvent, webhooks: ConfigSnapshot['webhook']): Notice[] {
    const hearers = this.hearers.of(webhooks, event);
    const contact = hearers.length === 0 ? undefined : this.facts.of(event.contactId);
    if (contact === undefined) return [];
    const { contactId, generation, seq } = event;
    const body = this.bodyOf(event, contact);
    return hearers.map(({ value: webhook, revision }) => ({ contactId, generation, seq, body, webhook, revision }));
  }

  private alertNotices(event: LogEvent): Notice[] {
    if (!isThresholdEvent(event)) return [];
    const hearers = this.hearers.of(this.parts.config.current().webhook, event);
    const told = hearers.length === 0 ? undefined : noticeOf(event);
    if (told === undefined) return [];
    const { generation, seq } = event;
    const notice = { contactId: subjectOf(told), generation, seq, body: JSON.stringify(told) };
    return hearers.map(({ value: webhook, revision }) => ({ ...notice, webhook, revision }));
  }

  private bodyOf(event: FlatLogEvent, contact: FlatContact): string {
    return JSON.stringify(flatEvent(event, contact, agentAddress(this.parts.config, event.agentId, contact.channel)));
  }

  private async confirm(): Promise<void> {
    if (this.position === undefined) return;
    // What would be lost is fed again by who takes over.
    const first = this.parts.undelivered();
    const id = positionId(first === undefined ? this.position : { ...first, seq: first.seq - 1 });
    if (id === this.confirmed) return;
    await this.parts.position.confirmFed(id);
    this.confirmed = id;
  }
}

/** The receiver that an enqueue event names. */
function opening(event: LogEvent & { contactId: string }): NotifiedContact | undefined {
  if (event.type !== 'contact.waiting' && event.type !== 'contact.scheduled') return undefined;
  // Nearly no event names a receiver, so most need not be parsed for it.
  if (event.opsText?.includes('notifyUrl') === false) return undefined;
  const text = writtenField(event, 'spec');
  if (text === undefined || !text.includes('"notifyUrl"')) return undefined;
  const spec = JSON.parse(text) as ContactSpec;
  return spec.notifyUrl === undefined ? undefined : { url: spec.notifyUrl, ...flatContact(spec.channel, spec) };
}
