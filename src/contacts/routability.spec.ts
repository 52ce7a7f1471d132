import type { AgentConfig } from '../domain/agent.js';
import type { BotAcceptance, ContactSpec, Requirement, Reservation } from '../domain/contact.js';
import type { QueueConfig } from '../domain/configuration.js';
import type { ConfigCache, ConfigSnapshot } from '../store/config-store.js';
import { RoutabilityService } from './routability.js';

const QUEUE: QueueConfig = {
  id: 'q',
  name: 'q',
  routingProfileId: 'default',
  shortAbandonSeconds: 5,
  steps: [],
  open: true,
};
const AGENT: AgentConfig = {
  id: 'a',
  name: 'a',
  kind: 'human',
  queues: ['q'],
  skills: [{ id: 's', level: 5 }],
  channels: [{ id: 'voice', capacity: 1 }],
};

function snapshot(revision: number, agents: AgentConfig[]): ConfigSnapshot {
  return {
    revision,
    skill: new Map(),
    channel: new Map(),
    queue: new Map([['q', { value: QUEUE, revision }]]),
    agent: new Map(agents.map((value) => [value.id, { value, revision }])),
    profile: new Map(),
    hours: new Map(),
    reasonCode: new Map(),
    contactType: new Map(),
    webhook: new Map(),
    hook: new Map(),
    profileSchedule: new Map(),
    switchback: new Map(),
    alert: new Map(),
  };
}

describe('RoutabilityService', () => {
  let current = snapshot(1, [AGENT]);
  const service = new RoutabilityService({ current: () => current } as unknown as ConfigCache);
  const asking = (queueId: string, channel: string, requirements: Requirement[], reserved?: Reservation) => {
    const spec: ContactSpec = { id: 'c', channel, queueId, requirements, priority: 0 };
    return { queueId, channel, spec, reserved };
  };
  const wish = (minLevel: number) => [{ skillId: 's', minLevel, mandatory: true, relaxable: true }];

  it('answers from configuration and remembers per requirements', () => {
    expect(service.of(asking('q', 'voice', wish(5)))).toEqual({ routable: true });
    expect(service.of(asking('q', 'voice', wish(5)))).toBe(service.of(asking('q', 'voice', wish(5))));
    expect(service.of(asking('q', 'voice', wish(6))).routable).toBe(false);
    expect(service.of(asking('q', 'email', wish(5))).because).toContain('email');
    expect(service.of(asking('gone', 'voice', [])).routable).toBe(false);
  });

  it('tells apart who is reserved for whom, and whether for good', () => {
    const held = (agentId: string, untilMs?: number) =>
      service.of(asking('q', 'voice', wish(6), { agentId, untilMs })).routable;
    expect([held(AGENT.id), held('other'), held(AGENT.id, 5), held('other', 5)]).toEqual([true, false, true, false]);
  });

  it('tells apart who may go to a bot and who may not', () => {
    current = snapshot(1, [{ ...AGENT, kind: 'bot' }]);
    const asked = (botAcceptance?: BotAcceptance) => service.of({ ...asking('q', 'voice', []), botAcceptance });
    expect(asked(0.1)).toBe(asked(0.9));
    expect([asked().routable, asked('never').routable]).toEqual([true, false]);
  });

  it('forgets with the next revision', () => {
    current = snapshot(2, [{ ...AGENT, skills: [{ id: 's', level: 9 }] }]);
    expect(service.of(asking('q', 'voice', wish(6)))).toEqual({ routable: true });
    current = snapshot(3, []);
    expect(service.of(asking('q', 'voice', wish(5)))).toEqual({ routable: false, because: 'no agent is configured' });
  });
});
