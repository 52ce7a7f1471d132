import { dayBegin, intervalEdges } from './local-intervals.js';

const BERLIN = 'Europe/Berlin';
const shown = (edges: number[]): string[] => edges.map((at) => new Date(at).toISOString().slice(5, 16));
const edges = (interval: Parameters<typeof intervalEdges>[1], from: string, to: string, zone = BERLIN): string[] =>
  shown(intervalEdges(zone, interval, Date.parse(from), Date.parse(to)));

const LENGTHS = { PT15M: 15, PT30M: 30, PT1H: 60, P1D: 1_440 };

/** Looks at the clock each minute: a cut is where it shows another interval, or one of an hour again; a day but once. */
function plainEdges(zone: string, interval: keyof typeof LENGTHS, from: number, to: number): number[] {
  const clock = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const minutesAt = (at: number): number => Date.parse(`${clock.format(at).replace(' ', 'T')}Z`) / 60_000;
  const length = LENGTHS[interval];
  const cuts = [from];
  let latest = Math.floor(minutesAt(from) / length);
  for (let at = from + 60_000; at < to; at += 60_000) {
    const minutes = minutesAt(at);
    const nth = Math.floor(minutes / length);
    const again = interval !== 'P1D' && minutes % length === 0;
    if (nth > latest || again) cuts.push(at);
    latest = interval === 'P1D' ? Math.max(latest, nth) : nth;
  }
  return [...cuts, to];
}

describe('intervals', () => {
  it('skip what the clock skips when it is set forward', () => {
    expect(edges('PT1H', '2026-03-29T00:00+01:00', '2026-03-29T05:00+02:00')).toEqual([
      '03-28T23:00',
      '03-29T00:00',
      '03-29T01:00',
      '03-29T02:00',
      '03-29T03:00',
    ]);
    expect(edges('P1D', '2026-03-28T00:00+01:00', '2026-03-31T00:00+02:00')).toEqual([
      '03-27T23:00',
      '03-28T23:00',
      '03-29T22:00',
      '03-30T22:00',
    ]);
  });

  it('are two where the clock shows them twice', () => {
    expect(edges('PT30M', '2026-10-25T01:30+02:00', '2026-10-25T03:30+01:00')).toEqual([
      '10-24T23:30',
      '10-25T00:00',
      '10-25T00:30',
      '10-25T01:00',
      '10-25T01:30',
      '10-25T02:00',
      '10-25T02:30',
    ]);
    const day = (interval: 'PT15M' | 'PT1H' | 'P1D'): number =>
      edges(interval, '2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00').length - 1;
    expect([day('PT15M'), day('PT1H'), day('P1D')]).toEqual([100, 25, 1]);
  });

  it('begin and end where they are asked to', () => {
    expect(edges('PT15M', '2026-06-01T10:07:30+02:00', '2026-06-01T10:31+02:00')).toEqual([
      '06-01T08:07',
      '06-01T08:15',
      '06-01T08:30',
      '06-01T08:31',
    ]);
  });

  it('are those of the clock on the wall, minute by minute, in zones with odd changes', () => {
    // Half an hour back and forth; midnight twice, and none; a day that never was.
    for (const [zone, from] of [
      ['Australia/Lord_Howe', '2026-04-04T00:00Z'],
      ['Australia/Lord_Howe', '2026-10-03T00:00Z'],
      ['America/Havana', '2026-10-31T00:00Z'],
      ['America/Havana', '2026-03-07T00:00Z'],
      ['Pacific/Apia', '2011-12-29T00:00Z'],
      ['Asia/Kathmandu', '2026-01-01T00:00Z'],
    ] as const) {
      const start = Date.parse(from) + 7 * 60_000;
      const end = start + 4 * 86_400_000;
      for (const interval of ['PT15M', 'PT30M', 'PT1H', 'P1D'] as const)
        expect([zone, shown(intervalEdges(zone, interval, start, end))]).toEqual([
          zone,
          shown(plainEdges(zone, interval, start, end)),
        ]);
    }
  });

  it('a day begins at its first midnight', () => {
    expect(new Date(dayBegin(BERLIN, Date.parse('2026-10-25T12:00Z'))).toISOString()).toBe('2026-10-24T22:00:00.000Z');
  });
});
