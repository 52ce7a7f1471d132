import type { AgentConfig } from '../domain/agent.js';
import { NO_CREDITS, type QueueConfig } from '../domain/configuration.js';
import { createEngine, type Engine } from './engine.js';
import type { AgentState, WaitingContact } from './world.js';

const T0 = 1_700_000_000_000;

function agent(id: string, skills: string[], queues = ['q']): AgentConfig {
  const channels = ['chat', 'voice'].map((channel) => ({ id: channel, capacity: 9 }));
  return { id, name: id, kind: 'human', queues, skills: skills.map((skill) => ({ id: skill, level: 5 })), channels };
}

function is(id: string, presence: AgentState['presence'], used = 0): AgentState {
  return { id, presence, notResponding: false, used: { chat: used }, idleSince: T0 };
}

let sequence = 0;
function contact(id: string, more: Partial<WaitingContact> = {}): WaitingContact {
  const times = { virtualEnqueuedAt: T0, enqueuedAt: T0, enqueueSeq: (sequence += 1) };
  const what = { id, queueId: 'q', channel: 'chat', requirements: [], language: 'fr' };
  return { ...what, ...times, priority: 0, customerValue: 0, due: 0, declines: {}, ...more };
}

function queue(more: Partial<QueueConfig> = {}): QueueConfig {
  const translation = { allowed: true, penaltySeconds: 60 };
  return {
    id: 'q',
    name: 'q',
    routingProfileId: 'p',
    shortAbandonSeconds: 5,
    steps: [],
    open: true,
    translation,
    ...more,
  };
}

/** `pierre` speaks French and is offline, `otto` does not and is there. */
function center(of = queue()): Engine {
  const engine = createEngine();
  const seconds = { offerTimeoutSeconds: 20, wrapUpSeconds: 0, defaultTargetSeconds: 20 };
  for (const id of ['chat', 'voice']) engine.setChannel({ id, name: id, kind: 'synchronous', ...seconds });
  engine.setProfile({ id: 'p', name: 'p', version: 1, credits: NO_CREDITS });
  engine.setQueue(of);
  engine.setAgentConfig(agent('pierre', ['fr']));
  engine.setAgentConfig(agent('otto', []));
  engine.setAgentState(is('otto', 'available'));
  return engine;
}

function pairs(engine: Engine, now = T0): string[] {
  return engine.decide(now).map((decision) => `${decision.contactId}→${decision.agentId}`);
}

