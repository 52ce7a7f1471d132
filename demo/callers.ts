import { draw, pick } from './draw.js';
import { kaplanMeier, patienceBeyond, type SurvivalCurve } from './kaplan-meier.js';
import { callKey, type CallRecord, type CallType, CALL_TYPES, NO_SERVER, rowKind } from './records.js';

export type RecordPriority = 0 | 1 | 2;

/** What happened to a caller in one column. */
export interface Outcome {
  answered: boolean;
  /** Seconds from the arrival to the answer or to giving up. */
  waitSeconds: number;
  agentId?: string;
}

/** A caller of the replayed hours, the same in every column. */
export interface Caller {
  /** Line, call id and date. */
  key: string;
  type: CallType;
  /** As recorded: 0 also for who was never identified. Figures by priority are grouped by this. */
  priority: RecordPriority;
  /** Whether they stood in the bank's queue. */
  queued: boolean;
  /** Seconds since local midnight; the record's whole second and a drawn fraction, so that no two moments are one. */
  arrival: number;
  serviceSeconds: number;
  patienceSeconds: number;
  /** 1 for a priority customer, else 0: what the routing is told. */
  customerValue: 0 | 1;
  /** False for who was already waiting when the hours began: they take part, but no figure counts them. */
  counted: boolean;
  recorded: Outcome;
}

/** What the records tell about callers in general: for what a single row does not tell. */
export interface Estimates {
  /** Of who queued, by recorded priority: priority 0 gives up far earlier than 1, and 1 earlier than 2. */
  patience: Record<RecordPriority, SurvivalCurve>;
  /** Of who was answered at once and so never identified, by type. */
  patienceByType: Record<CallType, SurvivalCurve>;
  /** Known service times per type, ascending. */
  services: Record<CallType, number[]>;
  /** Recorded priorities of who queued, per type, sorted. */
  priorities: Record<CallType, RecordPriority[]>;
  /** Cap for a patience beyond every recorded wait, seconds. */
  longestWait: number;
}

/** Days on which a fault of the switch made callers hang up: no estimate uses them. */
export const FAULTY_DAYS: readonly string[] = ['990203', '990221'];

/** Patience per class by Kaplan–Meier, service times and priorities per type, over all days without a known fault. */
export function estimate(records: readonly CallRecord[]): Estimates {
  const usable = records.filter((record) => !FAULTY_DAYS.includes(record.date) && rowKind(record) === 'call');
  const queued = usable.filter((record) => record.queued);
  const patienceOf = (chosen: (record: CallRecord) => boolean): SurvivalCurve =>
    kaplanMeier(
      queued.filter(chosen).map((record) => ({ seconds: record.queueSeconds, left: record.outcome === 'HANG' })),
    );
  const byPriority = (priority: RecordPriority): SurvivalCurve => patienceOf((record) => record.priority === priority);
  return {
    patience: { 0: byPriority(0), 1: byPriority(1), 2: byPriority(2) },
    patienceByType: perType((type) => patienceOf((record) => record.type === type)),
    services: perType((type) =>
      usable
        .filter((record) => record.type === type && ownService(record) !== undefined)
        .map((record) => record.serviceSeconds)
        .sort((a, b) => a - b),
    ),
    priorities: perType((type) =>
      queued
        .filter((record) => record.type === type)
        .map((record) => record.priority)
        .sort((a, b) => a - b),
    ),
    longestWait: queued.reduce((longest, record) => Math.max(longest, record.queueSeconds), 0),
  };
}

function perType<T>(of: (type: CallType) => T): Record<CallType, T> {
  return Object.fromEntries(CALL_TYPES.map((type) => [type, of(type)])) as Record<CallType, T>;
}

/** The call's own service time; undefined where none is recorded, or one of a caller who hung up. */
function ownService(record: CallRecord): number | undefined {
  const known = record.outcome === 'AGENT' && record.server !== NO_SERVER && record.serviceSeconds > 0;
  return known ? record.serviceSeconds : undefined;
}

/** Makes the caller of one record; every draw depends on the seed and the call's key alone. */
export function callerOf(record: CallRecord, estimates: Estimates, seed: number, counted: boolean): Caller {
  const key = callKey(record);
  const priority = routedPriority(record, estimates, seed, key);
  const answered = record.outcome === 'AGENT';
  return {
    key,
    type: record.type,
    priority: record.priority,
    queued: record.queued,
    arrival: record.vruExit + draw(seed, key, 'fraction'),
    serviceSeconds: ownService(record) ?? pick(estimates.services[record.type], draw(seed, key, 'service')) ?? 120,
    patienceSeconds: answered ? drawnPatience(record, estimates, seed, key) : record.queueSeconds,
    customerValue: priority === 2 ? 1 : 0,
    counted,
    recorded: {
      answered,
      waitSeconds: record.queueSeconds,
      ...(answered ? { agentId: record.server.toLowerCase() } : {}),
    },
  };
}

/**
 * Who did not wait was not identified and stands in the record with priority 0. Here they may have to wait, and would
 * be identified then: their priority is drawn from those of the same type who queued.
 */
function routedPriority(record: CallRecord, estimates: Estimates, seed: number, key: string): RecordPriority {
  if (record.queued) return record.priority;
  return pick(estimates.priorities[record.type], draw(seed, key, 'priority')) ?? record.priority;
}

/** Longer than what was waited in the record, by the curve of the caller's class. */
function drawnPatience(record: CallRecord, estimates: Estimates, seed: number, key: string): number {
  const curve = record.queued ? estimates.patience[record.priority] : estimates.patienceByType[record.type];
  const drawn = patienceBeyond(curve, record.queueSeconds, draw(seed, key, 'patience'));
  return drawn ?? Math.max(estimates.longestWait, record.queueSeconds);
}
