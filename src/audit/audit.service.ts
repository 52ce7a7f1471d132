import { Inject, Injectable } from '@nestjs/common';
import { fault } from '../domain/errors.js';
import { iso } from '../domain/iso.js';
import { ConfigAudit, type AuditedChange } from '../store/config-audit.js';
import type { ConfigKind } from '../store/config-store.js';

/** What configuration is called in the audit. */
export const AUDITED = [
  'skill',
  'channel',
  'queue',
  'agent',
  'routingProfile',
  'hours',
  'reasonCode',
  'contactType',
  'webhook',
  'hook',
  'profileSchedule',
  'switchback',
  'alert',
] as const;
export type Audited = (typeof AUDITED)[number];

export interface AuditEntry {
  at: string;
  /** Who. `name`: of the API key, where it is known. */
  by: { keyId: string; name?: string };
  action: 'created' | 'replaced' | 'removed';
  kind: Audited;
  id: string;
  before?: object;
  after?: object;
}

export interface AuditRequest {
  kind?: Audited;
  id?: string;
}

/** Who changed what, when: the configuration as it was before and after each write. Secrets are in none of it. */
@Injectable()
export class AuditService {
  constructor(@Inject(ConfigAudit) private readonly changes: ConfigAudit) {}

  /** Newest first. @throws DomainError `validationFailed`, `storeUnavailable` */
  async list(
    { kind, id }: AuditRequest,
    limit: number,
    cursor: string | undefined,
  ): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
    if (cursor !== undefined && !/^[1-9]\d{0,14}$/.test(cursor)) throw fault('cursor', 'must be one that a page named');
    const below = cursor === undefined ? undefined : Number(cursor);
    const stored = kind === 'routingProfile' ? 'profile' : (kind satisfies ConfigKind | undefined);
    const found = await this.changes.list({ kind: stored, id, below }, limit + 1);
    const page = found.slice(0, limit);
    return { items: page.map(entryOf), nextCursor: found.length > limit ? String(page.at(-1)?.revision) : null };
  }
}

function entryOf({ at, by, byName, kind, id, before, after }: AuditedChange): AuditEntry {
  return {
    at: iso(at.getTime()),
    by: { keyId: by, ...(byName !== undefined && { name: byName }) },
    action: after === undefined ? 'removed' : before === undefined ? 'created' : 'replaced',
    kind: kind === 'profile' ? 'routingProfile' : kind,
    id,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}
