import type { Caller, Outcome } from './callers.js';
import { TARGET_SECONDS } from './center.js';
import type { Replay } from './reference.js';
import { clipSpans, lengthOf, mergeSpans, type RosterAgent } from './roster.js';
import type { World } from './world.js';

/** Figures of one group of callers. Shares are 0–1; undefined shares and means of nobody are null. */
export interface GroupFigures {
  offered: number;
  answered: number;
  abandoned: number;
  /** Answered within 20 of the bank's seconds ÷ offered, short abandons included. */
  sl20OfOffered: number | null;
  /** Mean wait of the answered. */
  asaSeconds: number | null;
}

export interface ColumnFigures {
  total: GroupFigures;
  byType: Record<string, GroupFigures>;
  /** Of those who queued at the bank: nobody else was identified. */
  byPriority: Record<string, GroupFigures>;
}

/** A column with what is shown but not part of the one object. */
export interface Column extends ColumnFigures {
  byQueued: Record<string, GroupFigures>;
  /** Handling ÷ (handling + idle while there), per agent. */
  occupancy: Record<string, number>;
}

/** Figures of the counted callers. The groups come from the record, so they hold the same callers in every column. */
export function columnOf(world: World, replay: Replay): Column {
  const counted = world.callers.filter((caller) => caller.counted);
  const groups = (of: (caller: Caller) => string | undefined): Record<string, GroupFigures> => {
    const members = new Map<string, Caller[]>();
    for (const caller of counted) {
      const name = of(caller);
      if (name !== undefined) members.set(name, [...(members.get(name) ?? []), caller]);
    }
    return Object.fromEntries(
      [...members]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, callers]) => [name, figuresOf(callers, replay.outcomes)]),
    );
  };
  return {
    total: figuresOf(counted, replay.outcomes),
    byType: groups((caller) => caller.type),
    byPriority: groups((caller) => (caller.queued ? String(caller.priority) : undefined)),
    byQueued: groups((caller) => (caller.queued ? 'queued' : 'notQueued')),
    occupancy: Object.fromEntries(world.agents.map((agent) => [agent.id, occupancyOf(agent, replay, world)])),
  };
}

export function figuresOf(callers: readonly Caller[], outcomes: ReadonlyMap<string, Outcome>): GroupFigures {
  const waits: number[] = [];
  let abandoned = 0;
  for (const caller of callers) {
    const outcome = outcomes.get(caller.key);
    if (outcome?.answered) waits.push(wholeSeconds(caller.arrival, outcome.waitSeconds));
    else if (outcome) abandoned++;
  }
  const inTime = waits.filter((seconds) => seconds <= TARGET_SECONDS).length;
  return {
    offered: callers.length,
    answered: waits.length,
    abandoned,
    sl20OfOffered: callers.length > 0 ? inTime / callers.length : null,
    asaSeconds: waits.length > 0 ? waits.reduce((sum, seconds) => sum + seconds, 0) / waits.length : null,
  };
}

/** A wait as the bank's record counts it: from one whole second of the day to another. */
export function wholeSeconds(arrival: number, waitSeconds: number): number {
  return Math.floor(arrival + waitSeconds + FLOAT_DUST) - Math.floor(arrival);
}

const FLOAT_DUST = 1e-6;

function occupancyOf(agent: RosterAgent, replay: Replay, world: World): number {
  const handling = mergeSpans(clipSpans(replay.handling.get(agent.id) ?? [], world.hours));
  const there = mergeSpans([...clipSpans(agent.available, world.hours), ...handling]);
  return lengthOf(there) > 0 ? lengthOf(handling) / lengthOf(there) : 0;
}

/** The bank's own column, from the record. */
export function recordedReplay(world: World): Replay {
  const handling = world.agents.map((agent) => {
    const spans = agent.services.map((service) => ({ from: service.from, to: service.to + world.betweenCallsSeconds }));
    return [agent.id, mergeSpans(spans)] as const;
  });
  return {
    outcomes: new Map(world.callers.map((caller) => [caller.key, caller.recorded])),
    handling: new Map(handling),
  };
}
