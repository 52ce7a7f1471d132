import { Inject, Injectable } from '@nestjs/common';
import type { QueueConfig } from '../domain/configuration.js';
import type { ContactSpec } from '../domain/contact.js';
import { DomainError } from '../domain/errors.js';
import { iso } from '../domain/iso.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import { mayTranslate } from '../routing/relaxation.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import { LiveFloor } from './live-floor.service.js';

/** A skill that is asked for at a level that no agent of the queue has, or none on duty. */
export interface SkillGap {
  skillId: string;
  /** As the contacts ask it, before any relaxation step. */
  minLevel: number;
  /** Contacts that wait in the queue and ask this, mandatory or wished. */
  waiting: number;
  /** Agents of the queue that have the skill at this level. */
  configuredAgents: number;
  /** Those of them that are not offline. */
  onDutyAgents: number;
  /** The highest level of any agent of the queue; null where none has the skill. */
  bestLevel: number | null;
}

type Asked = Pick<SkillGap, 'skillId' | 'minLevel' | 'waiting'>;

export interface GapsView {
  queueId: string;
  at: string;
  /** What most contacts ask for first. */
  items: SkillGap[];
  /** Not all was looked at, or not all is listed. */
  truncated: boolean;
}

/** Contacts that are looked at, first in line first. */
const MAX_CONTACTS = 5_000;
const MAX_ITEMS = 200;
const READ_AT_ONCE = 200;
/** Longest that an answer waits for what agents said just now, ms. */
const PATIENCE_MS = 1_000;

/** Which skills a queue's waiting contacts ask for and nobody has. */
@Injectable()
export class QueueGapsService {
  private readonly readings = new Map<string, Promise<GapsView>>();

  constructor(
    @Inject(LIVE_STORE) private readonly live: Pick<LiveStore, 'now' | 'waitingIds' | 'contacts' | 'logEnd'>,
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(LiveFloor) private readonly floor: Pick<LiveFloor, 'reach' | 'agents'>,
  ) {}

  /**
   * Reads the queue in pages; who asks while that goes on gets the same answer.
   * @throws DomainError `notFound`
   */
  async ofQueue(queueId: string): Promise<GapsView> {
    const queue = (await this.config.find('queue', queueId))?.value;
    if (queue === undefined) throw new DomainError('notFound', `There is no queue with the id ${queueId}.`);
    const underWay = this.readings.get(queueId);
    if (underWay !== undefined) return underWay;
    const reading = this.read(queue).finally(() => this.readings.delete(queueId));
    this.readings.set(queueId, reading);
    return reading;
  }

  private async read(queue: QueueConfig): Promise<GapsView> {
    const queueId = queue.id;
    const now = this.live.now();
    const ids = await this.live.waitingIds(queueId, 0, MAX_CONTACTS + 1);
    const asked = new Map<string, Asked>();
    const looked = ids.slice(0, MAX_CONTACTS);
    for (let start = 0; start < looked.length; start += READ_AT_ONCE) {
      for (const { state, channel, spec } of await this.live.contacts(looked.slice(start, start + READ_AT_ONCE)))
        if (state === 'waiting') count(asked, spec, this.isTranslated(queue, channel, spec));
    }
    const gaps = await this.gapsOf(queueId, [...asked.values()]);
    gaps.sort((a, b) => b.waiting - a.waiting || compare(a.skillId, b.skillId) || b.minLevel - a.minLevel);
    const truncated = ids.length > MAX_CONTACTS || gaps.length > MAX_ITEMS;
    return { queueId, at: iso(now), items: gaps.slice(0, MAX_ITEMS), truncated };
  }

  /** Whether the language is no gap: who does not speak it is let in. */
  private isTranslated(queue: QueueConfig, channel: string, { language }: ContactSpec): boolean {
    return mayTranslate(queue, this.config.current().channel.get(channel)?.value ?? { id: channel }, { language });
  }

  private async gapsOf(queueId: string, asked: readonly Asked[]): Promise<SkillGap[]> {
    if (asked.length === 0) return [];
    const levels = levelsBySkill(this.config, queueId);
    const onDuty = new Set<string>();
    await this.floor.reach(await this.live.logEnd(), PATIENCE_MS);
    for (const id of this.config.current().agent.keys())
      if ((this.floor.agents.of(id)?.presence ?? 'offline') !== 'offline') onDuty.add(id);
    return asked
      .map(({ skillId, minLevel, waiting }) => {
        const able = levels.get(skillId) ?? [];
        const enough = able.filter(({ level }) => level >= minLevel);
        return {
          skillId,
          minLevel,
          waiting,
          configuredAgents: enough.length,
          onDutyAgents: enough.filter(({ agentId }) => onDuty.has(agentId)).length,
          bestLevel: able.reduce<number | null>((best, { level }) => Math.max(best ?? 0, level), null),
        };
      })
      .filter(({ onDutyAgents }) => onDutyAgents === 0);
  }
}

function count(asked: Map<string, Asked>, { requirements, language }: ContactSpec, isTranslated: boolean): void {
  const wanted = new Map(
    requirements.map(({ skillId, minLevel }) => [`${minLevel} ${skillId}`, { skillId, minLevel }]),
  );
  // A language is a skill at whatever level.
  if (language !== undefined && !isTranslated) wanted.set(`1 ${language}`, { skillId: language, minLevel: 1 });
  for (const [key, want] of wanted) {
    const known = asked.get(key);
    if (known === undefined) asked.set(key, { ...want, waiting: 1 });
    else known.waiting += 1;
  }
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function levelsBySkill(config: ConfigCache, queueId: string): Map<string, { agentId: string; level: number }[]> {
  const levels = new Map<string, { agentId: string; level: number }[]>();
  for (const { value } of config.current().agent.values()) {
    if (!value.queues.includes(queueId)) continue;
    for (const { id, level } of value.skills) {
      const able = levels.get(id);
      if (able === undefined) levels.set(id, [{ agentId: value.id, level }]);
      else able.push({ agentId: value.id, level });
    }
  }
  return levels;
}
