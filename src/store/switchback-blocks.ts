import type { Postgres, Run } from './postgres.js';
import { WORKSPACE } from './workspace.js';

/** A block of a switchback that began. */
export interface SwitchbackBlock {
  /** From 0. */
  block: number;
  /** Of the two, the one it had. */
  version: number;
  /** The version that was made of it, which decisions name. */
  inForce: number;
  /** Store ms; later than planned where no node was there. */
  begunAt: number;
  /** Queues that had the profile when it began. */
  queues: string[];
}

/** Blocks of switchbacks; none is ever changed. */
export class SwitchbackBlocks {
  constructor(private readonly postgres: Postgres) {}

  /** In their order. */
  list(experimentId: string): Promise<SwitchbackBlock[]> {
    return this.postgres.query<SwitchbackBlock>(
      `SELECT block, version, in_force AS "inForce", begun_at AS "begunAt", queues FROM switchback_block
       WHERE workspace = $1 AND experiment_id = $2 ORDER BY block`,
      [WORKSPACE, experimentId],
    );
  }

  /** @param run statements of the transaction that puts its version in force */
  async add(run: Run, experimentId: string, { block, version, inForce, begunAt, queues }: SwitchbackBlock) {
    await run(
      `INSERT INTO switchback_block (workspace, experiment_id, block, version, in_force, begun_at, queues)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [WORKSPACE, experimentId, block, version, inForce, begunAt, queues],
    );
  }
}
