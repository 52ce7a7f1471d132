import { AskIndex, type Ask } from './ask-index.js';

describe('AskIndex', () => {
  let onDuty: Set<string>;
  let searches: number;
  let told: [key: string, lonely: boolean, contacts: number][];
  let asks: AskIndex;
  const describeAsk = (): Omit<Ask, 'key' | 'alertId' | 'contacts'> => ({
    queueId: 'q',
    channel: 'voice',
    enquiry: { channel: 'voice', requirements: [] },
    demands: [],
    hadAgents: true,
  });
  const put = (id: string, key: string): void => asks.put(id, key, describeAsk);
  const signs = (id: string, on: boolean): void => {
    if (on) onDuty.add(id);
    else onDuty.delete(id);
    asks.agentChanged(id);
  };

  /** An agent serves the asks whose key has its letter. */
  beforeEach(() => {
    onDuty = new Set();
    searches = 0;
    told = [];
    const serves = (ask: Ask, id: string): boolean => onDuty.has(id) && ask.key.includes(id);
    const find = (ask: Ask): string | undefined => {
      searches += 1;
      return [...onDuty].find((id) => serves(ask, id));
    };
    asks = new AskIndex({ find, serves }, (ask, lonely) => told.push([ask.key, lonely, ask.contacts]));
  });

  it('tells when the last one goes and when somebody comes', () => {
    for (const id of ['a', 'b']) signs(id, true);
    for (const id of ['c1', 'c2']) put(id, 'ab');
    signs('a', false);
    expect(told).toEqual([]);
    signs('b', false);
    signs('c', true);
    signs('a', true);
    expect(told).toEqual([
      ['ab', true, 2],
      ['ab', false, 2],
    ]);
  });

  it('searches only when the witness goes', () => {
    for (const id of ['a', 'b']) signs(id, true);
    for (let n = 0; n < 1_000; n += 1) put(`c${n}`, 'ab');
    for (let n = 0; n < 10; n += 1) {
      signs('b', false);
      signs('b', true);
    }
    expect(searches).toBe(1);
    signs('a', false);
    expect(searches).toBe(2);
  });

  it('an ask that nobody asks any more is over', () => {
    put('c1', 'a');
    put('c1', 'b');
    asks.remove('c1');
    asks.remove('c1');
    expect(told).toEqual([
      ['a', true, 1],
      ['a', false, 0],
      ['b', true, 1],
      ['b', false, 0],
    ]);
    signs('a', true);
    expect(told).toHaveLength(4);
  });
});
