import { iso } from '../domain/iso.js';
import type { AgentWithLegs } from '../domain/agent.js';
import { DomainError, type ErrorCode } from '../domain/errors.js';
import type { LogEvent } from '../domain/events.js';
import type { AgentSnapshot } from '../live/live-store.js';
import { agentContact, agentFrames } from './agent-frames.js';
import type { EventHub } from './event-hub.js';
import { parseCursor, type ClientCursor, type EventPosition } from './event-position.js';
import { agentAddress } from './flat-event.js';
import { earlierOf, type ContactLookup } from './contact-lookup.js';
import { Follower, type Audience, type FrameSink } from './follower.js';
import { presenceFields, PresenceView } from './presence-view.js';

/** A socket is signed off again while the store is away: every second, for ten minutes. */
const SIGN_OFF_EVERY_MS = 1_000;
const SIGN_OFF_ATTEMPTS = 600;
const STORE_AWAY: readonly ErrorCode[] = ['storeUnavailable', 'outcomeUnknown'];

/** What one of an agent's sockets hears: its state when it came, and each event of its own after that. */
export class AgentFeed implements Audience {
  private readonly follower: Follower;
  private readonly leaves: (() => void)[] = [];
  private view?: PresenceView;
  private signedOn = false;

  /** @param connectionId unique on this node */
  constructor(
    private readonly hub: EventHub,
    private readonly agentId: string,
    private readonly connectionId: string,
    private readonly sink: FrameSink,
  ) {
    this.follower = new Follower(sink, this, hub.source);
  }

  /**
   * Signs the socket on, says hello and goes on after `cursor`; settles when live.
   * @throws DomainError `notFound` for an agent that is not configured
   */
  async begin(cursor: ClientCursor | undefined): Promise<void> {
    this.signedOn = true;
    await this.signOn();
    const known = cursor !== undefined && cursor !== 'lost' && (await this.follower.reaches(cursor));
    if (cursor !== undefined && !known) this.send({ type: 'snapshotRequired' });
    const standing = await this.hello();
    this.leaves.push(this.hub.register(this.follower), this.hub.followAgent(this.agentId, this.follower));
    await this.follower.start(known ? cursor : standing);
  }

  /** Signs the socket off; a store that is away is told once it is back, else the agent would count as connected. */
  async end(): Promise<void> {
    for (const leave of this.leaves) leave();
    if (!this.signedOn) return;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.hub.live.socketClosed(this.agentId, this.connectionId);
        return;
      } catch (error) {
        const away = error instanceof DomainError && STORE_AWAY.includes(error.code);
        if (!away || attempt === SIGN_OFF_ATTEMPTS) throw error;
        await new Promise<void>((resolve) => setTimeout(resolve, SIGN_OFF_EVERY_MS).unref());
      }
    }
  }

  wants(event: LogEvent): boolean {
    return event.agentId === this.agentId;
  }

  frames(event: LogEvent, contactOf: ContactLookup, last: boolean): readonly object[] | undefined {
    return this.view === undefined ? [] : agentFrames(event, this.view, contactOf, this.addressOf, last);
  }

  restart(): Promise<EventPosition> {
    this.send({ type: 'snapshotRequired' });
    return this.hello();
  }

  /** A configured agent that live state does not know (an emptied Redis) is mirrored first. */
  private async signOn(): Promise<void> {
    const { live, config } = this.hub;
    try {
      await live.socketOpened(this.agentId, this.connectionId);
    } catch (error) {
      const configured = await config.find('agent', this.agentId);
      if (!(error instanceof DomainError) || error.code !== 'notFound' || configured === undefined) throw error;
      await live.mirrorAgent(configured.value, configured.revision);
      await live.socketOpened(this.agentId, this.connectionId);
    }
  }

  /** Reads snapshot and cursor as one and sends them. */
  private async hello(): Promise<EventPosition> {
    const snapshot = await this.hub.live.agentSnapshot(this.agentId);
    this.view = new PresenceView(snapshot.agent);
    const contacts = [...snapshot.offers.map(({ contact }) => contact), ...snapshot.contacts];
    const contactOf = await earlierOf(this.hub.source, contacts);
    this.send(helloFrame(snapshot, this.addressOf, contactOf));
    return parseCursor(snapshot.cursor) ?? this.hub.recent.position();
  }

  private send(frame: object): void {
    this.sink.send(JSON.stringify(frame));
  }

  private readonly addressOf = (channel: string): string | undefined =>
    agentAddress(this.hub.config, this.agentId, channel);
}

function helloFrame(
  snapshot: AgentSnapshot,
  addressOf: (channel: string) => string | undefined,
  contactOf: ContactLookup,
): object {
  return {
    type: 'hello',
    cursor: snapshot.cursor,
    ...presenceFields(snapshot.agent),
    load: loadOf(snapshot.agent),
    offers: snapshot.offers.map(({ offer, contact }) => ({
      id: offer.id,
      expiresAt: iso(offer.expiresAt),
      contact: agentContact(contact, addressOf, contactOf),
    })),
    contacts: snapshot.contacts.map((contact) => agentContact(contact, addressOf, contactOf)),
  };
}

/** Used capacity per channel, channels in use only. */
function loadOf(agent: AgentWithLegs): Record<string, number> {
  return Object.fromEntries(Object.entries(agent.used).filter(([, used]) => used > 0));
}
