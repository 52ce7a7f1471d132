import { Inject, Injectable } from '@nestjs/common';
import type { ProfileSchedule, Switchback, SwitchbackEnd } from '../domain/profile-plan.js';
import { iso } from '../domain/iso.js';
import {
  CONFIG_WRITER,
  type ConfigSnapshot,
  type ConfigTransaction,
  type ConfigWriter,
} from '../store/config-store.js';
import { ProfileVersions } from '../store/profile-versions.js';
import { SwitchbackBlocks } from '../store/switchback-blocks.js';
import { blockAt, nextStep, versionOf } from './switchback-plan.js';

/** Something that is planned, with its time. */
type Planned = { at: number; schedule: ProfileSchedule } | { at: number; switchback: Switchback };

/** All that is planned, in the order in which it is done: of the same moment, the end of a switchback comes first. */
function planned({ profileSchedule, switchback }: ConfigSnapshot): Planned[] {
  const steps = [...switchback.values()]
    .filter(({ value }) => value.ended === undefined)
    .map(({ value }): Planned => ({ at: nextStep(value), switchback: value }));
  const schedules = [...profileSchedule.values()].map(({ value }): Planned => ({
    at: Date.parse(value.at),
    schedule: value,
  }));
  return [...steps, ...schedules].sort((one, other) => one.at - other.at);
}

/** When something is planned next, store ms; Infinity: nothing is. */
export function nextPlanned(snapshot: ConfigSnapshot): number {
  return planned(snapshot)[0]?.at ?? Infinity;
}

/**
 * What is planned for routing profiles, done: each thing in one transaction under the lock of the configuration, which
 * takes it off the list with what it puts in force. So it is done once, by whichever node comes first, however late.
 */
@Injectable()
export class ProfileChanges {
  constructor(
    @Inject(CONFIG_WRITER) private readonly writer: ConfigWriter,
    @Inject(ProfileVersions) private readonly versions: ProfileVersions,
    @Inject(SwitchbackBlocks) private readonly blocks: SwitchbackBlocks,
  ) {}

  /**
   * Does what is due.
   * @param now store ms
   * @throws DomainError `storeUnavailable`, `outcomeUnknown`: what was done is not known, and a repeat does no harm
   */
  async doDue(now: number): Promise<void> {
    await this.writer.transact(async (transaction) => {
      // Each may plan the next: a switchback that ends makes way.
      for (;;) {
        const [first] = planned(transaction.snapshot());
        if (first === undefined || first.at > now) return;
        if ('schedule' in first) await this.putScheduled(transaction, first.schedule);
        else await this.step(transaction, first.switchback, now);
      }
    });
  }

  /** Begins the first block. @param next as it is to stand, its `block` 0 */
  async begin(transaction: ConfigTransaction, next: Switchback, now: number): Promise<void> {
    await this.beginBlock(transaction, next, next.before, now);
  }

  /** Puts the version in force again that was before. */
  async end(
    transaction: ConfigTransaction,
    running: Switchback,
    { now, ended, actor }: { now: number; ended: SwitchbackEnd; actor: string },
  ): Promise<Switchback> {
    const note = `Switchback ${ended === 'completed' ? 'completed' : 'ended early'}: back to version ${running.before}`;
    if (versionOf(running, running.block) !== running.before)
      await this.putVersion(transaction, { id: running.id, by: actor }, running.before, note);
    return transaction.put('switchback', { ...running, ended, endedAt: iso(now) }, { actor });
  }

  private async putScheduled(transaction: ConfigTransaction, schedule: ProfileSchedule): Promise<void> {
    const { id, profileId, version, note, by } = schedule;
    await transaction.remove('profileSchedule', id, { actor: by });
    await this.putVersion(transaction, { id: profileId, by }, version, note ?? `Version ${version}, as scheduled`);
  }

  private async step(transaction: ConfigTransaction, running: Switchback, now: number): Promise<void> {
    if (now >= Date.parse(running.until)) {
      await this.end(transaction, running, { now, ended: 'completed', actor: running.by });
    } else {
      // Blocks that no node was there for are left out.
      const next = { ...running, block: blockAt(running, now) };
      await this.beginBlock(transaction, next, versionOf(running, running.block), now);
    }
  }

  private async beginBlock(transaction: ConfigTransaction, next: Switchback, standing: number, now: number) {
    const version = versionOf(next, next.block);
    const note = `Switchback, block ${next.block + 1}: version ${version}`;
    // Where the version stays there is nothing to put in force.
    if (version !== standing) await this.putVersion(transaction, next, version, note);
    const { profile, queue } = transaction.snapshot();
    await this.blocks.add(transaction.run, next.experimentId, {
      block: next.block,
      version,
      inForce: profile.get(next.id)?.value.version ?? version,
      begunAt: now,
      queues: [...queue.values()]
        .filter(({ value }) => value.routingProfileId === next.id)
        .map(({ value }) => value.id),
    });
    await transaction.put('switchback', next, { actor: next.by });
  }

  private async putVersion(
    transaction: ConfigTransaction,
    { id, by }: { id: string; by: string },
    version: number,
    note: string,
  ): Promise<void> {
    const earlier = await this.versions.get(id, version, transaction.run);
    if (earlier === undefined) throw new Error(`the routing profile ${id} lost its version ${version}`);
    await transaction.put('profile', earlier.profile, { actor: by, note });
  }
}
