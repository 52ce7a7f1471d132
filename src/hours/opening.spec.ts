import type { DaySpan, HoursConfig, Weekday } from '../domain/configuration.js';
import { isTimeZone } from './local-time.js';
import { currentOpening, LOOK_AHEAD_DAYS, openingAt } from './opening.js';

const EVERY_DAY: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function hours(timezone: string, weekly: [Weekday[], string, string][], exceptions: [string, DaySpan[]][] = []) {
  return {
    id: 'h',
    timezone,
    weekly: weekly.map(([days, from, to]) => ({ days, from, to })),
    exceptions: exceptions.map(([date, open]) => ({ date, open })),
  } satisfies HoursConfig;
}

/** The answer with its times as ISO without milliseconds. */
function at(config: HoursConfig, time: string): string {
  const opening = openingAt(config, Date.parse(time));
  const next = opening.open ? opening.closesAt : opening.opensAt;
  return `${opening.open ? 'open' : 'closed'} until ${next === undefined ? 'ever' : new Date(next).toISOString().slice(0, 16)}`;
}

describe('opening hours', () => {
  const office = hours('Europe/Berlin', [[['mon', 'tue', 'wed', 'thu', 'fri'], '08:00', '18:00']]);

  it('open at `from` and close at `to`, by the local clock', () => {
    expect(at(office, '2026-01-14T06:59:59.999Z')).toBe('closed until 2026-01-14T07:00');
    expect(at(office, '2026-01-14T07:00:00Z')).toBe('open until 2026-01-14T17:00');
    expect(at(office, '2026-01-14T16:59:59.999Z')).toBe('open until 2026-01-14T17:00');
    expect(at(office, '2026-01-14T17:00:00Z')).toBe('closed until 2026-01-15T07:00');
    expect(at(office, '2026-01-16T17:00:00Z')).toBe('closed until 2026-01-19T07:00');
  });

  it('take the day of the zone, not of the server', () => {
    const auckland = hours('Pacific/Auckland', [[['mon'], '08:00', '09:00']]);
    expect(at(auckland, '2026-06-14T20:30:00Z')).toBe('open until 2026-06-14T21:00');
    const honolulu = hours('Pacific/Honolulu', [[['mon'], '20:00', '21:00']]);
    expect(at(honolulu, '2026-06-16T06:30:00Z')).toBe('open until 2026-06-16T07:00');
  });

  it('join spans that touch or overlap, also over midnight', () => {
    const night = hours('Europe/Berlin', [
      [['mon'], '22:00', '24:00'],
      [['tue'], '00:00', '06:00'],
      [['tue'], '05:00', '07:00'],
    ]);
    expect(at(night, '2026-01-12T21:30:00Z')).toBe('open until 2026-01-13T06:00');
    expect(at(night, '2026-01-12T23:30:00Z')).toBe('open until 2026-01-13T06:00');
    expect(at(night, '2026-01-13T06:00:00Z')).toBe('closed until 2026-01-19T21:00');
  });

  it('let an exception stand instead of all of the week’s spans', () => {
    const config = hours(
      'Europe/Berlin',
      [[EVERY_DAY, '08:00', '18:00']],
      [
        ['2026-12-24', [{ from: '09:00', to: '12:00' }]],
        ['2026-12-25', []],
        ['2026-12-26', []],
      ],
    );
    expect(at(config, '2026-12-24T07:30:00Z')).toBe('closed until 2026-12-24T08:00');
    expect(at(config, '2026-12-24T11:00:00Z')).toBe('closed until 2026-12-27T07:00');
    expect(at(config, '2026-12-25T10:00:00Z')).toBe('closed until 2026-12-27T07:00');
    const onceOpen = hours('UTC', [], [['2026-03-01', [{ from: '10:00', to: '11:00' }]]]);
    expect(at(onceOpen, '2026-01-01T00:00:00Z')).toBe('closed until 2026-03-01T10:00');
    expect(at(onceOpen, '2026-03-01T11:00:00Z')).toBe('closed until ever');
  });

  it('never open without an opening, and never close without a gap', () => {
    expect(at(hours('Europe/Berlin', []), '2026-01-01T00:00:00Z')).toBe('closed until ever');
    const always = hours('Europe/Berlin', [[EVERY_DAY, '00:00', '24:00']]);
    for (const time of ['2026-03-29T00:59:00Z', '2026-03-29T01:00:00Z', '2026-10-25T00:30:00Z', '2026-12-31T23:00:00Z'])
      expect(at(always, time)).toBe('open until ever');
    const pause = hours('Europe/Berlin', [[EVERY_DAY, '00:00', '24:00']], [['2026-05-01', []]]);
    expect(at(pause, '2026-01-01T12:00:00Z')).toBe('open until 2026-04-30T22:00');
    expect(at(pause, '2026-05-01T12:00:00Z')).toBe('closed until 2026-05-01T22:00');
  });

  it('look ahead so many days and no further', () => {
    const exception = (days: number): HoursConfig =>
      hours('UTC', [], [[new Date(days * 86_400_000).toISOString().slice(0, 10), [{ from: '01:00', to: '02:00' }]]]);
    expect(openingAt(exception(LOOK_AHEAD_DAYS), 0).open).toBe(false);
    expect(openingAt(exception(LOOK_AHEAD_DAYS), 0)).toHaveProperty('opensAt');
    expect(openingAt(exception(LOOK_AHEAD_DAYS + 1), 0)).toEqual({ open: false });
  });

  it('know the leap day', () => {
    const leap = hours(
      'Europe/Berlin',
      [[['tue'], '08:00', '09:00']],
      [['2028-02-29', [{ from: '10:00', to: '11:00' }]]],
    );
    expect(at(leap, '2028-02-28T12:00:00Z')).toBe('closed until 2028-02-29T09:00');
    expect(at(leap, '2028-02-29T09:30:00Z')).toBe('open until 2028-02-29T10:00');
    const march = hours('Europe/Berlin', [], [['2028-03-01', [{ from: '00:00', to: '01:00' }]]]);
    expect(at(march, '2028-02-28T23:00:00Z')).toBe('closed until 2028-02-29T23:00');
  });
});

