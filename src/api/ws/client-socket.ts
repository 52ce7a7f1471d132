import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { FrameSink } from '../../feed/follower.js';
import { CLOSE, type CloseReason } from './close-codes.js';

/** Bytes that may wait for a client to read them before its socket is closed with 4408. */
export const MAX_BUFFERED_BYTES = 1024 * 1024;
/** A replay goes on only while less than this waits. */
const REPLAY_BUFFERED_BYTES = 128 * 1024;
/** Frames that wait for their turn before the socket is no longer read. */
const PAUSE_AT = 64;
/** Frames that may wait at most: what had arrived already when reading stopped; more are refused. */
const MAX_WAITING = 4096;
/** How long a client has to take the close frame, ms. */
const CLOSE_GRACE_MS = 5_000;

export interface ClientSocketEvents {
  /** One text frame, in order; the next one waits for the promise. Must not reject. */
  onFrame(text: string): Promise<void>;
  /** A frame that found too many before it. Must not throw. */
  onFlood(text: string): void;
  onClose(): void;
}

/**
 * One client's socket: takes frames one after the other, never buffers without bound in either direction, and knows
 * whether the other side still lives.
 */
export class ClientSocket implements FrameSink {
  /** Heard of since the last ping. */
  private heard = true;
  private waiting: string[] = [];
  /** Where in `waiting` the next frame stands. */
  private next = 0;
  private working = false;
  private closing = false;
  private gathering = false;

  constructor(
    private readonly socket: WebSocket,
    /** The connection below. */
    private readonly connection: Socket,
    private readonly events: ClientSocketEvents,
  ) {
    socket.on('message', (data: Buffer, isBinary: boolean) => this.take(data, isBinary));
    socket.on('pong', () => (this.heard = true));
    socket.on('close', () => this.ended());
    // A broken connection is followed by 'close'; without a listener it would end the process.
    socket.on('error', () => undefined);
  }

  get open(): boolean {
    return !this.closing && this.socket.readyState === this.socket.OPEN;
  }

  /** Sends a frame, or closes the socket when too much waits already. Never throws. */
  send(text: string): void {
    if (!this.open) return;
    this.gather();
    this.socket.send(text, ignore);
    if (this.socket.bufferedAmount > MAX_BUFFERED_BYTES) this.close('tooSlow');
  }

  /** What is sent together leaves in one write: a system call costs more than a frame. */
  private gather(): void {
    if (this.gathering) return;
    this.gathering = true;
    this.connection.cork();
    process.nextTick(() => {
      this.gathering = false;
      this.connection.uncork();
    });
  }

  /** Settles once little enough waits for a replay to go on, or when the socket is gone. */
  async drained(): Promise<void> {
    while (this.open && this.socket.bufferedAmount > REPLAY_BUFFERED_BYTES) {
      // An empty pong is legal at any time and its callback comes when all before it was handed to the kernel.
      await new Promise<void>((resolve) => {
        this.socket.once('close', resolve);
        this.socket.pong('', undefined, () => {
          this.socket.off('close', resolve);
          resolve();
        });
      });
    }
  }

  /** Says goodbye with a code, and cuts the connection when the client does not answer. */
  close(why: CloseReason): void {
    if (this.closing) return;
    this.closing = true;
    this.waiting = [];
    // A socket that is not read would never see the client's close frame.
    this.socket.resume();
    this.socket.close(CLOSE[why].code, CLOSE[why].reason);
    const timer = setTimeout(() => this.socket.terminate(), CLOSE_GRACE_MS);
    timer.unref();
    this.socket.once('close', () => clearTimeout(timer));
  }

  giveUp(): void {
    this.close('tryLater');
  }

  /** Pings; a peer that has given no sign since the last ping is cut off. */
  checkAlive(): void {
    if (!this.heard && !this.socket.isPaused) {
      this.socket.terminate();
      return;
    }
    this.heard = false;
    if (this.socket.readyState === this.socket.OPEN) this.socket.ping('', undefined, ignore);
  }

  private take(data: Buffer, isBinary: boolean): void {
    this.heard = true;
    if (this.closing) return;
    if (isBinary) {
      this.close('binary');
      return;
    }
    const text = data.toString('utf8');
    if (this.waiting.length - this.next >= MAX_WAITING) {
      this.events.onFlood(text);
      return;
    }
    this.waiting.push(text);
    if (this.waiting.length - this.next >= PAUSE_AT) this.socket.pause();
    if (!this.working) void this.work();
  }

  private async work(): Promise<void> {
    this.working = true;
    while (!this.closing) {
      const text = this.waiting[this.next];
      if (text === undefined) break;
      this.next += 1;
      // Cut rarely: shifting a long array for each frame costs its length each time.
      if (this.next >= PAUSE_AT) {
        this.waiting.splice(0, this.next);
        this.next = 0;
      }
      await this.events.onFrame(text);
      if (this.socket.isPaused && this.waiting.length - this.next < PAUSE_AT) this.socket.resume();
    }
    this.waiting = [];
    this.next = 0;
    this.working = false;
  }

  private ended(): void {
    this.closing = true;
    this.waiting = [];
    this.events.onClose();
  }
}

function ignore(): void {
  // A failed write shows as 'close'.
}
