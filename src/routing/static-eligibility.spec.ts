import type { AgentConfig } from '../domain/agent.js';
import type { QueueConfig } from '../domain/configuration.js';
import { couldEverServe, loosestDemands, mayServe, type Enquiry } from './static-eligibility.js';
import { abilitiesOf } from './views.js';

function queue(id: string, more: Partial<QueueConfig> = {}): QueueConfig {
  return { id, name: id, routingProfileId: 'p', shortAbandonSeconds: 5, steps: [], open: true, ...more };
}

const agent: AgentConfig = {
  id: 'a',
  name: 'a',
  kind: 'human',
  queues: ['sales'],
  skills: [{ id: 'french', level: 4 }],
  channels: [{ id: 'voice', capacity: 1 }],
};

function asked(minLevel: number, skillId = 'french', relaxable = true) {
  return { channel: 'voice', requirements: [{ skillId, minLevel, mandatory: true, relaxable }] };
}

function answer(contact: Enquiry, of: QueueConfig, others: QueueConfig[] = []) {
  const queues = new Map([of, ...others].map((each) => [each.id, each]));
  const found = couldEverServe(contact, of, queues, [agent]);
  const loosest = loosestDemands(contact, of, queues).some((demand) => mayServe(demand, abilitiesOf(agent)));
  expect(loosest).toBe(found.routable);
  return found;
}

describe('whether anybody could ever serve a contact', () => {
  it('finds an agent of the queue, whatever its presence', () => {
    expect(answer(asked(4), queue('sales'))).toEqual({ routable: true });
  });

  it('says what is missing, as far as the closest agent gets', () => {
    expect(answer(asked(5), queue('sales')).because).toContain('minimum levels');
    expect(answer(asked(1, 'dutch'), queue('sales')).because).toContain('mandatory skills');
    expect(answer({ ...asked(1), channel: 'video' }, queue('sales')).because).toContain('video');
    expect(answer(asked(1), queue('other')).because).toContain('belongs to the queue');
    expect(couldEverServe(asked(1), queue('sales'), new Map(), []).because).toContain('no agent');
  });

  it('counts the steps, but only for what may be relaxed', () => {
    const steps = [{ afterSeconds: 30, lowerLevelsTo: 3 }];
    expect(answer(asked(9), queue('sales', { steps })).routable).toBe(true);
    expect(answer(asked(9, 'french', false), queue('sales', { steps })).routable).toBe(false);
    expect(answer(asked(4), queue('other', { steps: [{ afterSeconds: 9, addQueues: ['sales'] }] })).routable).toBe(
      true,
    );
  });

  it('asks for no language where it may be translated', () => {
    const written = { ...asked(1), channel: 'chat', language: 'is' };
    const chats = { ...agent, channels: [{ id: 'chat', capacity: 1 }] };
    const may = (allowed: boolean, text?: boolean) =>
      couldEverServe({ ...written, text }, queue('sales', { translation: { allowed, penaltySeconds: 9 } }), new Map(), [
        chats,
      ]);
    expect(may(true)).toEqual({ routable: true });
    expect(may(true, false).because).toContain('mandatory skills');
    expect(may(false).because).toContain('mandatory skills');
    expect(answer({ ...asked(1), language: 'is' }, queue('sales')).routable).toBe(false);
  });

  it('asks for the agent for whom a contact is reserved, whatever its queues and skills', () => {
    const reserved = (agentId: string, untilMs?: number) => ({ ...asked(9, 'dutch'), reserved: { agentId, untilMs } });
    expect(answer(reserved('a'), queue('other'))).toEqual({ routable: true });
    expect(answer(reserved('b'), queue('sales')).because).toContain('the agent b');
    expect(answer({ ...reserved('a'), channel: 'video' }, queue('sales')).because).toContain('video');
    expect(answer({ ...asked(4), reserved: { agentId: 'b', untilMs: 5 } }, queue('sales'))).toEqual({ routable: true });
    expect(answer(reserved('b', 5), queue('sales')).because).toContain('mandatory skills');
  });

  it('asks for the language whatever the steps', () => {
    const steps = [{ afterSeconds: 5, anyone: true, dropSkills: ['dutch'] }];
    const spoken = (language: string) => answer({ ...asked(1), language }, queue('sales', { steps }));
    expect(spoken('french')).toEqual({ routable: true });
    expect(spoken('dutch').because).toContain('mandatory skills');
    const reserved = { ...asked(1), language: 'dutch', reserved: { agentId: 'a' } };
    expect(answer(reserved, queue('sales')).routable).toBe(true);
  });

  it('leaves bots out where a contact or its queue does not want one', () => {
    const serve = (contact: Partial<Enquiry>, bots?: QueueConfig['bots']) =>
      couldEverServe({ ...asked(1), ...contact }, queue('sales', { bots }), new Map(), [{ ...agent, kind: 'bot' }]);
    expect(serve({})).toEqual({ routable: true });
    expect(serve({ botAcceptance: 'never' }).because).toContain('only bots');
    expect(serve({}, { minAcceptance: 0.6 }).routable).toBe(false);
    expect(serve({ botAcceptance: 0.6 }, { minAcceptance: 0.6 }).routable).toBe(true);
    expect(serve({ customerValue: 0.9 }, { maxCustomerValue: 0.8 }).routable).toBe(false);
    expect(serve({ botAcceptance: 'never', reserved: { agentId: 'a' } }).because).toContain('is a bot');
  });

  it('counts the overflow queue with its own steps', () => {
    const other = queue('other', { overflow: { afterSeconds: 60, toQueueId: 'sales' } });
    const sales = queue('sales', { steps: [{ afterSeconds: 5, anyone: true }] });
    expect(answer(asked(9), other, [sales]).routable).toBe(true);
    expect(answer(asked(9), other, [queue('sales')]).routable).toBe(false);
  });
});
