import type { RoutingProfile } from '../domain/configuration.js';
import type { ContactSpec } from '../domain/contact.js';
import { contactCreditMs } from '../routing/waiting-order.js';

const PROFILE: RoutingProfile = {
  id: 'p',
  name: 'p',
  version: 1,
  credits: {
    priority: 30,
    customerValue: 0.0015,
    journeyStage: { default: 2, stages: { complaint: 60, toString: 7 } },
    due: 1_000,
    dueHorizonSeconds: 60,
    skill: 1_000,
    preference: 1_000,
    channel: 1_000,
    affinity: 1_000,
    occupancy: 1_000,
    idlePerSecond: 1_000,
    bot: 1_000,
  },
};
const SPEC: ContactSpec = { id: 'c', channel: 'voice', queueId: 'q', requirements: [], priority: 0 };

describe('contactCreditMs', () => {
  it('adds priority, value and stage, each rounded by itself, and leaves the due credit to the store', () => {
    expect(contactCreditMs({ ...SPEC, dueAt: '2026-01-01T00:00:00Z' }, PROFILE)).toBe(2_000);
    expect(contactCreditMs({ ...SPEC, priority: 3, journeyStage: 'complaint' }, PROFILE)).toBe(90_000 + 60_000);
    expect(contactCreditMs({ ...SPEC, customer: { value: 1 } }, PROFILE)).toBe(2 + 2_000);
    expect(contactCreditMs({ ...SPEC, customer: { value: 0.3 } }, PROFILE)).toBe(2_000);
  });

  it('takes the default for a stage that the profile does not name', () => {
    expect(contactCreditMs({ ...SPEC, journeyStage: 'valueOf' }, PROFILE)).toBe(2_000);
    expect(contactCreditMs({ ...SPEC, journeyStage: 'toString' }, PROFILE)).toBe(7_000);
  });
});
