import { FILTERS } from './filters/index.js';
import { Postures, type Posture, type Setup } from './postures.js';
import { Screen } from './screen.js';
import type { AgentState } from './world.js';

const CHAT = { id: 'chat', capacity: 30_000 };

function saying(chats: number, more: Partial<AgentState> = {}): AgentState {
  const used: Record<string, number> = chats === 0 ? {} : { chat: chats };
  return { id: 'a', presence: 'available', notResponding: false, used, idleSince: 0, ...more };
}

describe('postures', () => {
  let postures: Postures;
  let setup: Setup;
  const held = (state: AgentState): Posture => {
    const posture = postures.of(setup, state, false);
    posture.holders += 1;
    return posture;
  };

  beforeEach(() => {
    postures = new Postures(new Screen(FILTERS, { hardMs: 5_000, softMs: 60_000 }));
    setup = postures.setup([CHAT]);
  });

  it('are the same for all that say the same, whoever they are and since whenever', () => {
    const one = held(saying(0));
    expect(postures.of(setup, saying(0, { id: 'b', idleSince: 7, used: { chat: 0 } }), false)).toBe(one);
    expect(postures.setup([{ ...CHAT }])).toBe(setup);
    expect(postures.of(setup, saying(0), true)).not.toBe(one);
    expect(postures.of(setup, saying(0, { channels: ['chat'] }), false)).not.toBe(one);
  });

  it('follow from each other by reports and by matches', () => {
    const idle = held(saying(0));
    const busy = postures.occupied(idle, 'chat');
    expect(busy).toBe(postures.told(idle, saying(1)));
    expect(postures.told(busy, saying(0))).toBe(idle);
    expect(postures.told(busy, saying(0, { presence: 'offline' })).isOnDuty).toBe(false);
    expect([busy.used, busy.load]).toEqual([1, 1 / CHAT.capacity]);
  });

  it('keep a list of channels as it was when it was told', () => {
    const channels = ['chat'];
    const one = held(saying(0, { channels }));
    channels.push('voice');
    expect(one.isToldBy(saying(0, { channels: ['chat'] }))).toBe(true);
    expect(postures.told(one, saying(0, { channels }))).not.toBe(one);
  });

  it('are forgotten when there are many and no agent has them; their numbers are used again', () => {
    const one = held(saying(1));
    for (let chats = 2; chats < 25_000; chats += 1) postures.told(one, saying(chats));
    expect(postures.all.length).toBeLessThanOrEqual(10_000);
    expect(postures.all[one.no]).toBe(one);
    expect(postures.told(one, saying(2)).state.used).toEqual({ chat: 2 });
  });
});
