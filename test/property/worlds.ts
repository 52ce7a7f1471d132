import fc from 'fast-check';
import type { AgentChannel, AgentConfig } from '../../src/domain/agent.js';
import type { ChannelConfig, ProfileCredits, QueueConfig, RelaxationStep } from '../../src/domain/configuration.js';
import type { Requirement } from '../../src/domain/contact.js';
import type { AgentState, WaitingContact } from '../../src/routing/world.js';

export const START = 1_700_000_000_000;
/** Bytewise order differs from alphabetical and numerical order on purpose. */
export const AGENTS = ['B', 'a-1', 'a10', 'a9', 'b', 'z_'];
const QUEUES = ['q1', 'q2', 'q3'];
const CHANNELS = ['voice', 'chat', 'email'];
const SKILLS = ['s1', 's2', 's3'];
const STAGES = ['complaint', 'use', 'toString'];

/** For whom, and for how long from now on, ms; for as long as it stands without. */
interface Reserved {
  agentId: string;
  ms?: number;
}

/** One thing that happens. Moments in the past are given as ms before the `now` at which it happens. */
export type WorldStep =
  | {
      kind: 'contact';
      contact: Omit<WaitingContact, 'enqueuedAt' | 'virtualEnqueuedAt' | 'enqueueSeq' | 'declines' | 'reserved'>;
      waitedMs: number;
      pausedMs: number;
      declined: [string, number][];
      reserved?: Reserved;
    }
  | {
      kind: 'repeatContact';
      id: string;
      declined: [string, number][];
      priority?: number;
      reserved?: Reserved;
      bot?: 'never' | 0.3;
      pulled?: boolean;
      /** The customer is on the line from now on. */
      reached: boolean;
    }
  | { kind: 'agent'; state: Omit<AgentState, 'idleSince'>; idleMs: number }
  | { kind: 'free'; id: string; idleMs: number }
  | { kind: 'configureAgent'; config: AgentConfig }
  | { kind: 'configureQueue'; queue: QueueConfig }
  | { kind: 'configureProfile'; id: string; credits: ProfileCredits }
  | { kind: 'configureChannel'; id: string; defaultTargetSeconds: number; text?: boolean }
  | { kind: 'remove'; what: 'contact' | 'agent' | 'queue' | 'profile' | 'channel'; id: string }
  | { kind: 'rest' | 'wake'; what: 'contact' | 'agent'; id: string }
  | { kind: 'pass'; ms: number }
  | { kind: 'decide'; limit?: number };

export interface WorldStory {
  agents: AgentConfig[];
  queues: QueueConfig[];
  profiles: ProfileCredits[];
  targets: number[];
  /** Whether each channel is text, as configured. */
  texts: (boolean | undefined)[];
  steps: WorldStep[];
}

const contactId = fc.integer({ min: 0, max: 11 }).map((n) => `c${n}`);
const agentId = fc.constantFrom(...AGENTS);
const queueId = fc.constantFrom('q1', 'q1', 'q1', 'q2', 'q3');
const channelId = fc.constantFrom('voice', 'voice', 'voice', 'chat', 'email');

const requirement: fc.Arbitrary<Requirement> = fc.record({
  skillId: fc.constantFrom(...SKILLS),
  minLevel: fc.constantFrom(1, 1, 3, 5, 8),
  mandatory: fc.constantFrom(true, true, false),
  relaxable: fc.constantFrom(true, true, false),
});
const requirements = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Requirement[]>([]) },
  { weight: 4, arbitrary: fc.uniqueArray(requirement, { maxLength: 3, selector: (each) => each.skillId }) },
);

const relaxation: fc.Arbitrary<RelaxationStep> = fc.oneof(
  fc.record({ afterSeconds: fc.constantFrom(5, 30, 60), dropSkills: fc.subarray(SKILLS) }),
  fc.record({ afterSeconds: fc.constantFrom(5, 30, 60), lowerLevelsTo: fc.constantFrom(1, 3, 5) }),
  fc.record({ afterSeconds: fc.constantFrom(5, 30, 60.0005), addQueues: fc.subarray(QUEUES) }),
  fc.record({ afterSeconds: fc.constantFrom(30, 60), anyone: fc.constant(true) }),
);

const queue = (id: string): fc.Arbitrary<QueueConfig> =>
  fc
    .record({
      routingProfileId: fc.constantFrom('p1', 'p1', 'p2'),
      agingRate: fc.constantFrom(undefined, 0.001, 0.3, 0.5, 1, 1, 1, 7),
      serviceLevel: fc.constantFrom(undefined, { targetSeconds: 24, percent: 80 }),
      steps: fc.oneof(fc.constant<RelaxationStep[]>([]), fc.array(relaxation, { maxLength: 3 })),
      bots: fc.constantFrom(undefined, undefined, {}, { minAcceptance: 0.5 }, { maxCustomerValue: 0.25 }),
      translation: fc.constantFrom(
        undefined,
        { allowed: false, penaltySeconds: 30 },
        { allowed: true, penaltySeconds: 0 },
        { allowed: true, penaltySeconds: 20.5 },
        { allowed: true, penaltySeconds: 60 },
        { allowed: true, penaltySeconds: 120 },
      ),
    })
    .map((fields) => ({ id, name: id, shortAbandonSeconds: 5, open: true, ...fields }));

