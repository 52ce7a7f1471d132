import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { CloseReason } from './close-codes.js';
import { KeyWatch, type SocketPrincipal } from '../../feed/key-watch.js';

/** How often peers are pinged, ms; who has given no sign until the next ping is cut off. */
export const PING_MS = 15_000;
/** Longest timer that Node takes. */
const MAX_TIMER_MS = 2_147_483_647;

/** A socket as the registry sees it. */
export interface RegisteredSocket {
  close(why: CloseReason): void;
  checkAlive(): void;
  /** Settles when everything that follows from the close has been done. */
  ended: Promise<void>;
}

/** All sockets of the node: keeps them alive, and ends them with their key or with the node. */
@Injectable()
export class SocketRegistry implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly sockets = new Set<RegisteredSocket>();
  private readonly byKey = new Map<string, Set<RegisteredSocket>>();
  private pings?: NodeJS.Timeout;
  private stopListening?: () => void;

  constructor(@Inject(KeyWatch) private readonly keys: KeyWatch) {}

  onApplicationBootstrap(): void {
    this.pings = setInterval(() => this.checkAlive(), PING_MS);
    this.pings.unref();
    this.stopListening = this.keys.onRevoked((keyId) => this.closeKey(keyId));
  }

  /** Number of open sockets. */
  get size(): number {
    return this.sockets.size;
  }

  add(socket: RegisteredSocket): void {
    this.sockets.add(socket);
    void socket.ended.then(() => this.sockets.delete(socket));
  }

  /** From now on the socket ends with its key: when it is revoked, or when it expires. */
  bind(socket: RegisteredSocket, principal: SocketPrincipal): void {
    const sockets = this.byKey.get(principal.keyId) ?? new Set();
    this.byKey.set(principal.keyId, sockets.add(socket));
    const stopWaiting = this.expire(socket, principal);
    void socket.ended.then(() => {
      stopWaiting();
      sockets.delete(socket);
      if (sockets.size === 0) this.byKey.delete(principal.keyId);
    });
  }

  checkAlive(): void {
    for (const socket of this.sockets) socket.checkAlive();
  }

  closeKey(keyId: string): void {
    for (const socket of this.byKey.get(keyId) ?? []) socket.close('unauthorized');
  }

  onModuleDestroy(): void {
    clearInterval(this.pings);
    this.stopListening?.();
    for (const socket of this.sockets) socket.close('goingAway');
  }

  /** The stores still answer here: agents' sockets are signed off before the connections go. */
  async beforeApplicationShutdown(): Promise<void> {
    const limit = new Promise<void>((resolve) => setTimeout(resolve, 3_000).unref());
    await Promise.race([Promise.all([...this.sockets].map((socket) => socket.ended)), limit]);
  }

  /** Looks again when the time should have come: timers and the store's clock do not run alike. */
  private expire(socket: RegisteredSocket, principal: SocketPrincipal): () => void {
    let timer: NodeJS.Timeout | undefined;
    const look = (): void => {
      const left = this.keys.leftMs(principal);
      if (left === undefined) return;
      if (left === 0) return socket.close('unauthorized');
      timer = setTimeout(look, Math.min(MAX_TIMER_MS, Math.max(1, left))).unref();
    };
    look();
    return () => clearTimeout(timer);
  }
}
