import { randomUUID } from 'node:crypto';
import type { Element } from '@xmpp/xml';
import type { Logger } from 'pino';
import { AgentDesk, OFFER } from './agent-desk.js';
import { parseAddress } from './address.js';
import { Book } from './book.js';
import { Caretaker } from './caretaker.js';
import type { Clock } from './clock.js';
import { ComponentLink } from './component-link.js';
import type { Conversation } from './conversation.js';
import { Courier } from './courier.js';
import { CustomerDesk } from './customer-desk.js';
import { Guests } from './guests.js';
import { Roster } from './roster.js';
import { Router } from './router.js';
import type { Secrets, Settings } from './settings.js';
import { answer, refusal, text } from './stanzas.js';
import { TEXTS } from './texts.js';

/** A connection that comes back within this time costs no agent its presence. */
const GRACE_MS = 5_000;

/** Brings an XMPP server and Lotse together. */
export class Connector {
  private readonly link: ComponentLink;
  private readonly router: Router;
  private readonly roster: Roster;
  private readonly guests: Guests;
  private readonly courier: Courier;
  private readonly caretaker: Caretaker;
  private readonly customers: CustomerDesk;
  private readonly agents: AgentDesk;
  private readonly desk: string;
  private callOffGone: () => void = () => undefined;

  private constructor(
    private readonly settings: Settings,
    secrets: Secrets,
    private readonly book: Book,
    private readonly clock: Clock,
    private readonly log: Logger,
    failed: (because: string) => void,
  ) {
    const send = (stanza: Element): void => this.link.send(stanza);
    this.desk = `${settings.desk}@${settings.domain}`;
    const { host, port } = settings.xmpp;
    const address = { host, port, domain: settings.domain, secret: secrets.componentSecret };
    this.link = new ComponentLink(
      address,
      {
        online: () => this.online(),
        stanza: (stanza) => this.hear(stanza),
        offline: (because, retryMs) => this.offline(because, retryMs),
      },
      clock,
    );
    this.router = new Router(
      settings,
      secrets,
      {
        event: (event) => this.caretaker.hear(event),
        missedSome: () => this.caretaker.careForAll(),
        refused: (because) => failed(`Lotse: ${because}`),
      },
      log,
    );
    this.roster = new Roster(
      this.desk,
      this.router,
      {
        send,
        tell: (jid, body) => send(text({ from: this.desk, to: jid, id: randomUUID(), body })),
        moved: (agentId) => this.careFor((one) => one.leg?.agentId === agentId),
      },
      clock,
      settings.refreshSeconds * 1_000,
      log,
    );
    this.guests = new Guests({ send, moved: (customer) => this.careFor((one) => one.customer === customer) }, clock);
    this.courier = new Courier(settings.domain, book, this.link, (conversation) => this.caretaker.care(conversation));
    const { router, roster, guests, courier } = this;
    const tell = this.tell.bind(this);
    this.caretaker = new Caretaker({ settings, book, router, roster, guests, courier, tell, clock, log });
    const { caretaker } = this;
    this.customers = new CustomerDesk({ book, guests, courier, caretaker, send, clock });
    this.agents = new AgentDesk({ book, roster, courier, caretaker, router, send, tell, clock, log });
  }

  /**
   * Takes up where an earlier one stopped. The folder must be locked. Lotse and the XMPP server may come later: what
   * customers write is kept.
   *
   * @param failed it cannot go on: the disk refuses, or Lotse the key
   */
  static async start(
    settings: Settings,
    secrets: Secrets,
    clock: Clock,
    log: Logger,
    failed: (because: string) => void,
  ): Promise<Connector> {
    const keeping = { folder: settings.dataDir, keepMs: settings.keepSeconds * 1_000 };
    const book = await Book.load(keeping, clock, (error) => failed(`the journal: ${String(error)}`));
    const connector = new Connector(settings, secrets, book, clock, log, failed);
    connector.roster.start();
    connector.link.start();
    void connector.meetLotse();
    return connector;
  }

