import type { AgentConfig } from '../domain/agent.js';
import { decodeDecision, encodeDecision } from '../domain/compact-decision.js';
import type { ChannelConfig, ProfileCredits, QueueConfig } from '../domain/configuration.js';
import { recordByHand } from './by-hand.js';
import { createEngine } from './engine.js';
import { demandOf } from './relaxation.js';
import { abilitiesOf } from './views.js';
import type { AgentState, WaitingContact } from './world.js';

const NOW = 1_700_000_000_000;
const credits: ProfileCredits = {
  priority: 10,
  customerValue: 33.3,
  journeyStage: { default: 1, stages: { complaint: 60 } },
  due: 20,
  dueHorizonSeconds: 3600,
  skill: 33.3,
  preference: 20,
  channel: 10,
  affinity: 90,
  occupancy: 30,
  idlePerSecond: 0.0005,
  bot: 33.3,
};
const chat: ChannelConfig = {
  id: 'chat',
  name: 'Chat',
  kind: 'synchronous',
  offerTimeoutSeconds: 20,
  wrapUpSeconds: 0,
  defaultTargetSeconds: 60,
};
const queue: QueueConfig = {
  id: 'q',
  name: 'q',
  routingProfileId: 'p',
  shortAbandonSeconds: 5,
  steps: [],
  open: true,
  bots: {},
  translation: { allowed: true, penaltySeconds: 20.5 },
};
const profile = { id: 'p', name: 'p', version: 3, credits };

function pair(n: number): { contact: WaitingContact; agent: AgentConfig; state: AgentState } {
  const at = NOW - n * 1313;
  const contact: WaitingContact = {
    id: 'c',
    queueId: 'q',
    channel: 'chat',
    requirements: n % 3 === 0 ? [] : [{ skillId: 's', minLevel: 1, mandatory: n % 2 === 0, relaxable: true }],
    language: n % 4 === 0 ? 'fr' : undefined,
    priority: n % 11,
    customerValue: (n % 7) / 7,
    journeyStage: n % 2 === 0 ? 'complaint' : undefined,
    preferredAgentId: n % 5 === 0 ? 'a' : undefined,
    botAcceptance: n % 6 === 0 ? undefined : (n % 9) / 9,
    due: (n % 8) / 8,
    pulledToFront: n % 10 === 0,
    virtualEnqueuedAt: at,
    enqueuedAt: at - (n % 3),
    enqueueSeq: n,
    declines: {},
  };
  const agent: AgentConfig = {
    id: 'a',
    name: 'A',
    kind: n % 3 === 1 ? 'bot' : 'human',
    queues: ['q'],
    skills: [{ id: 's', level: 1 + (n % 10), preference: n % 2 === 0 ? undefined : (n % 5) / 4 }],
    channels: [{ id: 'chat', capacity: 3, proficiency: n % 4 === 0 ? undefined : 1 + (n % 10) }],
  };
  const used: Record<string, number> = n % 3 === 2 ? { chat: 1 } : {};
  return { contact, agent, state: { id: 'a', presence: 'available', notResponding: false, used, idleSince: at - 777 } };
}

it('counts a pair that somebody named as the engine counts it', () => {
  for (let n = 0; n < 200; n += 1) {
    const { contact, agent, state } = pair(n);
    const engine = createEngine();
    engine.setChannel(chat);
    engine.setProfile(profile);
    engine.setQueue(queue);
    engine.setAgentConfig(agent);
    engine.setAgentState(state);
    engine.setContact(contact);
    const counted = engine.decide(NOW)[0]?.record?.expand();
    const { requirements, language } = contact;
    const translated = language !== undefined;
    const demand = demandOf(queue, chat, profile, { requirements, language, bots: true, translated }, 0);
    const abilities = abilitiesOf(agent);
    const used = Object.values(state.used).reduce((sum, each) => sum + each, 0);
    const byHand = { keyId: 'k', despite: [] };
    const made = recordByHand({ contact, agent: { abilities, state, used, resting: false }, demand, now: NOW }, byHand);
    const record = decodeDecision(encodeDecision(made));
    expect(record).toMatchObject({ trigger: 'supervisor', byHand, profile: { id: 'p', version: 3 } });
    expect(record.candidates).toEqual(counted?.candidates);
  }
});
