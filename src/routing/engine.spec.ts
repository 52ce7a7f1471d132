import type { AgentConfig } from '../domain/agent.js';
import { NO_CREDITS, type ProfileCredits, type QueueConfig } from '../domain/configuration.js';
import { CREDIT_NAMES, EXCLUSION_REASONS } from '../domain/decision.js';
import { createEngine } from './engine.js';
import { FILTERS } from './filters/index.js';
import { SCORERS } from './scorers/index.js';
import type { AgentState, RoutingEngine, WaitingContact } from './world.js';

const T0 = 1_700_000_000_000;

function queue(id: string, more: Partial<QueueConfig> = {}): QueueConfig {
  return { id, name: id, routingProfileId: 'p', shortAbandonSeconds: 5, agingRate: 1, steps: [], open: true, ...more };
}

function agentConfig(id: string, more: Partial<AgentConfig> = {}): AgentConfig {
  return { id, name: id, kind: 'human', queues: ['q'], skills: [], channels: [{ id: 'voice', capacity: 1 }], ...more };
}

function free(id: string, more: Partial<AgentState> = {}): AgentState {
  return { id, presence: 'available', notResponding: false, used: {}, idleSince: T0, ...more };
}

let seq = 0;
function contact(id: string, more: Partial<WaitingContact> = {}): WaitingContact {
  seq += 1;
  return {
    id,
    queueId: 'q',
    channel: 'voice',
    requirements: [],
    priority: 0,
    customerValue: 0,
    due: 0,
    virtualEnqueuedAt: T0,
    enqueuedAt: T0,
    enqueueSeq: seq,
    declines: {},
    ...more,
  };
}

function engineWith(
  credits: Partial<ProfileCredits> = {},
  queues: QueueConfig[] = [queue('q')],
): ReturnType<typeof createEngine> {
  const engine = createEngine();
  engine.setChannel({
    id: 'voice',
    name: 'Voice',
    kind: 'synchronous',
    offerTimeoutSeconds: 20,
    wrapUpSeconds: 0,
    defaultTargetSeconds: 20,
  });
  engine.setProfile({ id: 'p', name: 'p', version: 3, credits: { ...NO_CREDITS, ...credits } });
  for (const each of queues) engine.setQueue(each);
  return engine;
}

function pairs(engine: RoutingEngine, now: number, limit?: number): string[] {
  return engine.decide(now, limit).map((decision) => `${decision.contactId}→${decision.agentId}`);
}

describe('the engine', () => {
  it('ages a contact by the channel that it came from, also when that changes', () => {
    const engine = engineWith({}, [queue('q', { agingRate: undefined })]);
    const slow = { name: 'Back', kind: 'synchronous' as const, offerTimeoutSeconds: 20, wrapUpSeconds: 0 };
    engine.setChannel({ ...slow, id: 'back', defaultTargetSeconds: 300 });
    engine.setChannel({ ...slow, id: 'urgent', defaultTargetSeconds: 20 });
    engine.setContact(contact('call', { virtualEnqueuedAt: T0 + 1000 }));
    engine.setContact(contact('own', { channel: 'back' }));
    engine.setContact(contact('kept', { channel: 'back', agingChannel: 'urgent' }));
    const channels = [
      { id: 'voice', capacity: 1 },
      { id: 'back', capacity: 1, blocks: ['voice'] },
    ];
    const serve = (id: string, at: number): string[] => {
      engine.setAgentConfig(agentConfig(id, { channels }));
      engine.setAgentState(free(id));
      return pairs(engine, at, 1);
    };
    expect(serve('a', T0 + 9000)).toEqual(['kept→a']);
    engine.setContact(contact('again', { channel: 'back', agingChannel: 'urgent' }));
    engine.setChannel({ ...slow, id: 'urgent', defaultTargetSeconds: 300 });
    engine.removeContact('own');
    expect(serve('b', T0 + 9000)).toEqual(['call→b']);
  });

  it('serves the longest waiting first and keeps the rest', () => {
    const engine = engineWith();
    engine.setContact(contact('late', { virtualEnqueuedAt: T0 + 500, enqueuedAt: T0 + 500 }));
    engine.setContact(contact('early'));
    expect(pairs(engine, T0 + 1000)).toEqual([]);
    engine.setAgentConfig(agentConfig('a'));
    engine.setAgentState(free('a'));
    expect(pairs(engine, T0 + 2000)).toEqual(['early→a']);
    expect(engine.waitingCount()).toBe(1);
    engine.setAgentState(free('a', { idleSince: T0 + 3000 }));
    expect(pairs(engine, T0 + 3000)).toEqual(['late→a']);
  });

  it('lets an affinity of 90 s lift a priority of 60 s over one of 100 s', () => {
    const engine = engineWith({ priority: 10, affinity: 90 });
    engine.setContact(contact('urgent', { priority: 10 }));
    engine.setContact(contact('known', { priority: 6, lastAgentId: 'a' }));
    engine.setAgentConfig(agentConfig('a'));
    engine.setAgentState(free('a'));
    expect(pairs(engine, T0 + 1000)).toEqual(['known→a']);
  });

  it('loosens what is relaxable when a step falls due', () => {
    const engine = engineWith({}, [queue('q', { steps: [{ afterSeconds: 30, lowerLevelsTo: 3 }] })]);
    engine.setAgentConfig(agentConfig('a', { skills: [{ id: 'french', level: 3 }] }));
    engine.setAgentState(free('a'));
    engine.setContact(
      contact('c', { requirements: [{ skillId: 'french', minLevel: 8, mandatory: true, relaxable: true }] }),
    );
    expect(pairs(engine, T0 + 29_999)).toEqual([]);
    expect(engine.nextWakeAt()).toBe(T0 + 30_000);
    const [decision] = engine.decide(T0 + 30_000);
    expect(decision?.record?.expand()).toMatchObject({ step: 1, trigger: 'contact', profile: { id: 'p', version: 3 } });
  });

  it('does not offer a declined contact to the same agent while another can take it', () => {
    const engine = engineWith();
    for (const id of ['a', 'b']) engine.setAgentConfig(agentConfig(id));
    engine.setAgentState(free('a', { idleSince: T0 - 99_000 }));
    engine.setAgentState(free('b'));
    engine.setContact(contact('c', { declines: { a: T0 } }));
    expect(pairs(engine, T0 + 6000)).toEqual(['c→b']);
    engine.setContact(contact('d', { declines: { a: T0 + 6000 } }));
    expect(pairs(engine, T0 + 10_999)).toEqual([]);
    expect(engine.nextWakeAt()).toBe(T0 + 11_000);
    expect(pairs(engine, T0 + 11_000)).toEqual(['d→a']);
  });

  it('matches agents that come free together, whatever was matched alone before', () => {
    const engine = engineWith({}, [queue('q'), queue('r')]);
    for (const id of ['a', 'b']) engine.setAgentConfig(agentConfig(id));
    engine.setAgentState(free('a'));
    engine.decide(T0);
    // Of two that arrive together only one has a free agent; then one arrives that has none.
    engine.setContact(contact('first'));
    engine.setContact(contact('other', { queueId: 'r' }));
    expect(pairs(engine, T0 + 10)).toEqual(['first→a']);
    engine.setContact(contact('second'));
    expect(pairs(engine, T0 + 20)).toEqual([]);
    for (const id of ['a', 'b']) engine.setAgentState(free(id, { idleSince: T0 + 30 }));
    expect(pairs(engine, T0 + 30)).toEqual(['second→a']);
  });

  it('stops at the limit and goes on from there', () => {
    const engine = engineWith();
    for (const id of ['a', 'b']) {
      engine.setAgentConfig(agentConfig(id));
      engine.setAgentState(free(id));
      engine.setContact(contact(`c-${id}`));
    }
    expect(pairs(engine, T0 + 10, 1)).toEqual(['c-a→a']);
    expect(pairs(engine, T0 + 10, 1)).toEqual(['c-b→b']);
    expect(pairs(engine, T0 + 10, 1)).toEqual([]);
  });
});