  /** Takes nothing more, and settles when everything that was taken is durable. */
  async stop(): Promise<void> {
    this.callOffGone();
    this.roster.stop();
    this.caretaker.stop();
    await Promise.all([this.link.finish(), this.router.close()]);
    await this.book.finish();
  }

  private async meetLotse(): Promise<void> {
    try {
      await this.router.open();
      this.log.info('connected to Lotse');
      const ended = await this.router.endUnknown(this.book.living().map(({ id }) => id));
      if (ended.length > 0) this.log.warn({ ended }, 'active contacts without a conversation ended');
    } catch (error) {
      this.log.warn({ error: String(error) }, 'active contacts not compared');
    }
  }

  private online(): void {
    this.log.info('connected to the XMPP server');
    this.callOffGone();
    this.roster.ask();
    for (const { customer, address } of this.book.living())
      this.guests.ask(customer, `${address}@${this.settings.domain}`);
    this.caretaker.careForAll();
  }

  private offline(because: string, retryMs: number): void {
    this.log.warn({ because, retryMs }, 'no connection to the XMPP server');
    this.callOffGone();
    this.callOffGone = this.clock.after(GRACE_MS, () => {
      this.guests.clear();
      this.roster.allGone();
    });
  }

  private careFor(fits: (conversation: Conversation) => boolean): void {
    for (const conversation of this.book.living()) if (fits(conversation)) this.caretaker.care(conversation);
  }

  private hear(stanza: Element): void {
    this.take(stanza).catch((error: unknown) => {
      // Nothing was promised: who sent it is told, and may say it again.
      this.log.warn({ error: String(error) }, 'a stanza was not taken');
      if (stanza.attrs['type'] !== 'error' && stanza.name === 'message')
        this.link.send(refusal(stanza, 'wait', 'internal-server-error'));
    });
  }

  private async take(stanza: Element): Promise<void> {
    const to = parseAddress(stanza.attrs['to'] ?? '');
    if (stanza.name === 'iq') return this.reply(answer(stanza));
    const conversation = this.book.conversation(to.local);
    const isIntake = this.settings.addresses[to.local] !== undefined;
    if (stanza.name === 'presence') {
      if (to.local === this.settings.desk) await this.roster.hear(stanza);
      else if (isIntake) this.guests.hear(stanza);
      return;
    }
    if (stanza.name !== 'message' || stanza.attrs['type'] === 'groupchat') return;
    if (stanza.attrs['type'] === 'error') return this.notDelivered(stanza);
    if (isIntake) return this.customers.hear(stanza);
    if (conversation !== undefined) return this.agents.hear(stanza, conversation);
    if (to.local === this.settings.desk) return this.hearAtDesk(stanza);
    this.link.send(refusal(stanza, 'cancel', 'item-not-found'));
  }

  private reply(stanza: Element | undefined): void {
    if (stanza !== undefined) this.link.send(stanza);
  }

  private async notDelivered(error: Element): Promise<void> {
    const { id = '', to = '' } = error.attrs;
    const conversation =
      this.book.conversation(parseAddress(to).local) ?? this.book.conversation(id.split('.')[0] ?? '');
    if (conversation !== undefined) await this.agents.failed(error, conversation);
  }

  private async hearAtDesk(message: Element): Promise<void> {
    const body = message.getChildText('body');
    if (body === null) return;
    const { bare } = parseAddress(message.attrs['from'] ?? '');
    if ((await this.roster.findAgent(bare)) === undefined)
      return this.link.send(refusal(message, 'cancel', 'item-not-found'));
    const [word] = /^\/(available|unavailable)\b/.exec(body.trim())?.slice(1) ?? [];
    if (word === 'available' || word === 'unavailable') return this.roster.say(bare, word);
    this.link.send(text({ from: this.desk, to: bare, id: randomUUID(), body: TEXTS.deskHelp }));
  }

  private tell(conversation: Conversation, jid: string, body: string, offerId?: string): void {
    const id = offerId === undefined ? randomUUID() : `${OFFER}${offerId}`;
    this.link.send(text({ from: this.courier.addressOf(conversation), to: jid, id, body }));
  }
}
