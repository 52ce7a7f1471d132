import { eventId, parseEventId, type LogEvent } from '../domain/events.js';
import { WORKSPACE } from '../store/workspace.js';
import type { ProjectorLog } from './projector-log.js';

/** The last event of the position's generation that the log still stands by, found by halving. */
export async function findCut(log: Pick<ProjectorLog, 'eventsAfter'>, position: string): Promise<string | undefined> {
  const { generation, seq } = parseEventId(position) ?? { generation: 0, seq: 0 };
  const stands = async (n: number): Promise<boolean> =>
    ((await log.eventsAfter(eventId(generation, n), 1))?.length ?? 0) > 0;
  let bad = seq;
  let step = 1;
  let good = Math.max(0, seq - 1);
  while (!(await stands(good))) {
    if (good === 0) return undefined;
    bad = good;
    step *= 2;
    good = Math.max(0, good - step);
  }
  while (bad - good > 1) {
    const middle = good + Math.floor((bad - good) / 2);
    if (await stands(middle)) good = middle;
    else bad = middle;
  }
  const next = (await log.eventsAfter(eventId(generation, good), 1))?.[0];
  return next !== undefined && next.generation > generation ? eventId(generation, good) : undefined;
}

/** The id after which the events do not follow without a gap; undefined when they do. */
export function firstGap(position: string, events: readonly LogEvent[]): string | undefined {
  let { generation, seq } = parseEventId(position) ?? { generation: 0, seq: 0 };
  for (const event of events) {
    if (event.seq !== seq + 1 || event.generation < generation) return eventId(generation, seq);
    ({ generation, seq } = event);
  }
  return undefined;
}

/** Statements that record where a generation among the events ended and the next began. */
export function cutStatements(position: string, events: readonly LogEvent[]): string[] {
  const statements: string[] = [];
  let { generation, seq } = parseEventId(position) ?? { generation: 0, seq: 0 };
  for (const event of events) {
    if (event.generation > generation) {
      statements.push(`INSERT INTO generation_cut (workspace, generation, previous_generation, previous_seq, at)
        VALUES ('${WORKSPACE}', ${event.generation}, ${generation}, ${seq}, ${event.at}) ON CONFLICT DO NOTHING`);
    }
    ({ generation, seq } = event);
  }
  return statements;
}