describe('explanations', () => {
  function explained(): ReturnType<typeof createEngine> {
    const engine = engineWith({}, [queue('q', { steps: [{ afterSeconds: 30, anyone: true }] }), queue('other')]);
    engine.setAgentConfig(agentConfig('busy'));
    engine.setAgentState(free('busy', { used: { voice: 1 } }));
    engine.setAgentConfig(agentConfig('away'));
    engine.setAgentConfig(agentConfig('elsewhere', { queues: ['other'] }));
    engine.setContact(contact('c'));
    engine.decide(T0 + 1000);
    return engine;
  }

  it('say of a contact who could take it, why they do not, and when the next step comes', () => {
    expect(explained().explain('c', T0 + 2000)).toEqual({
      contactId: 'c',
      step: 0,
      steps: 1,
      nextStepAt: T0 + 30_000,
      eligible: [
        { agentId: 'busy', because: 'capacityFull' },
        { agentId: 'away', because: 'notAvailable' },
      ],
      eligibleCount: 2,
      others: [{ agentId: 'elsewhere', because: 'notInQueue' }],
      counts: { capacityFull: 1, notAvailable: 1, notInQueue: 1 },
    });
    expect(explained().explain('unknown', T0)).toBeUndefined();
  });

  it('say of an agent what keeps it from the waiting contacts', () => {
    expect(explained().explainAgent('elsewhere', T0 + 2000)).toEqual({
      agentId: 'elsewhere',
      channels: [{ channel: 'voice', because: 'notAvailable' }],
      counts: { notInQueue: 1 },
      contacts: [{ contactId: 'c', because: 'notInQueue' }],
    });
  });

  it('name examples only of reasons that the record counts', () => {
    const engine = explained();
    engine.setAgentState(free('busy', { idleSince: T0 + 2000 }));
    const record = engine.decide(T0 + 2000)[0]!.record!;
    expect(record.trigger).toBe('agent');
    expect(record.expand().excluded.counts).toEqual({});
    engine.setAgentState(free('away', { idleSince: T0 + 2000 }));
    engine.setContact(contact('d', { virtualEnqueuedAt: T0 + 2000, enqueuedAt: T0 + 2000 }));
    const other = engine.decide(T0 + 3000)[0]!.record!;
    expect(other).toMatchObject({ trigger: 'contact', agentId: 'away', contactId: 'd' });
    engine.nameExamples(other);
    expect(other.expand().excluded).toEqual({
      counts: { capacityFull: 1, notInQueue: 1 },
      examples: [
        { agentId: 'busy', because: 'capacityFull' },
        { agentId: 'elsewhere', because: 'notInQueue' },
      ],
    });
  });
});

describe('the lists', () => {
  it('name every reason and every credit once, in the order of the record', () => {
    expect(FILTERS.map((filter) => filter.reason)).toEqual(EXCLUSION_REASONS);
    expect(SCORERS.map((scorer) => scorer.name)).toEqual(CREDIT_NAMES);
    for (const filter of FILTERS) expect(filter.wakes.length).toBeGreaterThan(0);
  });
});
