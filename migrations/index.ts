import type { MigrationInterface } from 'typeorm';
import { Initial1764000000000 } from './1764000000000-initial.js';
import { Seed1764000000001 } from './1764000000001-seed.js';
import { AppendOnlyHistory1764000000002 } from './1764000000002-append-only-history.js';
import { RulesOfWork1764000000003 } from './1764000000003-rules-of-work.js';
import { Webhooks1764000000004 } from './1764000000004-webhooks.js';
import { CallbackFigures1764000000012 } from './1764000000012-callback-figures.js';
import { ProfileNotes1764000000013 } from './1764000000013-profile-notes.js';
import { ConfigAudit1764000000014 } from './1764000000014-config-audit.js';
import { Hooks1764000000020 } from './1764000000020-hooks.js';
import { ReportIndexes1764000000030 } from './1764000000030-report-indexes.js';
import { ProfilePlans1764000000040 } from './1764000000040-profile-plans.js';
import { Alerts1764000000050 } from './1764000000050-alerts.js';
import { IntervalTables1764000000060 } from './1764000000060-interval-tables.js';
import { Acts1764000000070 } from './1764000000070-acts.js';
import { FirstContactsOfQueues1764000000080 } from './1764000000080-first-contacts-of-queues.js';
import { IntervalTotals1764000000081 } from './1764000000081-interval-totals.js';
import { MoreSumsOfDays1764000000082 } from './1764000000082-more-sums-of-days.js';
import { TotalsOfHalfHours1764000000083 } from './1764000000083-totals-of-half-hours.js';
import { TotalsByQueueAndChannel1764000000084 } from './1764000000084-totals-by-queue-and-channel.js';

/** In the order in which they run. A released migration is never edited. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [
  Initial1764000000000,
  Seed1764000000001,
  AppendOnlyHistory1764000000002,
  RulesOfWork1764000000003,
  Webhooks1764000000004,
  CallbackFigures1764000000012,
  ProfileNotes1764000000013,
  ConfigAudit1764000000014,
  Hooks1764000000020,
  ReportIndexes1764000000030,
  ProfilePlans1764000000040,
  Alerts1764000000050,
  IntervalTables1764000000060,
  Acts1764000000070,
  FirstContactsOfQueues1764000000080,
  IntervalTotals1764000000081,
  MoreSumsOfDays1764000000082,
  TotalsOfHalfHours1764000000083,
  TotalsByQueueAndChannel1764000000084,
];
