import { INTERVALS, type Interval } from '../../../hours/local-intervals.js';
import { Formed, Instant, OneOf } from '../../fields.js';

const NAMES = /^[A-Za-z]{1,20}(,[A-Za-z]{1,20}){0,3}$/;

/** What a report is wanted of. */
export class ReportQuery {
  @Instant({ optional: true, description: 'Left out: the beginning of the day of `to`. At most 366 days before it' })
  from?: string;

  @Instant({
    optional: true,
    example: '2026-03-03T00:00:00.000Z',
    description: 'Left out: now. What happens at this moment is not told any more',
  })
  to?: string;

  @OneOf(INTERVALS, {
    optional: true,
    default: 'P1D',
    description: 'Cut as the clock on the wall of the workspace’s time zone shows it',
  })
  interval?: Interval;

  @Formed(
    {
      pattern: NAMES,
      message: 'must be names of columns, divided by commas',
      valid: (value) => typeof value === 'string' && NAMES.test(value),
    },
    {
      optional: true,
      example: 'channel',
      description:
        'What rows are told apart by besides intervals; `none`: nothing. What each report knows stands there',
    },
  )
  groupBy?: string;

  @OneOf(['json', 'csv'], { optional: true, default: 'json' })
  format?: 'json' | 'csv';
}
