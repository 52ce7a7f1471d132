import { type CallRecord, type CallType, CALL_TYPES, NO_SERVER } from './records.js';

/** Seconds since local midnight, half open. */
export interface Span {
  from: number;
  to: number;
}

export interface RosterSkill {
  type: CallType;
  /** 1–10: ten times the type's share of what the agent served, at least 1. */
  level: number;
}

/** An agent as the records reveal it for one day. */
export interface RosterAgent {
  /** The published first name in lower case. */
  id: string;
  skills: RosterSkill[];
  /** When the agent was there and could take a call, or was on one. */
  available: Span[];
  /** Recorded services, merged where they overlap. */
  services: Span[];
}

/** A type is a skill of an agent when it is at least this share of what the agent served. */
const SKILL_SHARE = 0.01;

/** Skills per agent name, from all records: what somebody can do does not change from day to day. */
export function skillsOf(records: readonly CallRecord[]): Map<string, RosterSkill[]> {
  const served = new Map<string, Map<CallType, number>>();
  for (const record of records) {
    if (record.outcome !== 'AGENT' || record.server === NO_SERVER) continue;
    const counts = served.get(record.server) ?? new Map<CallType, number>();
    counts.set(record.type, (counts.get(record.type) ?? 0) + 1);
    served.set(record.server, counts);
  }
  const skills = new Map<string, RosterSkill[]>();
  for (const [name, counts] of served) {
    const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
    const known = CALL_TYPES.filter((type) => (counts.get(type) ?? 0) >= SKILL_SHARE * total);
    skills.set(
      name,
      known.map((type) => ({ type, level: Math.max(1, Math.round((10 * (counts.get(type) ?? 0)) / total)) })),
    );
  }
  return skills;
}

/** The agents of one day with their skills and revealed availability, by id. */
export function rosterOf(day: readonly CallRecord[], skills: ReadonlyMap<string, RosterSkill[]>): RosterAgent[] {
  const services = new Map<string, Span[]>();
  for (const record of day) {
    if (record.server === NO_SERVER || record.outcome === 'PHANTOM' || record.serviceExit <= record.serviceStart)
      continue;
    const own = services.get(record.server) ?? [];
    own.push({ from: record.serviceStart, to: record.serviceExit });
    services.set(record.server, own);
  }
  const waiting = day.filter((record) => record.queued && record.outcome !== 'PHANTOM');
  return [...services]
    .map(([name, spans]) => {
      const own = skills.get(name) ?? [];
      const merged = mergeSpans(spans);
      const waits = waiting
        .filter((record) => own.some((skill) => skill.type === record.type))
        .map((record) => ({ from: record.queueStart, to: record.queueExit }));
      return { id: name.toLowerCase(), skills: own, available: revealedAvailability(merged, waits), services: merged };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * When an agent was really there is not recorded. While somebody waited whom they could have served, they did not
 * take them, so in the gap between two services they count as away up to the last second of such a wait, and as
 * there from then on. Before the first and after the last service of the day they are not there.
 */
export function revealedAvailability(services: readonly Span[], waits: readonly Span[]): Span[] {
  const spans: Span[] = [];
  services.forEach((service, index) => {
    spans.push(service);
    const next = services[index + 1];
    if (!next) return;
    let awayUntil = service.to;
    for (const wait of waits) {
      if (wait.from < next.from && wait.to > service.to) awayUntil = Math.max(awayUntil, Math.min(wait.to, next.from));
    }
    if (awayUntil < next.from) spans.push({ from: awayUntil, to: next.from });
  });
  return mergeSpans(spans);
}

/** Sorted, with overlapping and touching spans joined. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

/** The parts of the spans that lie within `window`. */
export function clipSpans(spans: readonly Span[], window: Span): Span[] {
  return spans
    .map((span) => ({ from: Math.max(span.from, window.from), to: Math.min(span.to, window.to) }))
    .filter((span) => span.to > span.from);
}

/** Seconds that the spans cover; they must not overlap. */
export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + span.to - span.from, 0);
}
