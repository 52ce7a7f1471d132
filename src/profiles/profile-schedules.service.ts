import { Inject, Injectable } from '@nestjs/common';
import type { ConfigPage } from '../configuration/page.js';
import { uuidV7 } from '../contacts/uuid-v7.js';
import { DomainError, fault } from '../domain/errors.js';
import { iso } from '../domain/iso.js';
import type { ProfileSchedule } from '../domain/profile-plan.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import { AuditLog } from '../store/audit-log.js';
import {
  CONFIG_CACHE,
  CONFIG_WRITER,
  RepeatedWrite,
  type ConfigCache,
  type ConfigSnapshot,
  type ConfigWriter,
} from '../store/config-store.js';
import type { PostIdempotency } from '../store/post-idempotency.js';
import { ProfileVersions } from '../store/profile-versions.js';
import { runningSwitchback } from '../store/reference-rules.js';
import { noProfile, schedulesOf, standingProfile, unknownVersion } from './known-versions.js';

/** Of one profile. */
export const MOST_SCHEDULES = 100;
const LONGEST_MS = 366 * 86_400_000;

export interface ScheduleRequest {
  version: number;
  /** ISO 8601, in the future by the store's clock, within 366 days. */
  at: string;
  note?: string;
}

export interface ScheduleView {
  id: string;
  version: number;
  at: string;
  note?: string;
  by: { keyId: string };
}

/** Versions of routing profiles that come into force at a time, as by a rollback then. Throws DomainError. */
@Injectable()
export class ProfileSchedulesService {
  constructor(
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(CONFIG_WRITER) private readonly writer: ConfigWriter,
    @Inject(ProfileVersions) private readonly versions: ProfileVersions,
    @Inject(AuditLog) private readonly audit: AuditLog,
    @Inject(LIVE_STORE) private readonly live: Pick<LiveStore, 'now'>,
  ) {}

  /**
   * @throws DomainError `notFound`; `unknownReference` for a version that never was; `validationFailed` for a time that is
   * past or too far; `conflict` with another of the same moment, with a switchback, or where there are too many
   */
  async schedule(
    profileId: string,
    { version, at, note }: ScheduleRequest,
    { actor, idempotency }: { actor: string; idempotency?: PostIdempotency },
  ): Promise<ScheduleView> {
    try {
      return await this.writer.transact(async (transaction) => {
        const snapshot = transaction.snapshot();
        standingProfile(profileId, snapshot);
        if ((await this.versions.get(profileId, version, transaction.run)) === undefined)
          throw unknownVersion(profileId, version);
        const now = this.live.now();
        const moment = Date.parse(at);
        if (moment <= now) throw fault('at', `must be in the future; it is ${iso(now)}`);
        if (moment > now + LONGEST_MS) throw fault('at', 'must be within 366 days');
        checkFree(profileId, moment, snapshot);
        const id = uuidV7(now);
        const made = { id, profileId, version, at: iso(moment), ...(note !== undefined && { note }), by: actor };
        return viewOf(await transaction.put('profileSchedule', made, { actor }));
      }, idempotency);
    } catch (error) {
      if (!(error instanceof RepeatedWrite)) throw error;
      const made = await this.audit.written('profileSchedule', Number(error.result));
      if (made === undefined) throw error;
      return viewOf(made);
    }
  }

  /** What has yet to come into force, the next first. @param cursor the last moment of the page before */
  async list(profileId: string, limit: number, cursor: string | undefined): Promise<ConfigPage<ScheduleView>> {
    if (cursor !== undefined && !/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/.test(cursor))
      throw fault('cursor', 'must be one that a page named');
    if ((await this.config.find('profile', profileId)) === undefined) throw noProfile(profileId);
    const own = schedulesOf(profileId, this.config.current())
      .filter(({ at }) => cursor === undefined || at > cursor)
      .sort((one, other) => (one.at < other.at ? -1 : 1));
    const items = own.slice(0, limit).map(viewOf);
    return { items, nextCursor: own.length > limit ? (items.at(-1)?.at ?? null) : null };
  }

  /** @throws DomainError `notFound`, also for one that has come into force */
  async cancel(profileId: string, id: string, actor: string): Promise<void> {
    await this.writer.transact(async (transaction) => {
      const found = transaction.snapshot().profileSchedule.get(id)?.value;
      if (found?.profileId !== profileId)
        throw new DomainError('notFound', `Nothing is scheduled under ${id} for the routing profile ${profileId}.`);
      await transaction.remove('profileSchedule', id, { actor });
    });
  }
}

function checkFree(profileId: string, moment: number, snapshot: ConfigSnapshot): void {
  const running = runningSwitchback(profileId, snapshot);
  if (running !== undefined && moment < Date.parse(running.until))
    throw new DomainError(
      'conflict',
      `A switchback of the routing profile "${profileId}" runs until ${running.until}.`,
    );
  const others = schedulesOf(profileId, snapshot);
  const same = others.find(({ at }) => Date.parse(at) === moment);
  if (same !== undefined)
    throw new DomainError('conflict', `Version ${same.version} is scheduled for this very moment, as ${same.id}.`);
  if (others.length >= MOST_SCHEDULES)
    throw new DomainError('conflict', `At most ${MOST_SCHEDULES} versions of a routing profile may be scheduled.`);
}

function viewOf({ id, version, at, note, by }: ProfileSchedule): ScheduleView {
  return { id, version, at, ...(note !== undefined && { note }), by: { keyId: by } };
}
