import type { AgentChannel, AgentConfig, AgentSkill } from '../domain/agent.js';
import {
  NO_CREDITS,
  type ChannelConfig,
  type ContactTypeConfig,
  type DaySpan,
  type HoursConfig,
  type ProfileCredits,
  type QueueConfig,
  type RelaxationStep,
  type RoutingProfile,
  type SkillConfig,
} from '../domain/configuration.js';
import { fallsWhenWorse, type AlertThreshold } from '../domain/alert-threshold.js';
import { DomainError } from '../domain/errors.js';
import { minutesOf } from '../hours/opening.js';

/** Bodies of the configuration's PUTs: what is left out gets the contract's default. */
export type SkillDefinition = Omit<SkillConfig, 'id'>;
export type ChannelDefinition = Omit<ChannelConfig, 'id'>;
export type QueueDefinition = Omit<
  QueueConfig,
  'id' | 'routingProfileId' | 'shortAbandonSeconds' | 'steps' | 'open'
> & {
  routingProfileId?: string;
  shortAbandonSeconds?: number;
  steps?: RelaxationStep[];
  open?: boolean;
};
export type AgentDefinition = Omit<AgentConfig, 'id' | 'kind' | 'webhook'> & {
  kind?: 'human' | 'bot';
  webhook?: { url: string; secret?: string };
};
export type HoursDefinition = Omit<HoursConfig, 'id'>;
export interface ProfileDefinition {
  name: string;
  credits: Partial<Omit<ProfileCredits, 'journeyStage'>> & {
    journeyStage?: { default?: number; stages?: Record<string, number> };
  };
}

interface Fault {
  path: string;
  message: string;
}

/** @throws DomainError `validationFailed` when `whenClosed` and `overflow` do not fit */
export function queueOf(id: string, body: QueueDefinition): QueueConfig {
  const { routingProfileId = 'default', shortAbandonSeconds = 5, steps = [], open = true, ...rest } = body;
  const { overflow, whenClosed } = rest;
  if (whenClosed === 'overflow' && !overflow)
    refuse([{ path: 'whenClosed', message: 'needs overflow, which says where to' }]);
  const { toQueueId: _, ...when } = overflow ?? { toQueueId: '' };
  if (overflow && Object.values(when).every((limit) => limit === undefined) && whenClosed !== 'overflow') {
    const needs = 'needs afterSeconds, whenWaitingOver, whenEstimateOverSeconds or whenClosed: overflow';
    refuse([{ path: 'overflow', message: needs }]);
  }
  return { id, ...rest, routingProfileId, shortAbandonSeconds, steps, open };
}

/** @throws DomainError `validationFailed` when a skill or a channel is named twice, or a human has a webhook */
export function agentOf(id: string, body: AgentDefinition): AgentConfig {
  const { kind = 'human', webhook, ...rest } = body;
  const misplaced = webhook !== undefined && kind !== 'bot';
  refuse([
    ...repeated(rest.skills, 'skills'),
    ...repeated(rest.channels, 'channels'),
    ...(misplaced ? [{ path: 'webhook', message: 'is for agents of kind bot alone' }] : []),
  ]);
  // What tells it from another is given when it is written.
  return { id, ...rest, kind, ...(webhook && { webhook: { ...webhook, incarnation: '' } }) };
}

function repeated(items: readonly (AgentSkill | AgentChannel)[], path: string): Fault[] {
  const seen = new Set<string>();
  const faults: Fault[] = [];
  items.forEach(({ id }, index) => {
    if (seen.has(id)) faults.push({ path: `${path}.${index}.id`, message: 'stands here twice' });
    seen.add(id);
  });
  return faults;
}

function refuse(faults: Fault[]): void {
  const first = faults[0];
  if (first !== undefined)
    throw new DomainError('validationFailed', `${first.path}: ${first.message}`, { errors: faults });
}