const weight = (...values: number[]): fc.Arbitrary<number> => fc.constantFrom(0, 0, 0, ...values);
export const credits: fc.Arbitrary<ProfileCredits> = fc.record({
  priority: weight(1, 10),
  customerValue: weight(30, 90),
  journeyStage: fc.record({
    default: weight(5),
    stages: fc.constantFrom<Record<string, number>>({}, { complaint: 60 }, { complaint: 30, use: 10 }),
  }),
  due: weight(20, 90),
  dueHorizonSeconds: fc.constant(3600),
  skill: weight(10, 40, 33.3),
  preference: weight(20, 60),
  channel: weight(10, 60),
  affinity: weight(30, 90),
  occupancy: weight(10, 30),
  idlePerSecond: weight(0.1, 1, 0.0005),
  bot: weight(0, 0, 15, 60, 33.3),
});

function agentChannel(id: string): fc.Arbitrary<AgentChannel> {
  const others = CHANNELS.filter((other) => other !== id);
  return fc.record({
    id: fc.constant(id),
    capacity: fc.constantFrom(1, 1, 2, 3, 0),
    proficiency: fc.constantFrom(undefined, undefined, 2, 9),
    blocks: fc.option(fc.subarray(others), { nil: undefined, freq: 2 }),
    interruptedBy: fc.option(fc.subarray(others), { nil: undefined, freq: 2 }),
  });
}

const agentConfig = (id: string): fc.Arbitrary<AgentConfig> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(id),
    kind: fc.constantFrom<AgentConfig['kind'][]>('human', 'human', 'human', 'human', 'bot'),
    queues: fc.constantFrom(['q1'], ['q1'], ['q1', 'q2'], ['q1', 'q2'], ['q1', 'q3'], ['q1', 'q2', 'q3'], ['q2'], []),
    skills: fc
      .tuple(...SKILLS.map((skill) => fc.option(agentSkill(skill), { nil: undefined, freq: 4 })))
      .map((skills) => skills.filter((each) => each !== undefined)),
    channels: fc
      .tuple(...CHANNELS.map((channel) => fc.option(agentChannel(channel), { nil: undefined, freq: 5 })))
      .map((channels) => channels.filter((each) => each !== undefined)),
  });

function agentSkill(id: string): fc.Arbitrary<AgentConfig['skills'][number]> {
  return fc.record({
    id: fc.constant(id),
    level: fc.constantFrom(2, 5, 5, 9, 10),
    preference: fc.constantFrom(undefined, undefined, 0, 0.3, 1),
  });
}

const declined = fc.oneof(
  { weight: 3, arbitrary: fc.constant<[string, number][]>([]) },
  {
    weight: 1,
    arbitrary: fc.array(fc.tuple(agentId, fc.constantFrom(0, 4000, 5000, 30_000, 30_000, 60_000)), { maxLength: 6 }),
  },
);
const reserved: fc.Arbitrary<Reserved | undefined> = fc.oneof(
  { weight: 9, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.record({
      agentId: fc.oneof({ weight: 9, arbitrary: agentId }, { weight: 1, arbitrary: fc.constant('gone') }),
      ms: fc.constantFrom(undefined, undefined, 5000, 5000, 30_000, 0, -1),
    }),
  },
);
const waited = fc.constantFrom(0, 0, 0, 1, 500, 5000, 5000, 30_000, 59_999, -300);

/** Nobody has `fr`. */
const language = fc.oneof(
  { weight: 23, arbitrary: fc.constant(undefined) },
  { weight: 3, arbitrary: fc.constantFrom('s1', 's2') },
  { weight: 2, arbitrary: fc.constant('fr') },
);

const contact: fc.Arbitrary<WorldStep> = fc.record({
  kind: fc.constant('contact' as const),
  contact: fc.record({
    id: contactId,
    queueId,
    channel: channelId,
    agingChannel: fc.option(channelId, { nil: undefined, freq: 5 }),
    requirements,
    language,
    dialFirst: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, undefined, undefined, true),
    priority: fc.constantFrom(0, 0, 0, 3, 10),
    customerValue: fc.constantFrom(0, 0, 0.25, 1),
    botAcceptance: fc.constantFrom<(number | 'never' | undefined)[]>(
      undefined,
      undefined,
      undefined,
      1,
      1,
      0.7,
      0.123,
      0,
      'never',
    ),
    journeyStage: fc.option(fc.constantFrom(...STAGES), { nil: undefined }),
    preferredAgentId: fc.option(agentId, { nil: undefined, freq: 5 }),
    lastAgentId: fc.option(fc.oneof(agentId, fc.constant('gone')), { nil: undefined, freq: 3 }),
    due: fc.constantFrom(0, 0, 0.5, 1),
    pulledToFront: fc.constantFrom(...Array.from({ length: 19 }, () => undefined), true),
  }),
  waitedMs: waited,
  pausedMs: fc.constantFrom(0, 0, 0, 200, 20_000),
  declined,
  reserved,
});

