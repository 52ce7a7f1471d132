import type { AgentConfig } from '../domain/agent.js';
import { NO_CREDITS } from '../domain/configuration.js';
import { createEngine } from './engine.js';
import type { AgentState, WaitingContact } from './world.js';

const T0 = 1_700_000_000_000;

function agent(id: string, more: Partial<AgentConfig> = {}): AgentConfig {
  return { id, name: id, kind: 'human', queues: ['q'], skills: [], channels: [{ id: 'voice', capacity: 1 }], ...more };
}

function free(id: string): AgentState {
  return { id, presence: 'available', notResponding: false, used: {}, idleSince: T0 };
}

function contact(id: string, reserved?: WaitingContact['reserved']): WaitingContact {
  const requirements = [{ skillId: 'french', minLevel: 8, mandatory: true, relaxable: false }];
  const times = { virtualEnqueuedAt: T0, enqueuedAt: T0, enqueueSeq: 1 };
  const what = { id, queueId: 'q', channel: 'voice', requirements, reserved };
  return { ...what, ...times, priority: 0, customerValue: 0, due: 0, declines: {} };
}

/** `other` may serve contacts of the queue; `chosen` has neither the queue nor the skill. */
function center(): ReturnType<typeof createEngine> {
  const engine = createEngine();
  const seconds = { offerTimeoutSeconds: 20, wrapUpSeconds: 0, defaultTargetSeconds: 20 };
  engine.setChannel({ id: 'voice', name: 'Voice', kind: 'synchronous', ...seconds });
  engine.setProfile({ id: 'p', name: 'p', version: 1, credits: NO_CREDITS });
  engine.setQueue({ id: 'q', name: 'q', routingProfileId: 'p', shortAbandonSeconds: 5, steps: [], open: true });
  engine.setAgentConfig(agent('other', { skills: [{ id: 'french', level: 9 }] }));
  engine.setAgentConfig(agent('chosen', { queues: [] }));
  engine.setAgentState(free('other'));
  return engine;
}

function pairs(engine: ReturnType<typeof createEngine>, now: number): string[] {
  return engine.decide(now).map((decision) => `${decision.contactId}→${decision.agentId}`);
}

describe('a reserved contact', () => {
  it('waits for its agent, which needs neither its queue nor its skills', () => {
    const engine = center();
    engine.setContact(contact('c', { agentId: 'chosen' }));
    expect(pairs(engine, T0 + 600_000)).toEqual([]);
    engine.setAgentState(free('chosen'));
    const [decision] = engine.decide(T0 + 600_001);
    expect(decision).toMatchObject({ contactId: 'c', agentId: 'chosen' });
    engine.nameExamples(decision!.record!);
    expect(decision!.record!.trigger).toBe('agent');
  });

  it('names the agents that it was kept from', () => {
    const engine = center();
    engine.setAgentState(free('chosen'));
    engine.setContact(contact('c', { agentId: 'chosen' }));
    const record = engine.decide(T0)[0]!.record!;
    engine.nameExamples(record);
    expect(record.expand().excluded).toEqual({
      counts: { reservedForOther: 1 },
      examples: [{ agentId: 'other', because: 'reservedForOther' }],
    });
  });

  it('is like any other from the end of its reservation on, which is an alarm', () => {
    const engine = center();
    engine.setContact(contact('c', { agentId: 'chosen', untilMs: T0 + 30_000 }));
    expect(pairs(engine, T0 + 29_999)).toEqual([]);
    expect(engine.nextWakeAt()).toBe(T0 + 30_000);
    const [decision] = engine.decide(T0 + 30_000);
    expect(decision).toMatchObject({ contactId: 'c', agentId: 'other' });
    expect(decision!.record!.trigger).toBe('contact');
  });

  it('waits for an agent that is not configured yet', () => {
    const engine = center();
    engine.setContact(contact('c', { agentId: 'new' }));
    engine.setAgentState(free('new'));
    expect(pairs(engine, T0)).toEqual([]);
    engine.setAgentConfig(agent('new', { queues: [] }));
    expect(pairs(engine, T0)).toEqual(['c→new']);
  });

  it('explains itself from both sides', () => {
    const engine = center();
    engine.setContact(contact('c', { agentId: 'chosen' }));
    engine.setContact(contact('d', { agentId: 'other' }));
    engine.setAgentState({ ...free('other'), used: { voice: 1 } });
    engine.decide(T0);
    expect(engine.explain('c', T0)).toMatchObject({
      eligible: [{ agentId: 'chosen', because: 'notAvailable' }],
      others: [{ agentId: 'other', because: 'reservedForOther' }],
      counts: { reservedForOther: 1, notAvailable: 1 },
    });
    expect(engine.explainAgent('other', T0)).toMatchObject({
      counts: { reservedForOther: 1, capacityFull: 1 },
      contacts: [
        { contactId: 'c', because: 'reservedForOther' },
        { contactId: 'd', because: 'capacityFull' },
      ],
    });
  });
});
