import { type BackOff, type Clock, pauseMs } from './clock.js';
import { ConnectionError } from './errors.js';
import { HEARS_PINGS, openWire, type Wire } from './web-socket.js';

/** What goes over a socket, in both directions. */
export type Frame = { type: string } & Record<string, unknown>;

/** How a connection ended, and when the next one is tried. */
export interface Loss {
  /** The close code; 1006 where the server did not say goodbye. */
  code: number;
  reason: string;
  /** Pause before the next try, ms. */
  retryMs: number;
}

export interface ReconnectingHost {
  /** The first frame of a connection: the key, and where to go on. */
  auth(): Frame;
  receive(frame: Frame): void;
  /** The connection is gone; another one follows. */
  lost(loss: Loss): void;
  /** Once: no connection follows. Without an error it was `stop` that ended it. */
  ended(error: ConnectionError | undefined): void;
}

/** The longest pause is well under the 15 s after which the server takes an agent without a socket offline. */
const BACK_OFF: BackOff = { firstMs: 200, mostMs: 5_000 };
/** A connection that stood this long was a good one: the next pause is a short one again. */
const STOOD_MS = 5_000;
/** From the first byte to the server's `hello`. */
const HELLO_WITHIN_MS = 10_000;
/** The server pings every 15 s. A paused one keeps its connections and says nothing. */
const SILENCE_MS = 35_000;
const LOOK_EVERY_MS = 5_000;
const GOODBYE_WITHIN_MS = 2_000;

const FINAL: Readonly<Record<number, 'unauthorized' | 'forbidden'>> = { 4401: 'unauthorized', 4403: 'forbidden' };

/**
 * A connection that is opened again whenever it breaks, until it is stopped or the server says that this key may not.
 * There is one wire at a time: what an older one still has to say is not heard.
 */
export class Reconnecting {
  private wire?: Wire;
  private failures = 0;
  private isReady = false;
  private isStopped = false;
  private readyAt = 0;
  private heardAt = 0;
  private callOff: () => void = () => undefined;
  private resolveStopped: () => void = () => undefined;
  private readonly stopped = new Promise<void>((resolve) => (this.resolveStopped = resolve));

  constructor(
    private readonly url: string,
    private readonly host: ReconnectingHost,
    private readonly clock: Clock,
  ) {}

  /** Whether commands can be sent: connected, and the server has said hello. */
  get ready(): boolean {
    return this.isReady;
  }

  start(): void {
    const { clock } = this;
    const wire = openWire(this.url, {
      open: () => this.current(wire) && this.send(this.host.auth()),
      text: (text) => this.current(wire) && this.receive(text),
      ping: () => (this.heardAt = clock.now()),
      closed: (code, reason) => this.current(wire) && this.closed(code, reason),
    });
    this.wire = wire;
    this.callOff = clock.after(HELLO_WITHIN_MS, () => wire.cut());
  }

  /** The server said hello. */
  established(): void {
    if (this.isReady || this.isStopped) return;
    this.isReady = true;
    this.readyAt = this.heardAt = this.clock.now();
    this.callOff();
    if (HEARS_PINGS) this.listenForSilence();
  }

  send(frame: object): void {
    this.wire?.send(JSON.stringify(frame));
  }

  /** Gives this connection up; another one follows. */
  drop(): void {
    this.wire?.cut();
  }

  /** Says goodbye, waits for the answer for two seconds, and does not come back. */
  stop(): Promise<void> {
    if (this.isStopped) return this.stopped;
    this.isStopped = true;
    this.callOff();
    if (this.wire === undefined) this.end(undefined);
    else if (this.isReady) {
      this.wire.close();
      this.callOff = this.clock.after(GOODBYE_WITHIN_MS, () => this.wire?.cut());
    } else this.wire.cut();
    return this.stopped;
  }

  private current(wire: Wire): boolean {
    return this.wire === wire;
  }

  private receive(text: string): void {
    this.heardAt = this.clock.now();
    let frame: Frame;
    try {
      frame = JSON.parse(text) as Frame;
    } catch {
      return this.drop();
    }
    this.host.receive(frame);
  }

  private closed(code: number, reason: string): void {
    this.callOff();
    this.wire = undefined;
    if (this.isReady && this.clock.now() - this.readyAt >= STOOD_MS) this.failures = 0;
    this.isReady = false;
    if (this.isStopped) return this.end(undefined);
    const final = FINAL[code];
    if (final !== undefined) {
      this.isStopped = true;
      return this.end(new ConnectionError(final, `the server closed the socket with ${code}: ${reason}`));
    }
    this.failures += 1;
    const retryMs = pauseMs(BACK_OFF, this.failures, this.clock);
    this.callOff = this.clock.after(retryMs, () => this.start());
    this.host.lost({ code, reason, retryMs });
  }

  private end(error: ConnectionError | undefined): void {
    this.host.ended(error);
    this.resolveStopped();
  }

  private listenForSilence(): void {
    this.callOff = this.clock.after(LOOK_EVERY_MS, () => {
      if (this.clock.now() - this.heardAt > SILENCE_MS) this.drop();
      else this.listenForSilence();
    });
  }
}
