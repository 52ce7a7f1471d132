import {
  type BodyOf,
  type ContactEvent,
  isOutcomeUnknown,
  Lotse,
  ProblemError,
  type SystemSocket,
} from '@lotse/client';
import type { Logger } from 'pino';
import type { Conversation } from './conversation.js';
import type { Secrets, Settings } from './settings.js';
import { agentJid, parseAddress } from './address.js';

/** A contact as Lotse has it now. */
export type Contact = Awaited<ReturnType<Router['contact']>> & object;
export type Presence = 'available' | 'unavailable' | 'offline';

export interface RouterHost {
  /** Something became of a contact that is followed. */
  event(event: ContactEvent): void;
  /** What came before is not told: anything may have happened. */
  missedSome(): void;
  /** Lotse refuses the key. */
  refused(because: string): void;
}

/** Older first messages than this carry their time along, so that an outage does not cost the customer its place. */
const LATE_MS = 5_000;
const IDS_AT_ONCE = 5_000;

/** Lotse, as far as this connector uses it. Methods throw what the client throws. */
export class Router {
  private readonly system: Lotse;
  private readonly supervisor: Lotse;
  private readonly socket: SystemSocket;

  constructor(
    private readonly settings: Settings,
    secrets: Secrets,
    private readonly host: RouterHost,
    private readonly log: Logger,
  ) {
    // Whoever calls comes again by itself, with what is true by then.
    const common = { url: settings.lotse, attempts: 2, timeoutSeconds: 10 };
    this.system = new Lotse({ ...common, key: secrets.systemKey });
    this.supervisor = new Lotse({ ...common, key: secrets.supervisorKey });
    this.socket = this.system.systemSocket();
    this.socket
      .on('event', (event) => this.host.event(event as ContactEvent))
      .on('snapshotRequired', () => this.host.missedSome())
      .on('disconnected', ({ code, retryMs }) => this.log.warn({ code, retryMs }, 'Lotse is away'))
      .on('problem', (problem) => this.log.warn({ problem: problem.message }, 'Lotse complains'))
      .on('closed', ({ error }) => error !== undefined && this.host.refused(error.message));
  }

  /** Settles when Lotse is there. */
  async open(): Promise<void> {
    await this.socket.open();
  }

  close(): Promise<void> {
    return this.socket.close();
  }

  /** Hears of these contacts from now on, also over reconnects. */
  async follow(ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += IDS_AT_ONCE)
      await this.socket.subscribe({ contacts: ids.slice(at, at + IDS_AT_ONCE) });
  }

  /** Ends contacts that this connector had and knows nothing of any more. */
  async endUnknown(openIds: string[]): Promise<string[]> {
    const body = { channel: this.settings.channel, openIds };
    return (await this.system.post('/v1/contacts:reconcile', { body })).ended;
  }

  /** Makes the conversation's contact; one that is there already stays as it is. */
  async enqueue({ id, customer, address, openedAt }: Conversation, now: number): Promise<void> {
    const body: BodyOf<'post', '/v1/contacts'> = {
      id,
      channel: this.settings.channel,
      ...(this.settings.addresses[address] as { queueId: string }),
      customer: { name: parseAddress(customer).local, identities: [{ kind: 'xmpp', value: customer }] },
      attributes: { xmpp: { from: customer, to: `${address}@${this.settings.domain}` } },
      ...(now - openedAt > LATE_MS && { enqueuedAt: new Date(openedAt).toISOString() }),
    };
    try {
      await this.system.post('/v1/contacts', { body });
    } catch (error) {
      // It was made before, by a process with other settings or at another moment; or the queue takes nothing now.
      const isTaken = error instanceof ProblemError && error.status === 409 && (await this.contact(id)) !== undefined;
      if (!isTaken) throw error;
    }
  }

  async contact(id: string) {
    try {
      return await this.system.get('/v1/contacts/{id}', { path: { id } });
    } catch (error) {
      if (error instanceof ProblemError && error.status === 404) return undefined;
      throw error;
    }
  }

  accept(offerId: string): Promise<unknown> {
    return this.system.post('/v1/offers/{id}/accept', { path: { id: offerId }, body: {} });
  }

  decline(offerId: string, reason: string): Promise<unknown> {
    return this.system.post('/v1/offers/{id}/decline', { path: { id: offerId }, body: { reason } });
  }

  complete(id: string, body: BodyOf<'post', '/v1/contacts/{id}/complete'>): Promise<unknown> {
    return this.system.post('/v1/contacts/{id}/complete', { path: { id }, body });
  }

  transfer(id: string, queueId: string, note: string | undefined): Promise<unknown> {
    const body = { queueId, mode: 'blind' as const, ...(note !== undefined && { note }) };
    return this.system.post('/v1/contacts/{id}/transfer', { path: { id }, body });
  }

  park(id: string): Promise<unknown> {
    return this.system.post('/v1/contacts/{id}/park', { path: { id } });
  }

  resume(id: string): Promise<unknown> {
    return this.system.post('/v1/contacts/{id}/resume', { path: { id } });
  }

  /** Its agent is gone. */
  requeue(id: string): Promise<unknown> {
    return this.system.post('/v1/contacts/{id}/requeue', { path: { id }, body: { reason: 'legLost' } });
  }

  abandon(id: string): Promise<unknown> {
    return this.system.post('/v1/contacts/{id}/cancel', { path: { id }, body: { reason: 'abandoned' } });
  }

  async setPresence(agentId: string, presence: Presence): Promise<void> {
    await this.system.post('/v1/agents/{id}/presence', { path: { id: agentId }, body: { presence } });
  }

  /** Whether the agent gets nothing because it did not answer. */
  async isNotResponding(agentId: string): Promise<boolean> {
    const { routingStatus } = await this.system.get('/v1/agents/{id}/state', { path: { id: agentId } });
    return routingStatus === 'notResponding';
  }

  /** Who can be reached here: agent ids by bare JID. */
  async agents(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    let cursor: string | undefined;
    do {
      const page = await this.supervisor.get('/v1/agents', { query: { limit: 200, ...(cursor && { cursor }) } });
      for (const { id, channels } of page.items) {
        const jid = agentJid(channels.find((channel) => channel.id === this.settings.channel)?.address);
        if (jid !== undefined) found.set(jid, id);
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return found;
  }
}

/** What to tell a person about a command that Lotse did not do. */
export function wordsOf(error: unknown): string {
  if (error instanceof ProblemError)
    return error.errors.length > 0 ? error.errors.map(({ message }) => message).join('; ') : error.problem.detail;
  return isOutcomeUnknown(error)
    ? 'Lotse did not answer. It may have been done; say it again.'
    : 'Lotse is out of reach.';
}