/** @throws DomainError `validationFailed` for spans that do not end after they begin, and dates that stand there twice */
export function hoursOf(id: string, body: HoursDefinition): HoursConfig {
  const faults = body.weekly.flatMap((span, i) => spanFaults(span, `weekly.${i}`));
  const dates = new Set<string>();
  body.exceptions.forEach(({ date, open }, i) => {
    if (dates.has(date)) faults.push({ path: `exceptions.${i}.date`, message: 'stands here twice' });
    dates.add(date);
    faults.push(...open.flatMap((span, j) => spanFaults(span, `exceptions.${i}.open.${j}`)));
  });
  refuse(faults.slice(0, MOST_FAULTS));
  return { id, ...body };
}

/** @throws DomainError `validationFailed` for fields that cannot be told apart or filled in */
export function contactTypeOf(id: string, body: Omit<ContactTypeConfig, 'id'>): ContactTypeConfig {
  const names = new Set<string>(['disposition']);
  const faults = body.requiredFields.flatMap(({ name, type, options }, i): Fault[] => {
    const path = `requiredFields.${i}`;
    const found: Fault[] = [];
    if (names.has(name)) {
      const message = name === 'disposition' ? 'is the name of the disposition' : 'stands here twice';
      found.push({ path: `${path}.name`, message });
    }
    names.add(name);
    if (type === 'choice' && (options ?? []).length === 0)
      found.push({ path: `${path}.options`, message: 'a choice needs options' });
    if (type !== 'choice' && options !== undefined)
      found.push({ path: `${path}.options`, message: 'is for a choice alone' });
    return found;
  });
  refuse(faults.slice(0, MOST_FAULTS));
  return { id, ...body };
}

const COUNTED_KINDS: readonly string[] = ['serviceLevel', 'ronaRate'];
const LEAST_COUNTED = 5;

export type AlertDefinition = Pick<AlertThreshold, 'name' | 'kind' | 'queueId' | 'raiseAt' | 'clearAt'> &
  Partial<Pick<AlertThreshold, 'forSeconds' | 'minimum' | 'level'>>;

/** @throws DomainError `validationFailed` for thresholds that the figure cannot have, or on the wrong side of each other */
export function alertOf(id: string, body: AlertDefinition): AlertThreshold {
  const { kind, raiseAt, clearAt, minimum, forSeconds = 0, level = 'warning' } = body;
  const isShare = COUNTED_KINDS.includes(kind);
  const isCount = kind === 'unroutable' || kind === 'declinedByAll';
  const faults: Fault[] = [];
  for (const path of ['raiseAt', 'clearAt'] as const) {
    if (isShare && body[path] > 1) faults.push({ path, message: `of ${kind} must be from 0 to 1` });
    if (isCount && !Number.isInteger(body[path])) faults.push({ path, message: `of ${kind} must be a whole number` });
  }
  const isRight = fallsWhenWorse(kind) ? clearAt > raiseAt : clearAt < raiseAt;
  if (!isRight) {
    const side = fallsWhenWorse(kind) ? 'above' : 'below';
    faults.push({
      path: 'clearAt',
      message: `of ${kind} must be ${side} raiseAt (${raiseAt}), or it would come and go`,
    });
  }
  if (minimum !== undefined && !isShare)
    faults.push({ path: 'minimum', message: `is for ${COUNTED_KINDS.join(' and ')} alone` });
  refuse(faults);
  return { id, ...body, forSeconds, level, ...(isShare && { minimum: minimum ?? LEAST_COUNTED }) };
}

const MOST_FAULTS = 50;

function spanFaults({ from, to }: DaySpan, path: string): Fault[] {
  if (minutesOf(from) < minutesOf(to)) return [];
  const message = `must be later than from (${from}); over midnight write one span to 24:00 and one from 00:00`;
  return [{ path: `${path}.to`, message }];
}

/** The version is given by the store. */
export function profileOf(id: string, { name, credits }: ProfileDefinition): RoutingProfile {
  const { journeyStage, ...weights } = credits;
  return {
    id,
    name,
    version: 0,
    credits: {
      ...NO_CREDITS,
      ...weights,
      journeyStage: { default: journeyStage?.default ?? 0, stages: { ...journeyStage?.stages } },
    },
  };
}
