import { iso, isoOr } from '../domain/iso.js';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError, fault } from '../domain/errors.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import { ApiKeyRepository, type ApiKey, type KeyIdempotency } from '../store/api-keys.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import type { Principal, Role } from './principal.js';

export interface KeyRequest {
  role: Role;
  agentId?: string;
  name: string;
  /** ISO 8601. */
  expiresAt?: string;
}

/** A key as lists show it: never its secret. */
export interface KeyView {
  id: string;
  role: Role;
  agentId?: string;
  name: string;
  createdAt: string;
  expiresAt?: string;
}

const LONGEST_TOKEN = 512;

/** API keys: who may come in, and making and ending keys. Throws DomainError. */
@Injectable()
export class ApiKeysService {
  constructor(
    @Inject(ApiKeyRepository) private readonly keys: ApiKeyRepository,
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(LIVE_STORE) private readonly live: Pick<LiveStore, 'now'>,
  ) {}

  /**
   * Who holds this token: from memory, without a turn of the loop, when this node knows it; else after asking the store.
   * @throws DomainError `unauthorized`
   */
  authenticate(token: string | undefined): Principal | Promise<Principal> {
    if (token === undefined || token.length === 0 || token.length > LONGEST_TOKEN) throw unauthorized();
    const key = this.keys.find(token);
    return key === undefined ? this.keys.refresh().then(() => principalOf(this.keys.find(token))) : principalOf(key);
  }

  /** Makes a key and tells its secret, once. */
  async create(request: KeyRequest, idempotency?: KeyIdempotency): Promise<{ id: string; key: string }> {
    const { role, agentId, name } = request;
    const expiresAt = request.expiresAt === undefined ? undefined : Date.parse(request.expiresAt);
    if (role === 'agent' && agentId === undefined) throw fault('agentId', 'is required for the role agent');
    if (role !== 'agent' && agentId !== undefined) throw fault('agentId', 'goes with the role agent only');
    if (expiresAt !== undefined && expiresAt <= this.live.now()) throw fault('expiresAt', 'must lie in the future');
    if (agentId !== undefined && (await this.config.find('agent', agentId)) === undefined) {
      const message = `no agent has the id ${agentId}`;
      throw new DomainError('unknownReference', `agentId: ${message}`, { errors: [{ path: 'agentId', message }] });
    }
    const { id, key } = await this.keys.create({ role, agentId, name, expiresAt }, idempotency);
    return { id, key };
  }

  /** Keys that were not revoked, newest first; the cursor is the last id of the page before. */
  list(limit: number, cursor: string | undefined): { items: KeyView[]; nextCursor: string | null } {
    const all = this.keys.list();
    const from = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
    if (cursor !== undefined && from === 0) throw fault('cursor', 'must be a nextCursor of an earlier answer');
    const page = all.slice(from, from + limit);
    const more = all.length > from + page.length;
    return { items: page.map(keyView), nextCursor: more ? (page.at(-1)?.id ?? null) : null };
  }

  /** On this node at once, on all within a second. @throws DomainError `notFound` */
  async revoke(id: string): Promise<void> {
    await this.keys.revoke(id);
  }
}

/** @throws DomainError `unauthorized` */
function principalOf(key: ApiKey | undefined): Principal {
  if (key === undefined) throw unauthorized();
  return { keyId: key.id, role: key.role, agentId: key.agentId };
}

function keyView(key: ApiKey): KeyView {
  const { id, role, agentId, name, createdAt, expiresAt } = key;
  return {
    id,
    role,
    agentId,
    name,
    createdAt: iso(createdAt),
    expiresAt: isoOr(expiresAt),
  };
}

function unauthorized(): DomainError {
  return new DomainError('unauthorized', 'Send a valid key as "Authorization: Bearer <key>".');
}