describe('changes of daylight-saving time', () => {
  it('move office hours with the local clock', () => {
    const berlin = hours('Europe/Berlin', [[EVERY_DAY, '08:00', '18:00']]);
    expect(at(berlin, '2026-03-28T20:00:00Z')).toBe('closed until 2026-03-29T06:00');
    expect(at(berlin, '2026-10-24T20:00:00Z')).toBe('closed until 2026-10-25T07:00');
    const york = hours('America/New_York', [[EVERY_DAY, '08:00', '18:00']]);
    expect(at(york, '2026-03-07T23:30:00Z')).toBe('closed until 2026-03-08T12:00');
    expect(at(york, '2026-10-31T23:30:00Z')).toBe('closed until 2026-11-01T13:00');
  });

  it('make an opening over the change an hour shorter or longer', () => {
    const berlin = hours('Europe/Berlin', [[['sun'], '00:00', '06:00']]);
    expect(at(berlin, '2026-03-28T23:00:00Z')).toBe('open until 2026-03-29T04:00');
    expect(at(berlin, '2026-10-24T22:00:00Z')).toBe('open until 2026-10-25T05:00');
    const york = hours('America/New_York', [[['sun'], '00:00', '06:00']]);
    expect(at(york, '2026-03-08T05:00:00Z')).toBe('open until 2026-03-08T10:00');
    expect(at(york, '2026-11-01T04:00:00Z')).toBe('open until 2026-11-01T11:00');
  });

  it('open at the change what was to open in the skipped hour, and skip what lies in it alone', () => {
    const begins = hours('Europe/Berlin', [[['sun'], '02:30', '05:00']]);
    expect(at(begins, '2026-03-29T00:59:00Z')).toBe('closed until 2026-03-29T01:00');
    expect(at(begins, '2026-03-29T01:00:00Z')).toBe('open until 2026-03-29T03:00');
    const ends = hours('America/New_York', [[['sun'], '01:00', '02:30']]);
    expect(at(ends, '2026-03-08T06:30:00Z')).toBe('open until 2026-03-08T07:00');
    const within = hours('Europe/Berlin', [[['sun'], '02:10', '02:50']]);
    expect(at(within, '2026-03-29T00:59:00Z')).toBe('closed until 2026-04-05T00:10');
  });

  it('open what lies in the repeated hour from its first beginning to its last end', () => {
    const berlin = hours('Europe/Berlin', [[['sun'], '02:15', '02:45']]);
    expect(at(berlin, '2026-10-25T00:00:00Z')).toBe('closed until 2026-10-25T00:15');
    expect(at(berlin, '2026-10-25T00:50:00Z')).toBe('open until 2026-10-25T01:45');
    const york = hours('America/New_York', [[['sun'], '01:15', '01:45']]);
    expect(at(york, '2026-11-01T05:00:00Z')).toBe('closed until 2026-11-01T05:15');
    expect(at(york, '2026-11-01T05:15:00Z')).toBe('open until 2026-11-01T06:45');
  });

  it('may be of half an hour', () => {
    const lordHowe = hours('Australia/Lord_Howe', [[['sun'], '01:00', '04:00']]);
    // Forward at 02:00 (+10:30) to 02:30 (+11), back at 02:00 (+11) to 01:30 (+10:30).
    expect(at(lordHowe, '2026-10-03T14:30:00Z')).toBe('open until 2026-10-03T17:00');
    expect(at(lordHowe, '2026-04-04T14:00:00Z')).toBe('open until 2026-04-04T17:30');
    const skipped = hours('Australia/Lord_Howe', [[['sun'], '02:10', '02:40']]);
    expect(at(skipped, '2026-10-03T15:00:00Z')).toBe('closed until 2026-10-03T15:30');
    expect(at(skipped, '2026-10-03T15:30:00Z')).toBe('open until 2026-10-03T15:40');
  });

  it('may come at midnight, so that one comes twice or not at all', () => {
    // Cuba sets its clocks back at 01:00 to 00:00, and forward at 00:00 to 01:00.
    const havana = hours('America/Havana', [[['sat'], '22:00', '24:00']]);
    expect(at(havana, '2026-11-01T04:30:00Z')).toBe('open until 2026-11-01T05:00');
    const morning = hours('America/Havana', [[['sun'], '00:00', '02:00']]);
    expect(at(morning, '2026-03-08T04:00:00Z')).toBe('closed until 2026-03-08T05:00');
    expect(at(morning, '2026-03-08T05:00:00Z')).toBe('open until 2026-03-08T06:00');
    // Samoa had no 30 December 2011.
    const apia = hours('Pacific/Apia', [[['thu', 'fri', 'sat'], '09:00', '10:00']]);
    expect(at(apia, '2011-12-29T20:30:00Z')).toBe('closed until 2011-12-30T19:00');
  });
});

describe('the answer that is kept', () => {
  it('is the same as one made anew, every three hours of a year, forwards and back', () => {
    const config = hours(
      'Australia/Lord_Howe',
      [
        [EVERY_DAY, '01:40', '12:00'],
        [['sat', 'sun'], '11:00', '24:00'],
        [['mon'], '00:00', '00:30'],
      ],
      [['2026-12-25', []]],
    );
    const times = Array.from({ length: 366 * 8 }, (_, n) => Date.UTC(2026, 0, 1) + n * 10_800_000 + (n % 4) * 900_000);
    for (const time of [...times, ...times.slice(0, 500).reverse()]) {
      const { open } = currentOpening(config, time);
      expect([time, open]).toEqual([time, openingAt(config, time).open]);
    }
  });
});

describe('a time zone', () => {
  it.each(['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+5', 'europe/berlin'])('is %s', (name) =>
    expect(isTimeZone(name)).toBe(true),
  );
  it.each(['', '+02:00', 'Z', 'Berlin', 'Europe/Nowhere', '2026-01-01T00:00Z', 'Europe/Berlin[x]', 'a'.repeat(65)])(
    'is not %j',
    (name) => expect(isTimeZone(name)).toBe(false),
  );
});