describe('a contact in a language', () => {
  it('goes to others at a cost while nobody on duty speaks it', () => {
    const engine = center();
    engine.setContact(contact('c'));
    const [decision] = engine.decide(T0 + 1000);
    expect(decision).toMatchObject({ contactId: 'c', agentId: 'otto', language: 'fr' });
    const [winner] = decision!.record!.expand().candidates;
    expect(winner).toMatchObject({
      totalMs: 1000 - 60_000,
      credits: { translation: -60_000 },
      inputs: { translationSeconds: 60 },
    });
  });

  it('stands back behind those that need no translation, up to the penalty', () => {
    const engine = center();
    engine.setAgentState(is('otto', 'available', 8));
    engine.setContact(contact('old', { virtualEnqueuedAt: T0 - 59_999 }));
    engine.setContact(contact('new', { language: undefined }));
    expect(pairs(engine)).toEqual(['new→otto']);
    engine.setAgentState(is('otto', 'available', 7));
    engine.setContact(contact('older', { virtualEnqueuedAt: T0 - 60_001 }));
    engine.setContact(contact('newer', { language: undefined }));
    expect(pairs(engine)).toEqual(['older→otto', 'newer→otto']);
  });

  it.each(['unavailable', 'available'] as const)('waits for a speaker who is %s, however busy', (presence) => {
    const engine = center();
    engine.setAgentState(is('pierre', presence, 9));
    engine.setContact(contact('c'));
    expect(pairs(engine)).toEqual([]);
    engine.setAgentState(is('pierre', 'offline', 9));
    expect(pairs(engine)).toEqual(['c→otto']);
  });

  it('asks for its language again when the first who speaks it comes on duty, and no longer when the last goes', () => {
    const engine = center();
    engine.setAgentState(is('otto', 'available', 9));
    engine.setContact(contact('c'));
    expect(pairs(engine)).toEqual([]);
    expect(engine.explain('c', T0)).toMatchObject({ eligibleCount: 2 });
    engine.setAgentState(is('pierre', 'unavailable'));
    engine.setAgentState(is('otto', 'available'));
    expect(pairs(engine)).toEqual([]);
    expect(engine.explain('c', T0)).toMatchObject({ eligibleCount: 1, counts: { missingSkill: 1, notAvailable: 1 } });
    engine.setAgentConfig(agent('pierre', ['es']));
    expect(engine.decide(T0)[0]).toMatchObject({ contactId: 'c', agentId: 'otto', record: { trigger: 'contact' } });
  });

  it('is not let in for a speaker who came and went between two decisions', () => {
    const engine = center();
    engine.setAgentState(is('otto', 'available', 9));
    engine.setContact(contact('c'));
    expect(pairs(engine)).toEqual([]);
    engine.setAgentState(is('pierre', 'unavailable'));
    engine.setAgentState(is('pierre', 'offline'));
    engine.setAgentState(is('otto', 'available'));
    expect(engine.decide(T0)[0]?.record?.trigger).toBe('agent');
  });

  it('counts as speakers only those who could take it under the steps in force', () => {
    const engine = center(queue({ steps: [{ afterSeconds: 30, addQueues: ['r'] }] }));
    engine.setAgentConfig(agent('marie', ['fr'], ['r']));
    engine.setAgentState(is('marie', 'unavailable'));
    engine.setContact(contact('c'));
    expect(pairs(engine)).toEqual(['c→otto']);
    engine.setContact(contact('late', { virtualEnqueuedAt: T0 - 30_000 }));
    expect(pairs(engine)).toEqual([]);
  });

  it('is not translated on a channel that is not text, where the queue does not allow it, or when the skill is asked for', () => {
    const requirements = [{ skillId: 'fr', minLevel: 1, mandatory: true, relaxable: true }];
    const refusing = center(queue({ translation: { allowed: false, penaltySeconds: 0 } }));
    refusing.setContact(contact('c'));
    expect(pairs(refusing)).toEqual([]);
    const engine = center();
    engine.setContact(contact('call', { channel: 'voice' }));
    engine.setContact(contact('asks', { requirements }));
    expect(pairs(engine)).toEqual([]);
    const seconds = { offerTimeoutSeconds: 20, wrapUpSeconds: 0, defaultTargetSeconds: 20 };
    engine.setChannel({ id: 'voice', name: 'Captions', kind: 'synchronous', text: true, ...seconds });
    expect(pairs(engine)).toEqual(['call→otto']);
  });

  it('that is reserved for an agent asks for no language and costs nothing', () => {
    const engine = center();
    engine.setContact(contact('c', { reserved: { agentId: 'otto' } }));
    const [decision] = engine.decide(T0);
    expect(decision!.record!.expand().candidates[0]).toMatchObject({ agentId: 'otto', credits: { translation: 0 } });
  });

  it('moves all of its class at once, cooling ones and those that wish an agent included', () => {
    const engine = center(queue({ translation: { allowed: true, penaltySeconds: 0 } }));
    engine.setProfile({ id: 'p', name: 'p', version: 2, credits: { ...NO_CREDITS, affinity: 10, bot: 5 } });
    engine.setAgentState(is('pierre', 'unavailable'));
    engine.setContact(contact('cools', { declines: { otto: T0 - 6000 } }));
    engine.setContact(contact('wishes', { preferredAgentId: 'otto' }));
    engine.setContact(contact('rests'));
    engine.restContact('rests');
    expect(pairs(engine)).toEqual([]);
    engine.removeAgent('pierre');
    expect(pairs(engine)).toEqual(['wishes→otto', 'cools→otto']);
    engine.wakeContact('rests');
    expect(pairs(engine)).toEqual(['rests→otto']);
  });
});
