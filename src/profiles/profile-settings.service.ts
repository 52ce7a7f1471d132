import { Inject, Injectable } from '@nestjs/common';
import { ConfigurationService, type WriteOptions } from '../configuration/configuration.service.js';
import type { ConfigPage } from '../configuration/page.js';
import type { RoutingProfile } from '../domain/configuration.js';
import { DomainError, fault } from '../domain/errors.js';
import { iso } from '../domain/iso.js';
import { RepeatedWrite, type Versioned } from '../store/config-store.js';
import type { PostIdempotency } from '../store/post-idempotency.js';
import { ProfileVersions, type ProfileVersion } from '../store/profile-versions.js';
import { unknownVersion } from './known-versions.js';
import { meaningOf, type Meaning } from './meaning.js';
import { changesBetween, type VersionChange } from './version-changes.js';

/** A routing profile as it is told: with a sentence for each weight. */
export type ProfileView = RoutingProfile & { meaning: Meaning };

export interface VersionView {
  version: number;
  name: string;
  credits: RoutingProfile['credits'];
  at: string;
  /** Who made it. `name`: of the API key, where it is known. */
  by: { keyId: string; name?: string };
  note?: string;
  /** Against the version before. */
  changes: VersionChange[];
}

/** Routing profiles and what they were before. A version is never changed: going back makes a new one. Throws DomainError. */
@Injectable()
export class ProfileSettingsService {
  constructor(
    @Inject(ConfigurationService) private readonly configuration: ConfigurationService,
    @Inject(ProfileVersions) private readonly versionsOf: ProfileVersions,
  ) {}

  put(
    kind: 'profile',
    value: RoutingProfile,
    options: WriteOptions,
  ): Promise<Versioned<RoutingProfile> & { created: boolean }> {
    return this.configuration.put(kind, value, options);
  }

  async get(kind: 'profile', id: string): Promise<Versioned<ProfileView>> {
    const { value, revision } = await this.configuration.get(kind, id);
    return { value: { ...value, meaning: meaningOf(value.credits) }, revision };
  }

  list(kind: 'profile', limit: number, cursor: string | undefined): ConfigPage<RoutingProfile> {
    return this.configuration.list(kind, limit, cursor);
  }

  remove(kind: 'profile', id: string, options: WriteOptions): Promise<void> {
    return this.configuration.remove(kind, id, options);
  }

  /** Newest first, also of a profile that was removed. @param cursor the last version of the page before */
  async versions(
    id: string,
    limit: number,
    cursor: string | undefined,
  ): Promise<{ items: VersionView[]; nextCursor: string | null }> {
    if (cursor !== undefined && !/^[1-9]\d{0,8}$/.test(cursor)) throw fault('cursor', 'must be one that a page named');
    // One more, to tell what the last of the page changed.
    const found = await this.versionsOf.list(id, limit + 1, cursor === undefined ? undefined : Number(cursor));
    if (found.length === 0 && cursor === undefined)
      throw new DomainError('notFound', `There is no routing profile with the id ${id}.`);
    const items = found.slice(0, limit).map((each, i) => viewOf(each, found[i + 1]));
    return { items, nextCursor: found.length > limit ? String(items.at(-1)?.version) : null };
  }

  /** Puts what an earlier version said in force again, as a new version. @throws DomainError `unknownReference` */
  async rollback(
    id: string,
    { version, note }: { version: number; note?: string },
    { actor, idempotency }: { actor: string; idempotency?: PostIdempotency },
  ): Promise<Versioned<ProfileView>> {
    const standing = await this.configuration.get('profile', id);
    const earlier = await this.versionsOf.get(id, version);
    if (earlier === undefined) throw unknownVersion(id, version);
    try {
      const { value, revision } = await this.configuration.put('profile', earlier.profile, {
        actor,
        note: note ?? `Back to version ${version}`,
        idempotency,
      });
      return { value: { ...value, meaning: meaningOf(value.credits) }, revision };
    } catch (error) {
      if (!(error instanceof RepeatedWrite)) throw error;
      const made = await this.versionsOf.get(id, Number(error.result));
      if (made === undefined) throw unknownVersion(id, Number(error.result));
      return { value: { ...made.profile, meaning: meaningOf(made.profile.credits) }, revision: standing.revision };
    }
  }
}

function viewOf({ profile, at, by, byName, note }: ProfileVersion, before: ProfileVersion | undefined): VersionView {
  const { version, name, credits } = profile;
  return {
    version,
    name,
    credits,
    at: iso(at.getTime()),
    by: { keyId: by, ...(byName !== undefined && { name: byName }) },
    ...(note !== undefined && { note }),
    changes: changesBetween(before?.profile, profile),
  };
}
