import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../api-keys/principal.js';
import { ApiKeyRepository } from '../store/api-keys.js';

/** Who a key speaks for, and until when. */
export interface SocketPrincipal extends Principal {
  /** Ms; undefined: never. */
  expiresAt?: number;
}

/** Keys as sockets need them, which outlive the moment of the look-up. */
@Injectable()
export class KeyWatch {
  constructor(@Inject(ApiKeyRepository) private readonly keys: ApiKeyRepository) {}

  /** Undefined for a key that is revoked or expired, or that this node does not know. No I/O. */
  find(token: string): SocketPrincipal | undefined {
    const key = this.keys.find(token);
    return key && { keyId: key.id, role: key.role, agentId: key.agentId, expiresAt: key.expiresAt };
  }

  /** Learns of keys that other nodes made. */
  refresh(): Promise<void> {
    return this.keys.refresh();
  }

  /** Ms until the key ends, by the clock that {@link find} goes by; 0 where it has ended; undefined: never. */
  leftMs(principal: SocketPrincipal): number | undefined {
    return principal.expiresAt === undefined ? undefined : Math.max(0, principal.expiresAt - this.keys.now());
  }

  /** Called on every node within 1 s of a key's end. Returns the unsubscribe function. */
  onRevoked(listener: (keyId: string) => void): () => void {
    return this.keys.onRevoked(listener);
  }
}
