import { IsInt, IsOptional, IsString, Max } from 'class-validator';
import { DomainError } from '../domain/errors.js';
import { EnqueueDto } from './http/dto/contacts.dto.js';
import { Flag, FreeJson, Instant, isInstant, isStorableText, Nested, NestedList, Num, Text } from './fields.js';
import { validateBody, validateQuery, type DtoClass } from './validate.js';

class Inner {
  @Num({ min: 0, max: 1 })
  n: number;
}

class Sample {
  @IsString()
  plain: string;

  @IsOptional()
  @IsInt()
  @Max(3)
  few?: number;

  @Flag({ optional: true })
  flag?: boolean;

  @Text({ max: 3, optional: true, nullable: true })
  text?: string | null;

  @Nested(() => Inner, { optional: true })
  inner?: Inner;

  @NestedList(() => Inner, { max: 2, optional: true })
  list?: Inner[];

  @FreeJson({ optional: true, maxBytes: 40 })
  free?: Record<string, unknown>;

  @Instant({ optional: true })
  at?: string;
}

class Derived extends Sample {
  @Flag()
  more: boolean;
}

function faults(dto: DtoClass, value: unknown): Record<string, string> {
  try {
    validateBody(dto, value);
    return {};
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expect(error.code).toBe('validationFailed');
    return Object.fromEntries((error.details.errors ?? []).map(({ path, message }) => [path, message]));
  }
}

describe('validateBody', () => {
  it('returns an instance with the known fields alone', () => {
    const value = { plain: 'x', few: 3, inner: { n: 1 }, list: [{ n: 0 }], text: null };
    const read = validateBody(Sample, value);
    expect(read).toBeInstanceOf(Sample);
    expect(read.inner).toBeInstanceOf(Inner);
    expect({ ...read, inner: { ...read.inner }, list: read.list?.map((item) => ({ ...item })) }).toEqual(value);
  });

  it('uses any class-validator decorator and its message, without the property name', () => {
    expect(faults(Sample, { plain: 1, few: 4 })).toEqual({
      plain: 'must be a string',
      few: 'must not be greater than 3',
    });
  });

  it('refuses unknown fields, missing fields and null', () => {
    expect(faults(Sample, { extra: 1, few: null })).toEqual({
      extra: 'is not a known field',
      plain: 'is required',
      few: 'must not be null',
    });
    expect(faults(Sample, JSON.parse('{"plain":"x","constructor":1,"toString":2}'))).toEqual({
      constructor: 'is not a known field',
      toString: 'is not a known field',
    });
    expect(faults(Sample, Object.create({ plain: 'inherited' }))).toEqual({ plain: 'is required' });
  });

  it('names nested paths, and tells lists from objects', () => {
    expect(faults(Sample, { plain: '', inner: [], list: {} })).toEqual({
      inner: 'must be an object',
      list: 'must be an array',
    });
    expect(Object.keys(faults(Sample, { plain: '', list: [{ n: 2 }, 7] }))).toEqual(['list.0.n', 'list.1']);
    expect(Object.keys(faults(Sample, { plain: '', list: [{ n: 0 }, { n: 0 }, { n: 0 }] }))).toEqual(['list']);
  });

  it('knows inherited fields', () => {
    expect(Object.keys(faults(Derived, { inner: { n: 3 } }))).toEqual(
      expect.arrayContaining(['plain', 'inner.n', 'more']),
    );
  });

  it('bounds free JSON by bytes and depth', () => {
    expect(faults(Sample, { plain: '', free: { a: 'ü'.repeat(15) } })).toEqual({});
    expect(Object.keys(faults(Sample, { plain: '', free: { a: 'ü'.repeat(17) } }))).toEqual(['free']);
    const deep = JSON.parse(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`) as object;
    expect(Object.keys(faults(Sample, { plain: '', free: deep }))).toEqual(['free']);
    for (const free of [{ 'a\u0000': 1 }, { a: ['\ud800'] }, [], 'x'])
      expect(Object.keys(faults(Sample, { plain: '', free }))).toEqual(['free']);
  });

  it('stops after 50 faults', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`x${i}`, 1]));
    expect(Object.keys(faults(Sample, many))).toHaveLength(50);
  });

  it('is fast: a contact of twelve fields costs less than 250 µs on a busy machine', () => {
    const body = {
      id: 'c',
      channel: 'voice',
      queueId: 'q',
      requirements: [{ skillId: 's', minLevel: 3 }, { skillId: 't' }],
      priority: 1,
      customer: { id: 'C', identities: [{ kind: 'phone', value: '+49' }], value: 0.5 },
      journeyStage: 'use',
      language: 'de',
      correlation: 'x',
      dueAt: '2026-01-01T00:00:00Z',
      attributes: { a: { b: [1, 2] } },
      notifyUrl: 'https://example.com/x',
    };
    for (let i = 0; i < 2_000; i += 1) validateBody(EnqueueDto, body);
    // The processor's time, and the best of five rounds: what else the machine does is not asked for.
    const round = (): number => {
      const start = process.cpuUsage();
      for (let i = 0; i < 1_000; i += 1) validateBody(EnqueueDto, body);
      return process.cpuUsage(start).user / 1_000;
    };
    const microseconds = Math.min(...Array.from({ length: 5 }, round));
    if (process.env.TEST_FIGURES) process.stderr.write(`validateBody: ${microseconds.toFixed(1)} µs\n`);
    expect(microseconds).toBeLessThan(250);
  });
});

describe('validateQuery', () => {
  it('converts text where a number or a boolean is meant, and nothing else', () => {
    expect({ ...validateQuery(Sample, { plain: '7', few: '2', flag: 'true' }) }).toEqual({
      plain: '7',
      few: 2,
      flag: true,
    });
    for (const few of ['', '1e3', ' 1', '0x1', ['1', '2'], 'Infinity'])
      expect(() => validateQuery(Sample, { plain: 'x', few })).toThrow(DomainError);
  });
});

describe('texts and times', () => {
  it('keep what every store keeps', () => {
    for (const text of ['ä\n\t', '😀', '漢字']) expect(isStorableText(text)).toBe(true);
    for (const text of ['\u0000', '\ud83d', '\ude00x', '\u0007', '\u007f']) expect(isStorableText(text)).toBe(false);
  });

  it('are existing moments with a zone', () => {
    for (const text of ['2026-03-02T09:30:00Z', '2026-03-02T09:30:00.123456Z', '2024-02-29T23:59:59+14:00'])
      expect(isInstant(text)).toBe(true);
    for (const text of [
      '2026-03-02',
      '2026-03-02T09:30:00',
      '2026-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-01-01T24:00:00Z',
      '1960-01-01T00:00:00Z',
      5,
      null,
    ]) {
      expect(isInstant(text)).toBe(false);
    }
  });
});
