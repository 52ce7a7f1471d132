import { createHash } from 'node:crypto';
import { Socket } from 'node:net';
import { type Element, Parser, xml } from '@xmpp/xml';

export interface ComponentAddress {
  host: string;
  port: number;
  /** The component's domain, as the XMPP server's configuration has it. */
  domain: string;
  secret: string;
}

export interface StreamHost {
  /** The handshake is done: stanzas may be sent. */
  online(): void;
  stanza(stanza: Element): void;
  /** Once: the stream is gone. `because` is for the log. */
  closed(because: string): void;
}

const STREAM = 'http://etherx.jabber.org/streams';
const COMPONENT = 'jabber:component:accept';
/** From the first byte to the end of the handshake. */
const HANDSHAKE_WITHIN_MS = 10_000;

/** One connection of a component (XEP-0114), from its opening to its end; it does not come back by itself. */
export class ComponentStream {
  private readonly socket = new Socket();
  private readonly parser = new Parser();
  private readonly deadline: NodeJS.Timeout;
  private because = 'the connection broke';
  private isOnline = false;

  constructor(
    private readonly address: ComponentAddress,
    private readonly host: StreamHost,
  ) {
    const { socket, parser } = this;
    this.deadline = setTimeout(() => this.end('no handshake in time'), HANDSHAKE_WITHIN_MS);
    // A character may come in two packets: bytes become text here, not packet by packet.
    socket.setEncoding('utf8').setNoDelay(true);
    socket.on('connect', () => this.write(this.header()));
    socket.on('data', (text) => this.feed(String(text)));
    socket.on('error', (error) => (this.because = error.message));
    socket.on('close', () => this.closed());
    parser.on('start', (header) => this.write(xml('handshake', {}, this.handshake(header)).toString()));
    parser.on('element', (element) => this.receive(element));
    parser.on('end', () => this.end('the server closed the stream'));
    parser.on('error', (error) => this.end(error.message));
    socket.connect({ host: address.host, port: address.port });
  }

  /** Hands a stanza to the connection; after its end it goes nowhere. */
  send(stanza: Element): void {
    if (this.isOnline) this.write(stanza.toString());
  }

  /** Ends it at once. */
  end(because: string): void {
    if (!this.socket.destroyed) this.because = because;
    this.socket.destroy();
  }

  /** Says goodbye, so that the server has taken all that was sent; settles with the connection's end. */
  async finish(): Promise<void> {
    if (this.socket.destroyed) return;
    const gone = new Promise((resolve) => this.socket.once('close', resolve));
    this.because = 'finished';
    this.socket.end('</stream:stream>');
    await gone;
  }

  private feed(text: string): void {
    try {
      this.parser.write(text);
    } catch (error) {
      this.end(error instanceof Error ? error.message : String(error));
    }
  }

  private receive(element: Element): void {
    if (element.is('error', STREAM)) {
      const [condition] = element.getChildElements();
      return this.end(
        `${condition?.name ?? 'error'}: ${element.getChildText('text') ?? 'the server ended the stream'}`,
      );
    }
    if (this.isOnline) return this.host.stanza(element);
    if (element.name !== 'handshake') return;
    clearTimeout(this.deadline);
    this.isOnline = true;
    this.host.online();
  }

  private closed(): void {
    clearTimeout(this.deadline);
    this.isOnline = false;
    this.host.closed(this.because);
  }

  private write(text: string): void {
    if (this.socket.writable) this.socket.write(text);
  }

  private header(): string {
    const attributes = `xmlns="${COMPONENT}" xmlns:stream="${STREAM}" to="${this.address.domain}"`;
    return `<?xml version="1.0"?><stream:stream ${attributes}>`;
  }

  private handshake(header: Element): string {
    return createHash('sha1')
      .update((header.attrs['id'] ?? '') + this.address.secret)
      .digest('hex');
  }
}
