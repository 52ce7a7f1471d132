import { iso } from '../domain/iso.js';
import type { Switchback, SwitchbackEnd } from '../domain/profile-plan.js';
import type { SwitchbackBlock } from '../store/switchback-blocks.js';
import type { Comparison, ComparedFigure } from './switchback-comparison.js';
import type { Window, WindowFigures } from './switchback-figures.js';
import { blocksPlanned, plannedBlock, SETTLING_MINUTES, SETTLING_MS } from './switchback-plan.js';

/** A block that begins later than this after its time is left out of the comparison, ms. */
const LATE_MS = 60_000;

/** Why a block is not compared. `partnerLeftOut`: the other block of its pair is not. */
export const LEFT_OUT = ['notOver', 'cutShort', 'beganLate', 'stillWaiting', 'partnerLeftOut'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

export interface SwitchbackDefinition {
  profileId: string;
  experimentId: string;
  state: 'running' | 'ended';
  ended?: SwitchbackEnd;
  versions: readonly [number, number];
  blockMinutes: number;
  settlingMinutes: number;
  beginsAt: string;
  until: string;
  endedAt?: string;
  seed: number;
  /** In force before it began, and after it ended. */
  versionBefore: number;
  blocksPlanned: number;
  by: { keyId: string };
}

export interface BlockView {
  /** From 1. */
  block: number;
  /** Of the two, the one it has. */
  version: number;
  /** The version that was made of it, which decisions name. */
  inForceVersion: number;
  /** When it came into force. */
  from: string;
  /** When its time is, or was, over. */
  to: string;
  /** Null: it was too short. */
  figures: WindowFigures | null;
  compared: boolean;
  leftOut?: LeftOut;
}

export interface SwitchbackView extends SwitchbackDefinition {
  blocks: BlockView[];
  comparison: { blocks: number } & Record<ComparedFigure, Comparison>;
}

export function definitionOf(switchback: Switchback): SwitchbackDefinition {
  const { id, experimentId, versions, blockMinutes, beginsAt, until, seed, before, by, ended, endedAt } = switchback;
  return {
    profileId: id,
    experimentId,
    state: ended === undefined ? 'running' : 'ended',
    ...(ended !== undefined && { ended }),
    versions,
    blockMinutes,
    settlingMinutes: SETTLING_MINUTES,
    beginsAt,
    until,
    ...(endedAt !== undefined && { endedAt }),
    seed,
    versionBefore: before,
    blocksPlanned: blocksPlanned(switchback),
    by: { keyId: by },
  };
}

/** A block with who is counted in it, and what can be said against comparing it before its figures are known. */
export interface JudgedBlock extends SwitchbackBlock {
  to: number;
  /** Undefined: nobody is counted. */
  window?: Window;
  against?: LeftOut;
}

/** @param now store ms */
export function judge(switchback: Switchback, blocks: readonly SwitchbackBlock[], now: number): JudgedBlock[] {
  const end = switchback.endedAt === undefined ? Infinity : Date.parse(switchback.endedAt);
  return blocks.map((block) => {
    const plan = plannedBlock(switchback, block.block);
    const to = Math.min(plan.to, end);
    const from = block.begunAt + SETTLING_MS;
    return {
      ...block,
      to,
      window: from < to ? { from, to, queues: block.queues } : undefined,
      against: againstIt(block, plan, to, now),
    };
  });
}

function againstIt(
  { begunAt }: SwitchbackBlock,
  plan: ReturnType<typeof plannedBlock>,
  to: number,
  now: number,
): LeftOut | undefined {
  if (now < to) return 'notOver';
  if (!plan.whole || to < plan.to) return 'cutShort';
  return begunAt > plan.from + LATE_MS ? 'beganLate' : undefined;
}

/** The blocks as they are told, with those that are compared: whole pairs, nobody of whom still waits. */
export function tell(
  blocks: readonly JudgedBlock[],
  figures: ReadonlyMap<number, WindowFigures>,
): { blocks: BlockView[]; pairs: [BlockView, BlockView][] } {
  const told = new Map(
    blocks.map(({ block, version, inForce, begunAt, to, against }): [number, BlockView] => {
      const own = figures.get(block) ?? null;
      const leftOut = against ?? (own === null ? 'cutShort' : own.open > 0 ? 'stillWaiting' : undefined);
      const view = {
        block: block + 1,
        version,
        inForceVersion: inForce,
        from: iso(begunAt),
        to: iso(to),
        figures: own,
      };
      return [block, { ...view, compared: leftOut === undefined, ...(leftOut !== undefined && { leftOut }) }];
    }),
  );
  const pairs: [BlockView, BlockView][] = [];
  for (const [block, view] of told) {
    const partner = told.get(block % 2 === 0 ? block + 1 : block - 1);
    if (view.leftOut !== undefined) continue;
    if (partner === undefined || (partner.leftOut !== undefined && partner.leftOut !== 'partnerLeftOut')) {
      view.compared = false;
      view.leftOut = 'partnerLeftOut';
    } else if (block % 2 === 0) pairs.push([view, partner]);
  }
  return { blocks: [...told.values()], pairs };
}
