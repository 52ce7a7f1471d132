/** Configuration as the engine, the scripts and the API share it. Defaults are filled in; ids are in every record. */

export interface SkillConfig {
  id: string;
  name: string;
  description?: string;
}

export interface ChannelConfig {
  id: string;
  name: string;
  kind: 'synchronous' | 'asynchronous';
  offerTimeoutSeconds: number;
  wrapUpSeconds: number;
  defaultTargetSeconds: number;
  autoAccept?: boolean;
  /** What is said on it is written, so that a machine can translate it; left out: as the built-in channels of its id. */
  text?: boolean;
}

/** Built-in channels on which contacts write. */
const TEXT_CHANNELS: ReadonlySet<string> = new Set(['chat', 'messaging', 'email', 'social', 'case']);

export function isText({ id, text }: Pick<ChannelConfig, 'id' | 'text'>): boolean {
  return text ?? TEXT_CHANNELS.has(id);
}

/** After `afterSeconds` of contact age the step's loosening holds, on top of all earlier steps. */
export interface RelaxationStep {
  afterSeconds: number;
  /** Relaxable requirements on these skills no longer exclude. */
  dropSkills?: string[];
  /** Relaxable requirements' minimum levels sink to this level where they are above it (1–10). */
  lowerLevelsTo?: number;
  /** Members of these queues may serve too. */
  addQueues?: string[];
  /** Every agent may serve, of whatever queue; all relaxable requirements are dropped, the others stay. */
  anyone?: boolean;
}

/** What a closed queue does with a contact that comes: refuse it, or give it to `overflow.toQueueId`. */
export const WHEN_CLOSED = ['refuse', 'later', 'overflow'] as const;
export type WhenClosed = (typeof WHEN_CLOSED)[number];

/** Another queue takes what waits too long, or comes when too many wait or the wait would be too long. */
export interface QueueOverflow {
  /** Age at which who waits goes on, s. */
  afterSeconds?: number;
  /** More than so many wait already. */
  whenWaitingOver?: number;
  /** The middle of the estimated wait of who comes is longer, s. */
  whenEstimateOverSeconds?: number;
  toQueueId: string;
}

export interface QueueConfig {
  id: string;
  name: string;
  routingProfileId: string;
  serviceLevel?: { targetSeconds: number; percent: number };
  shortAbandonSeconds: number;
  agingRate?: number;
  steps: RelaxationStep[];
  maxWaitSeconds?: number;
  overflow?: QueueOverflow;
  /** Open only within these hours; left out: always, while `open`. */
  hoursId?: string;
  /** Left out: refuse. */
  whenClosed?: WhenClosed;
  maxWaiting?: number;
  /** How long a contact that is resumed waits for the agent who had it alone, s; 30 where left out. */
  affinityWaitSeconds?: number;
  /** Wrap-up of its contacts, s; left out: the channel's. */
  wrapUpSeconds?: number;
  /** False closes, whatever the hours. */
  open: boolean;
  bots?: BotRules;
  translation?: TranslationRules;
}

/** Whether written contacts may be served in translation while nobody who speaks their language is on duty. */
export interface TranslationRules {
  allowed: boolean;
  /** What it costs a contact against those that are served in their own language, s. */
  penaltySeconds: number;
}

/** Which contacts of a queue a bot may get. */
export interface BotRules {
  /** Not below this acceptance, 0–1; default 0. */
  minAcceptance?: number;
  /** Not above this customer value, 0–1; default 1. */
  maxCustomerValue?: number;
}

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Local times `HH:MM`; `to` lies after `from` and may be `24:00`. */
export interface DaySpan {
  from: string;
  to: string;
}

/** Opening hours: what holds each week, and dates on which something else does. */
export interface HoursConfig {
  id: string;
  /** A name of the zone database, such as `Europe/Berlin`. */
  timezone: string;
  weekly: (DaySpan & { days: Weekday[] })[];
  /** `open` replaces all of the week's spans on that date; empty: closed. A date stands here once. */
  exceptions: { date: string; open: DaySpan[] }[];
}

export const FIELD_TYPES = ['string', 'number', 'boolean', 'choice', 'date'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** What must be known of a contact before it may end. */
export interface RequiredField {
  /** Unique in its contact type. */
  name: string;
  /** A string is not blank; a `choice` is one of `options`, a `date` a text `YYYY-MM-DD`. */
  type: FieldType;
  /** Of a choice alone. */
  options?: string[];
}

/** What kind of matter a contact is: what its end must tell, and by when it must come. */
export interface ContactTypeConfig {
  id: string;
  name: string;
  requiredFields: RequiredField[];
  /** The longest time to a solution, whatever the channel: due so long after the enqueue, where no `dueAt` was given. */
  maxHandlingSeconds?: number;
  /** With any: a contact ends with one of these, and no other. */
  dispositions: string[];
}

/** Why an agent takes nothing, from a list: with one configured, no other text is a reason. */
export interface ReasonCodeConfig {
  id: string;
  name: string;
  /** The only presence that it goes with; left out: with any. */
  presence?: 'available' | 'unavailable' | 'offline';
}

/** The weights, all in seconds of waiting. */
export interface ProfileCredits {
  priority: number;
  customerValue: number;
  journeyStage: { default: number; stages: Record<string, number> };
  due: number;
  dueHorizonSeconds: number;
  skill: number;
  preference: number;
  channel: number;
  affinity: number;
  occupancy: number;
  idlePerSecond: number;
  /** For a bot whom the contact accepts wholly, in proportion to its acceptance. */
  bot: number;
}

/** Weights that give nothing. */
export const NO_CREDITS: ProfileCredits = {
  priority: 0,
  customerValue: 0,
  journeyStage: { default: 0, stages: {} },
  due: 0,
  dueHorizonSeconds: 0,
  skill: 0,
  preference: 0,
  channel: 0,
  affinity: 0,
  occupancy: 0,
  idlePerSecond: 0,
  bot: 0,
};

export interface RoutingProfile {
  id: string;
  name: string;
  version: number;
  credits: ProfileCredits;
}

/** 20 ÷ the queue's target, or the channel's default target where the queue has none. */
export function effectiveAgingRate(
  queue: Pick<QueueConfig, 'agingRate' | 'serviceLevel'>,
  channel: Pick<ChannelConfig, 'defaultTargetSeconds'>,
): number {
  return queue.agingRate ?? 20 / (queue.serviceLevel?.targetSeconds ?? channel.defaultTargetSeconds);
}
