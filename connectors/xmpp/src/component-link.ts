import { type Element, xml } from '@xmpp/xml';
import type { Clock } from './clock.js';
import { type ComponentAddress, ComponentStream } from './component-stream.js';

export interface LinkHost {
  /** A new stream stands: whatever was not accepted on an older one has to be sent again. */
  online(): void;
  stanza(stanza: Element): void;
  /** The stream is gone; the next try comes after `retryMs`. */
  offline(because: string, retryMs: number): void;
}

/** Nothing says whether the server took what was sent. */
export class LinkLost extends Error {}

interface Waiter {
  resolve(): void;
  reject(error: LinkLost): void;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 3_000;
/** Without anything to send, the server is asked this often whether it is there. */
const LOOK_EVERY_MS = 15_000;
const ECHO_WITHIN_MS = 10_000;

/**
 * A component that comes back by itself, and that knows what the server has taken. XEP-0114 has no acknowledgements,
 * but a server takes the stanzas of a stream in order: once a message to ourselves has come back, all that was sent
 * before it has been routed, to a session, to another server or into a mailbox.
 */
export class ComponentLink {
  private stream?: ComponentStream;
  private isOnline = false;
  private isFinished = false;
  private failures = 0;
  private echoes = 0;
  /** Who waits for the echo that is under way, and who came after it was sent. */
  private awaited: Waiter[] = [];
  private next: Waiter[] = [];
  private isEchoUnderWay = false;
  private callOffLook: () => void = () => undefined;
  private callOffStart: () => void = () => undefined;

  constructor(
    private readonly address: ComponentAddress,
    private readonly host: LinkHost,
    private readonly clock: Clock,
  ) {}

  get online(): boolean {
    return this.isOnline;
  }

  start(): void {
    this.stream = new ComponentStream(this.address, {
      online: () => this.cameOnline(),
      stanza: (stanza) => this.receive(stanza),
      closed: (because) => this.closed(because),
    });
  }

  /** Without a connection it is lost: what must arrive waits for `accepted`, and is sent again after `online`. */
  send(stanza: Element): void {
    if (this.isOnline) this.stream?.send(stanza);
  }

  /**
   * Settles when the server has taken all that was sent before.
   * @throws LinkLost the stream broke first
   */
  accepted(): Promise<void> {
    if (!this.isOnline) return Promise.reject(new LinkLost('no connection to the XMPP server'));
    return new Promise((resolve, reject) => {
      this.next.push({ resolve, reject });
      if (!this.isEchoUnderWay) this.sendEcho();
    });
  }

  /** Says goodbye and does not come back. */
  async finish(): Promise<void> {
    this.isFinished = true;
    this.callOffStart();
    this.callOffLook();
    await this.stream?.finish();
  }

  private cameOnline(): void {
    this.isOnline = true;
    this.failures = 0;
    this.look();
    this.host.online();
  }

  private receive(stanza: Element): void {
    if (stanza.attrs['from'] !== this.address.domain) return this.host.stanza(stanza);
    if (stanza.attrs['id'] !== `echo-${this.echoes}`) return;
    const arrived = this.awaited;
    this.awaited = [];
    this.isEchoUnderWay = false;
    for (const { resolve } of arrived) resolve();
    if (this.next.length > 0) this.sendEcho();
    else this.look();
  }

  private sendEcho(): void {
    const { domain } = this.address;
    this.isEchoUnderWay = true;
    this.awaited = this.next;
    this.next = [];
    this.echoes += 1;
    const id = `echo-${this.echoes}`;
    this.stream?.send(xml('message', { type: 'headline', from: domain, to: domain, id }));
    this.callOffLook();
    // A server that is paused, or a connection that is gone without a word.
    this.callOffLook = this.clock.after(ECHO_WITHIN_MS, () => this.stream?.end('the server does not answer'));
  }

  private look(): void {
    this.callOffLook();
    this.callOffLook = this.clock.after(LOOK_EVERY_MS, () => this.sendEcho());
  }

  private closed(because: string): void {
    this.isOnline = false;
    this.isEchoUnderWay = false;
    this.callOffLook();
    const waiters = [...this.awaited, ...this.next];
    this.awaited = [];
    this.next = [];
    for (const { reject } of waiters) reject(new LinkLost(because));
    if (this.isFinished) return;
    const retryMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(this.failures, 10));
    this.failures += 1;
    this.callOffStart = this.clock.after(retryMs, () => this.start());
    this.host.offline(because, retryMs);
  }
}
