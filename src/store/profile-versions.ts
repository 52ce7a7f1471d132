import type { RoutingProfile } from '../domain/configuration.js';
import { completedProfile } from './config-reader.js';
import type { Postgres, Run } from './postgres.js';
import { WORKSPACE } from './workspace.js';

/** A routing profile as it once was in force. */
export interface ProfileVersion {
  profile: RoutingProfile;
  at: Date;
  /** Id of the API key that made it. */
  by: string;
  /** What that key is called; undefined for what came with the server. */
  byName?: string;
  note?: string;
}

interface Row {
  body: RoutingProfile;
  at: Date;
  by: string;
  byName: string | null;
  note: string | null;
}

/** Every version that a routing profile ever had, also after it was removed. */
export class ProfileVersions {
  constructor(private readonly postgres: Postgres) {}

  /** Newest first. @param before only versions below this one */
  async list(id: string, limit: number, before?: number): Promise<ProfileVersion[]> {
    return this.read('v.version < coalesce($3::int, 2147483647)', [id, before ?? null], limit);
  }

  /** @param run statements of a transaction of one's own */
  async get(id: string, version: number, run?: Run): Promise<ProfileVersion | undefined> {
    return (await this.read('v.version = $3', [id, version], 1, run))[0];
  }

  private async read(
    which: string,
    of: readonly unknown[],
    limit: number,
    run: Run = this.postgres.run,
  ): Promise<ProfileVersion[]> {
    const { rows } = await run<Row>(
      `SELECT v.body, v.created_at AS at, v.created_by AS by, k.name AS "byName", v.note
       FROM routing_profile_version v LEFT JOIN api_key k ON k.workspace = v.workspace AND k.id = v.created_by
       WHERE v.workspace = $1 AND v.id = $2 AND ${which} ORDER BY v.version DESC LIMIT $4`,
      [WORKSPACE, ...of, limit],
    );
    return rows.map(({ body, at, by, byName, note }) => ({
      profile: completedProfile(body),
      at,
      by,
      byName: byName ?? undefined,
      note: note ?? undefined,
    }));
  }
}
