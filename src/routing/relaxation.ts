import type { ChannelConfig, QueueConfig, RelaxationStep, RoutingProfile } from '../domain/configuration.js';
import { effectiveAgingRate, isText } from '../domain/configuration.js';
import type { Requirement } from '../domain/contact.js';
import type { Demand, EffectiveRequirement } from './views.js';

/** A queue's steps, earliest first; they hold cumulatively. */
export function orderedSteps(queue: QueueConfig): readonly RelaxationStep[] {
  return [...queue.steps].sort((a, b) => a.afterSeconds - b.afterSeconds);
}

/** Age in ms from which on a step holds. */
export function stepAgeMs(step: RelaxationStep): number {
  return Math.ceil(step.afterSeconds * 1000);
}

/** How many steps hold at an age. Derived from the age whenever it is asked for, so that it cannot go stale. */
export function stepAt(steps: readonly RelaxationStep[], ageMs: number): number {
  let count = 0;
  for (const step of steps) if (stepAgeMs(step) <= ageMs) count += 1;
  return count;
}

/** What a contact asks, whatever its queue makes of it. */
export interface Asked {
  requirements: readonly Requirement[];
  /** Id of the skill that is its language: mandatory at level 1 under all steps, unless it is translated. */
  language?: string;
  /** The only agent that may serve. Whoever chose it answers for it: queues and skills are not asked for. */
  reservedFor?: string;
  /** Whether its customer is yet to be called. */
  dialFirst?: boolean;
  /** Whether a bot may serve. */
  bots: boolean;
  /** Whether agents are let in without the language. */
  translated?: boolean;
}

/** Whether a queue lets agents in without the language of a contact, once nobody who speaks it is on duty. */
export function mayTranslate(
  { translation }: Pick<QueueConfig, 'translation'>,
  channel: Pick<ChannelConfig, 'id' | 'text'>,
  { language, reservedFor }: Pick<Asked, 'language' | 'reservedFor'>,
): boolean {
  return language !== undefined && reservedFor === undefined && translation?.allowed === true && isText(channel);
}

/** What a contact asks when the first `step` steps hold. */
export function demandOf(
  queue: QueueConfig,
  channel: Pick<ChannelConfig, 'id' | 'defaultTargetSeconds'>,
  profile: RoutingProfile,
  { requirements, language, reservedFor, dialFirst = false, bots, translated = false }: Asked,
  step: number,
): Demand {
  const inForce = orderedSteps(queue).slice(0, step);
  const anyone = inForce.some((each) => each.anyone === true);
  const isOpen = anyone || reservedFor !== undefined;
  const mandatory = translated ? [] : spoken(language);
  const queues = new Set([queue.id, ...inForce.flatMap((each) => each.addQueues ?? [])]);
  return {
    queueId: queue.id,
    channel: channel.id,
    requirements,
    effective: reservedFor === undefined ? [...mandatory, ...relax(requirements, inForce, anyone)] : [],
    queues: isOpen ? undefined : queues,
    reservedFor,
    dialFirst,
    bots,
    translationSeconds: translated ? (queue.translation?.penaltySeconds ?? 0) : undefined,
    profile,
    agingRate: effectiveAgingRate(queue, channel),
    step,
  };
}

function spoken(language: string | undefined): EffectiveRequirement[] {
  return language === undefined ? [] : [{ skillId: language, minLevel: 1 }];
}

function relax(
  requirements: readonly Requirement[],
  steps: readonly RelaxationStep[],
  anyone: boolean,
): EffectiveRequirement[] {
  const dropped = new Set(steps.flatMap((each) => each.dropSkills ?? []));
  const ceiling = Math.min(10, ...steps.map((each) => each.lowerLevelsTo ?? 10));
  const effective: EffectiveRequirement[] = [];
  for (const { skillId, minLevel, mandatory, relaxable } of requirements) {
    if (!mandatory || (relaxable && (anyone || dropped.has(skillId)))) continue;
    effective.push({ skillId, minLevel: relaxable ? Math.min(minLevel, ceiling) : minLevel });
  }
  return effective;
}
