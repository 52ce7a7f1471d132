import { Inject, Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { HISTORY_QUERIES, type HistoryQueries } from '../contacts/history.port.js';
import { uuidV7 } from '../contacts/uuid-v7.js';
import { DomainError, fault } from '../domain/errors.js';
import { iso } from '../domain/iso.js';
import type { Switchback } from '../domain/profile-plan.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import { REPORTS_POSTGRES } from '../reports/reports.service.js';
import { AuditLog } from '../store/audit-log.js';
import {
  CONFIG_CACHE,
  CONFIG_WRITER,
  RepeatedWrite,
  type ConfigCache,
  type ConfigTransaction,
  type ConfigWriter,
} from '../store/config-store.js';
import type { PostIdempotency } from '../store/post-idempotency.js';
import type { Postgres } from '../store/postgres.js';
import { ProfileVersions } from '../store/profile-versions.js';
import { checkUndisturbed } from '../store/reference-rules.js';
import { SwitchbackBlocks } from '../store/switchback-blocks.js';
import { schedulesOf, standingProfile, unknownVersion } from './known-versions.js';
import { ProfileChanges } from './profile-changes.js';
import { compare } from './switchback-comparison.js';
import { windowFigures, type WindowFigures } from './switchback-figures.js';
import { blocksPlanned, plannedBlock, SETTLING_MINUTES } from './switchback-plan.js';
import {
  definitionOf,
  judge,
  tell,
  type JudgedBlock,
  type SwitchbackDefinition,
  type SwitchbackView,
} from './switchback-view.js';

export const DEFAULT_BLOCK_MINUTES = 30;
export const SHORTEST_BLOCK_MINUTES = SETTLING_MINUTES + 1;
export const LONGEST_BLOCK_MINUTES = 1_440;
export const MOST_BLOCKS = 1_000;
const LONGEST_MS = 366 * 86_400_000;
/** Longest that figures wait for the archive to hold what the log holds, ms. */
const PATIENCE_MS = 1_000;

export interface SwitchbackRequest {
  versions: number[];
  blockMinutes?: number;
  /** ISO 8601; at least two blocks from now, at most 1,000 and 366 days. */
  until: string;
}

/** Experiments that alternate two versions of a routing profile over whole queues. Throws DomainError. */
@Injectable()
export class SwitchbackService {
  constructor(
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(CONFIG_WRITER) private readonly writer: ConfigWriter,
    @Inject(ProfileVersions) private readonly versions: ProfileVersions,
    @Inject(SwitchbackBlocks) private readonly blocks: SwitchbackBlocks,
    @Inject(AuditLog) private readonly audit: AuditLog,
    @Inject(ProfileChanges) private readonly changes: ProfileChanges,
    @Inject(LIVE_STORE) private readonly live: Pick<LiveStore, 'now' | 'logEnd'>,
    @Inject(HISTORY_QUERIES) private readonly history: Pick<HistoryQueries, 'waitFor'>,
    @Inject(REPORTS_POSTGRES) private readonly postgres: Postgres,
  ) {}

  /**
   * Begins at once, with the first block.
   * @throws DomainError `notFound`; `unknownReference` for a version that never was; `validationFailed`; `conflict` while
   * one runs, or where a version is scheduled before its end
   */
  async begin(
    profileId: string,
    request: SwitchbackRequest,
    { actor, idempotency }: { actor: string; idempotency?: PostIdempotency },
  ): Promise<SwitchbackDefinition> {
    try {
      return await this.writer.transact(async (transaction) => {
        const now = this.live.now();
        const wanted = await this.checked(profileId, request, transaction, { now, actor });
        await this.changes.begin(transaction, wanted, now);
        return definitionOf(wanted);
      }, idempotency);
    } catch (error) {
      if (!(error instanceof RepeatedWrite)) throw error;
      const made = await this.audit.written('switchback', Number(error.result));
      if (made === undefined) throw error;
      return definitionOf(made);
    }
  }

  private async checked(
    profileId: string,
    { versions, blockMinutes = DEFAULT_BLOCK_MINUTES, until }: SwitchbackRequest,
    transaction: ConfigTransaction,
    { now, actor }: { now: number; actor: string },
  ): Promise<Switchback> {
    const snapshot = transaction.snapshot();
    const standing = standingProfile(profileId, snapshot);
    checkUndisturbed('profile', profileId, snapshot);
    const [a = 0, b = 0] = versions;
    if (a === b) throw fault('versions.1', 'must be another than the first');
    for (const [i, version] of [a, b].entries())
      if ((await this.versions.get(profileId, version, transaction.run)) === undefined)
        throw unknownVersion(profileId, version, `versions.${i}`);
    const wanted: Switchback = {
      id: profileId,
      experimentId: uuidV7(now),
      versions: [a, b],
      blockMinutes,
      beginsAt: iso(now),
      until: iso(Date.parse(until)),
      seed: randomInt(2 ** 32),
      before: standing.version,
      block: 0,
      by: actor,
    };
    if (!plannedBlock(wanted, 1).whole) throw fault('until', 'must leave time for two blocks at least');
    if (blocksPlanned(wanted) > MOST_BLOCKS) throw fault('until', `must leave time for ${MOST_BLOCKS} blocks at most`);
    if (Date.parse(until) > now + LONGEST_MS) throw fault('until', 'must be within 366 days');
    const first = schedulesOf(profileId, snapshot).find(({ at }) => Date.parse(at) < Date.parse(until));
    if (first !== undefined)
      throw new DomainError('conflict', `Version ${first.version} is scheduled for ${first.at}, as ${first.id}.`);
    return wanted;
  }

  /** The one that runs, or ran last, with its figures as they are now. @throws DomainError `notFound` */
  async view(profileId: string): Promise<SwitchbackView> {
    const found = (await this.config.find('switchback', profileId))?.value;
    if (found === undefined) throw noSwitchback(profileId);
    await this.history.waitFor(await this.live.logEnd(), PATIENCE_MS);
    const begun = judge(found, await this.blocks.list(found.experimentId), this.live.now());
    const { blocks, pairs } = tell(begun, await this.figures(begun));
    const [a] = found.versions;
    const compared = pairs.flatMap(([one, other]) => {
      const [ofA, ofB] = one.version === a ? [one, other] : [other, one];
      return ofA.figures === null || ofB.figures === null ? [] : [{ a: ofA.figures, b: ofB.figures }];
    });
    return { ...definitionOf(found), blocks, comparison: { blocks: 2 * compared.length, ...compare(compared) } };
  }

  /** Ends it before its time; one that has ended stays as it is. @throws DomainError `notFound` */
  async end(profileId: string, actor: string): Promise<SwitchbackDefinition> {
    return this.writer.transact(async (transaction) => {
      const found = transaction.snapshot().switchback.get(profileId)?.value;
      if (found === undefined) throw noSwitchback(profileId);
      if (found.ended !== undefined) return definitionOf(found);
      const now = this.live.now();
      const ended = now < Date.parse(found.until) ? 'endedEarly' : 'completed';
      return definitionOf(await this.changes.end(transaction, found, { now, ended, actor }));
    });
  }

  /** By number of the block, from 0. */
  private async figures(blocks: readonly JudgedBlock[]): Promise<Map<number, WindowFigures>> {
    const counted = blocks.flatMap(({ block, window }) => (window === undefined ? [] : [{ block, window }]));
    const windows = counted.map(({ window }) => window);
    const figures = await windowFigures(this.postgres, windows, this.config.current());
    return new Map(counted.flatMap(({ block }, i) => (figures[i] === undefined ? [] : [[block, figures[i]]])));
  }
}

function noSwitchback(profileId: string): DomainError {
  return new DomainError('notFound', `The routing profile ${profileId} had no switchback.`);
}
