import { DomainError } from '../domain/errors.js';
import { canonicalHash, canonicalJson } from './canonical-json.js';

describe('canonicalJson', () => {
  it('is the same whatever the order of keys, at every depth', () => {
    const a = { b: 1, a: [{ d: null, c: 'x"y' }], u: undefined };
    const b = { a: [{ c: 'x"y', d: null }], b: 1 };
    expect(canonicalJson(a)).toBe('{"a":[{"c":"x\\"y","d":null}],"b":1}');
    expect(canonicalHash(a)).toBe(canonicalHash(b));
    expect(JSON.parse(canonicalJson(b))).toEqual(b);
  });

  it('tells different values apart', () => {
    const values = [{}, [], null, 0, '', { a: 1 }, { a: '1' }, [1, 2], [2, 1], { a: {} }, { a: [] }];
    expect(new Set(values.map((value) => canonicalHash(value))).size).toBe(values.length);
  });

  it('refuses what nests too deeply instead of running out of stack', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown;
    expect(() => canonicalJson(deep)).toThrow(DomainError);
  });

  it('keeps keys that objects treat in a special way', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":1,"2":3}'))).toBe('{"2":3,"__proto__":1}');
  });
});
