import { NO_CREDITS } from '../domain/configuration.js';
import { createEngine, type Engine } from './engine.js';
import type { AgentState, WaitingContact } from './world.js';

const T0 = 1_700_000_000_000;

function free(standsForDial?: boolean): AgentState {
  return { id: 'a', presence: 'available', notResponding: false, standsForDial, used: {}, idleSince: T0 };
}

/** The earlier by its number, the sooner served. */
function contact(id: string, enqueueSeq: number, dialFirst?: boolean): WaitingContact {
  const times = { virtualEnqueuedAt: T0, enqueuedAt: T0, enqueueSeq };
  const what = { id, queueId: 'q', channel: 'callback', requirements: [], dialFirst };
  return { ...what, ...times, priority: 0, customerValue: 0, due: 0, declines: {} };
}

function center(): Engine {
  const engine = createEngine();
  const seconds = { offerTimeoutSeconds: 20, wrapUpSeconds: 0, defaultTargetSeconds: 20 };
  engine.setChannel({ id: 'callback', name: 'Callback', kind: 'synchronous', ...seconds });
  engine.setProfile({ id: 'p', name: 'p', version: 1, credits: NO_CREDITS });
  engine.setQueue({ id: 'q', name: 'q', routingProfileId: 'p', shortAbandonSeconds: 5, steps: [], open: true });
  const channels = [{ id: 'callback', capacity: 1 }];
  engine.setAgentConfig({ id: 'a', name: 'a', kind: 'human', queues: ['q'], skills: [], channels });
  return engine;
}

function decided(engine: Engine): string[] {
  return engine.decide(T0).map(({ contactId, dial }) => `${dial ? 'dial' : 'offer'} ${contactId}`);
}

describe('a callback whose customer is called first', () => {
  it('has an agent stand for it, who is free for all else and for no other of its kind', () => {
    const engine = center();
    for (const [id, seq, first] of [
      ['c1', 1, true],
      ['c2', 2, true],
      ['c3', 3, false],
    ] as const)
      engine.setContact(contact(id, seq, first));
    engine.setAgentState(free());
    expect(decided(engine)).toEqual(['dial c1', 'offer c3']);
    expect(engine.explain('c2', T0)?.counts).toEqual({ capacityFull: 1 });
    engine.setAgentState(free(true));
    expect(decided(engine)).toEqual([]);
    expect(engine.explain('c2', T0)?.counts).toEqual({ standsForDial: 1 });
    expect(engine.explainAgent('a', T0)?.channels).toEqual([{ channel: 'callback' }]);
    // On the line it is a contact like any other.
    engine.setContact(contact('c2', 2));
    expect(decided(engine)).toEqual(['offer c2']);
  });

  it('is called when the mark falls, and by the next of several agents meanwhile', () => {
    const engine = center();
    engine.setContact(contact('c1', 1, true));
    engine.setAgentState(free(true));
    expect(decided(engine)).toEqual([]);
    engine.setAgentState(free(false));
    expect(decided(engine)).toEqual(['dial c1']);
  });
});
