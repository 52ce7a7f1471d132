import { applied, faultsOf } from './mapping.js';

const posted = {
  form: { email: 'kim@example.org', topic: 'bill', urgent: '7', empty: null, yes: true },
  items: [{ name: 'first' }, { name: 'second' }],
  'a key': { "it's": 1 },
};
const made = (mapping: Record<string, unknown>): unknown => applied(mapping, posted);

describe('a mapping', () => {
  it('is a body with what was posted in place of its references', () => {
    expect(
      made({
        channel: 'email',
        queueId: { $path: '$.form.topic', $map: { bill: 'billing' }, $default: 'support' },
        priority: { $path: '$.form.urgent', $as: 'number' },
        customer: { identities: [{ kind: 'email', value: { $path: '$.form.email' } }] },
        attributes: {
          second: { $path: '$.items[1].name' },
          last: { $path: '$.items[-1].name' },
          plain: [1, null, 'x'],
        },
      }),
    ).toEqual({
      channel: 'email',
      queueId: 'billing',
      priority: 7,
      customer: { identities: [{ kind: 'email', value: 'kim@example.org' }] },
      attributes: { second: 'second', last: 'second', plain: [1, null, 'x'] },
    });
  });

  it('leaves out what is not there, or takes the default', () => {
    expect(
      made({
        gone: { $path: '$.form.nothing' },
        none: { $path: '$.form.empty' },
        deep: { $path: '$.form.email.of.text' },
        list: [{ $path: '$.nothing' }, 'kept'],
        otherwise: { $path: '$.nothing', $default: { any: 'json' } },
        unmapped: { $path: '$.form.topic', $map: { other: 1 } },
        unmappedOtherwise: { $path: '$.form.topic', $map: { other: 1 }, $default: 2 },
        inherited: { $path: '$.form.topic', $map: { constructor: 1 } },
        noNumber: { $path: '$.form.email', $as: 'number' },
        emptyNumber: { $path: '$.form.topic', $as: 'number', $default: 0 },
      }),
    ).toEqual({ list: ['kept'], otherwise: { any: 'json' }, unmappedOtherwise: 2, emptyNumber: 0 });
    for (const nothing of [undefined, null, 'text', 7, [], {}])
      expect(applied({ a: { $path: '$.b' } }, nothing)).toEqual({});
  });

  it('makes text and numbers of what is there', () => {
    expect(
      made({
        text: { $path: '$.form.yes', $as: 'string' },
        whole: { $path: '$.form', $as: 'string' },
        quoted: { $path: "$['a key']['it\\'s']", $as: 'string' },
        yes: { $path: '$.form.yes', $map: { true: 'certainly' } },
      }),
    ).toEqual({ text: 'true', whole: posted.form, quoted: '1', yes: 'certainly' });
  });

  it('never reaches behind the data', () => {
    for (const $path of ['$.constructor', '$.__proto__', '$.form.toString', '$.items.length'])
      expect(made({ a: { $path } })).toEqual({});
    expect(made(JSON.parse('{"__proto__": {"polluted": true}}') as Record<string, unknown>)).not.toHaveProperty(
      'polluted',
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('a mapping is refused', () => {
  const places = (mapping: unknown): string[] => faultsOf(mapping).map(({ path }) => path);

  it('where a path is none, or could name many places', () => {
    for (const $path of [
      '',
      'form.email',
      '$.',
      '$..email',
      '$.items[*].name',
      '$.items[0:1]',
      '$[?@.a == 1]',
      '$["a","b"]',
      7,
      null,
    ])
      expect([$path, places({ queueId: { $path } })]).toEqual([$path, ['mapping.queueId.$path']]);
    expect(places({ a: { $path: `$.${'x'.repeat(256)}` } })).toEqual(['mapping.a.$path']);
    expect(places({ a: { $path: '$.a' }, b: [{ $path: '$.b[3]' }] })).toEqual([]);
  });

  it('where a reference has something else', () => {
    expect(places({ a: { $path: '$.a', more: 1 } })).toEqual(['mapping.a.more']);
    expect(places({ a: { $path: '$.a', $map: [], $as: 'date' } })).toEqual(['mapping.a.$map', 'mapping.a.$as']);
  });

  it('where it is too deep or too large', () => {
    let deep: unknown = 'x';
    for (let n = 0; n < 12; n += 1) deep = { deep };
    expect(places(deep)).toEqual([expect.stringMatching(/^mapping(\.deep){11}$/)]);
    expect(places({ many: Array.from({ length: 501 }, () => 1) })).toEqual(['mapping']);
  });
});
