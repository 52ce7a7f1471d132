import { KINDS, leastOf } from '../../demo/omnichannel/kinds.js';
import { storiesOfEachKind, writeScript } from '../../demo/omnichannel/script.js';

describe('the script of the center', () => {
  const lines = (contacts: number, seed: number): string[] => writeScript(contacts, seed).map(({ key }) => key);

  it('is decided by the seed alone', () => {
    expect(lines(1_000, 3)).toEqual(lines(1_000, 3));
    expect(lines(1_000, 3)).not.toEqual(lines(1_000, 4));
    expect([...lines(1_000, 3)].sort()).toEqual([...lines(1_000, 4)].sort());
  });

  it.each([100, 400, 1_777, 20_000])(
    'has %i contacts of customers, and more stories of each kind than must be',
    (n) => {
      const script = writeScript(n, 1);
      expect(script.reduce((sum, { contacts }) => sum + contacts, 0)).toBe(n);
      expect(new Set(script.map(({ key }) => key)).size).toBe(script.length);
      for (const kind of KINDS) {
        const stories = script.filter(({ key }) => key.startsWith(`${kind}-`)).length;
        expect(stories).toBe(storiesOfEachKind(n));
        expect(stories).toBeGreaterThan(leastOf(n));
      }
    },
  );

  it('asks for 300 of each kind from 20,000 contacts on, and in proportion below', () => {
    expect([100, 400, 1_000, 19_999, 20_000, 90_000].map(leastOf)).toEqual([2, 6, 15, 300, 300, 300]);
  });
});