const state: fc.Arbitrary<WorldStep> = fc.record({
  kind: fc.constant('agent' as const),
  state: fc.record({
    id: agentId,
    presence: fc.constantFrom('available', 'available', 'available', 'unavailable', 'offline'),
    channels: fc.option(fc.subarray(CHANNELS), { nil: undefined, freq: 4 }),
    notResponding: fc.constantFrom(false, false, false, false, true),
    standsForDial: fc.constantFrom(undefined, false, false, true),
    used: fc.constantFrom<Record<string, number>>({}, {}, {}, { voice: 1 }, { chat: 1 }, { chat: 2, email: 1 }),
  }),
  idleMs: fc.constantFrom(0, 0, 1000, 60_000, 3_599_000, 3_600_000, 4_000_000, -200),
});

const anything: fc.Arbitrary<WorldStep> = fc.oneof(
  { weight: 30, arbitrary: contact },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('repeatContact' as const),
      id: contactId,
      declined,
      priority: fc.constantFrom(undefined, 5),
      bot: fc.constantFrom(undefined, 'never' as const, 0.3 as const),
      pulled: fc.constantFrom(undefined, undefined, undefined, true, false),
      reached: fc.boolean(),
      reserved,
    }),
  },
  { weight: 10, arbitrary: state },
  {
    weight: 12,
    arbitrary: fc.record({ kind: fc.constant('free' as const), id: agentId, idleMs: fc.constantFrom(0, 0, 5000) }),
  },
  { weight: 2, arbitrary: agentId.chain(agentConfig).map((config) => ({ kind: 'configureAgent' as const, config })) },
  { weight: 2, arbitrary: queueId.chain(queue).map((each) => ({ kind: 'configureQueue' as const, queue: each })) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('configureProfile' as const), id: fc.constantFrom('p1', 'p2'), credits }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('configureChannel' as const),
      id: channelId,
      defaultTargetSeconds: fc.constantFrom(20, 60),
      text: fc.constantFrom(undefined, true, false),
    }),
  },
  { weight: 3, arbitrary: contactId.map((id) => ({ kind: 'remove' as const, what: 'contact' as const, id })) },
  { weight: 1, arbitrary: removal() },
  { weight: 3, arbitrary: rest('rest') },
  { weight: 3, arbitrary: rest('wake') },
  {
    weight: 10,
    arbitrary: fc
      .constantFrom(0, 1, 500, 5000, 5000, 30_000, 60_000, 600_000)
      .map((ms) => ({ kind: 'pass' as const, ms })),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom(undefined, undefined, 1, 2).map((limit) => ({ kind: 'decide' as const, limit })),
  },
);

function removal(): fc.Arbitrary<WorldStep> {
  return fc.oneof(
    agentId.map((id) => ({ kind: 'remove' as const, what: 'agent' as const, id })),
    queueId.map((id) => ({ kind: 'remove' as const, what: 'queue' as const, id })),
    channelId.map((id) => ({ kind: 'remove' as const, what: 'channel' as const, id })),
    fc.constantFrom('p1', 'p2').map((id) => ({ kind: 'remove' as const, what: 'profile' as const, id })),
  );
}

function rest(kind: 'rest' | 'wake'): fc.Arbitrary<WorldStep> {
  return fc.oneof(
    contactId.map((id) => ({ kind, what: 'contact' as const, id })),
    agentId.map((id) => ({ kind, what: 'agent' as const, id })),
  );
}

/** A small world and what happens in it; every chance is drawn by fast-check, so that a failure shrinks. */
export const story: fc.Arbitrary<WorldStory> = fc.record({
  agents: fc.tuple(...AGENTS.map(agentConfig)),
  queues: fc.tuple(...QUEUES.map(queue)),
  profiles: fc.tuple(credits, credits),
  targets: fc.tuple(...CHANNELS.map(() => fc.constantFrom(20, 60, 300))),
  texts: fc.tuple(...CHANNELS.map(() => fc.constantFrom(undefined, true, true, false))),
  steps: fc.array(anything, { minLength: 20, maxLength: 60, size: 'max' }),
});

/** Channel as configured in a story. */
export function channelOf(id: string, defaultTargetSeconds: number, text?: boolean): ChannelConfig {
  return { id, name: id, kind: 'synchronous', offerTimeoutSeconds: 20, wrapUpSeconds: 0, defaultTargetSeconds, text };
}

export const CHANNEL_IDS = CHANNELS;
