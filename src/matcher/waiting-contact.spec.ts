import type { Hash } from '../live/records.js';
import { keepNeeded, toWaiting } from './waiting-contact.js';

const spec = { id: 'c', channel: 'chat', queueId: 'q', requirements: [], priority: 3 };
const hash: Hash = {
  id: 'c',
  spec: JSON.stringify(spec),
  state: 'waiting',
  queueId: 'q2',
  channel: 'chat',
  enq: '10',
  venq: '12',
  seq: '7',
};

describe('a contact as the engine sees it', () => {
  it('stands where it waits now', () => {
    expect(toWaiting(hash)).toMatchObject({ id: 'c', queueId: 'q2', priority: 3, virtualEnqueuedAt: 12 });
    expect(toWaiting({ ...hash, spec: undefined as never })).toBeUndefined();
  });

  it('is reserved for an agent, for a time or for good', () => {
    expect(toWaiting(hash)?.reserved).toBeUndefined();
    expect(toWaiting({ ...hash, resv: 'a1' })?.reserved).toEqual({ agentId: 'a1', untilMs: undefined });
    expect(toWaiting({ ...hash, resv: 'a1', resvUntil: '99' })?.reserved).toEqual({ agentId: 'a1', untilMs: 99 });
  });

  it('goes to bots as it was asked for, until one has handed it over', () => {
    expect(toWaiting(hash)?.botAcceptance).toBeUndefined();
    const asked = { ...hash, spec: JSON.stringify({ ...spec, botAcceptance: 0.9 }) };
    expect(toWaiting(asked)?.botAcceptance).toBe(0.9);
    expect(toWaiting({ ...asked, bot: 'never' })?.botAcceptance).toBe('never');
  });

  it('keeps of an event what it is made of', () => {
    const ops: ['HSET', ...string[]][] = [['HSET', 'contact:c', 'resv', 'a1', 'note', 'x', 'decl.a2', '5']];
    expect(keepNeeded(ops as never, 'contact:c')).toEqual([['HSET', 'contact:c', 'resv', 'a1', 'decl.a2', '5']]);
  });
});
