import { parseEventId, type LogEvent } from '../domain/events.js';
import { nextTurn } from '../domain/next-turn.js';
import type { Postgres, Run } from '../store/postgres.js';
import type { Script } from '../store/script.js';
import { WORKSPACE } from '../store/workspace.js';
import { botsOf } from './intervals/interval-fill.js';
import { staleStatements } from './intervals/stale-days.js';
import { cutStatements } from './log-continuity.js';
import { knownDraft, type KnownContact } from './projection/contact-draft.js';
import { archiveCopy, outcomeScript } from './projection/outcome-script.js';
import { Projection } from './projection/projection.js';
import type { AgentRow } from './projection/rows.js';
import { dropVoid } from './projection/void-events.js';

/** Another node moved the position first: its batch counts, ours is rolled back. */
export class Overtaken extends Error {}

/** Contacts and agents remembered between batches; some 3 KB each. Those beyond are read again when they come up. */
const MOST_REMEMBERED = 20_000;
/** Events that are turned into rows in one go, a millisecond or so: where this is the main thread, offers wait so long. */
const SLICE = 64;
/** Division by zero: how the compare-and-set says that it found no row. */
const NOT_SET = '22012';

/** Events that follow a position without a gap, turned into what writes them. */
export interface Batch {
  events: readonly LogEvent[];
  script: Script;
}

/**
 * Writes the archive and the history, each time in one transaction that compares-and-sets the position. What it
 * remembers of contacts and agents is true at the position `at`, which the last batch that it prepared leads to;
 * anything else (another node's move, an error, an unknown outcome) forgets it, so that the tables are read again.
 */
export class ArchiveWriter {
  private bots: { revision: number; ids: ReadonlySet<string> } = { revision: -1, ids: new Set() };
  private projection = this.newProjection();
  private at: string | undefined;

  constructor(private readonly postgres: Postgres) {}

  /** Prepares and writes. @throws as these */
  async append(from: string, events: readonly LogEvent[]): Promise<void> {
    await this.write(await this.prepare(from, events));
  }

  /**
   * Turns events, at least one, that follow `from` without a gap into rows. Batches are written in the order in which
   * they were prepared; once one was not, those after it are void: their compare-and-set finds another position.
   * @param before settles when what leads to `from` was written, if that may still be under way; rejects if it was not
   * @throws Overtaken, DomainError `storeUnavailable`
   */
  async prepare(
    from: string,
    events: readonly LogEvent[],
    before: Promise<unknown> = Promise.resolve(),
  ): Promise<Batch> {
    const projection = this.projectionAt(from);
    this.at = undefined;
    await this.learn(projection, from, events, before);
    await this.learnBots();
    for (const [i, event] of events.entries()) {
      if (i % SLICE === 0) await nextTurn();
      projection.add(event);
    }
    const last = events[events.length - 1] as LogEvent;
    const { statements, copies } = await outcomeScript(projection);
    const script = {
      statements: [
        compareAndSet(from, last.id),
        ...cutStatements(from, events),
        ...statements,
        ...projection.facts.statements(),
        ...staleStatements(projection.facts.quarters(), last.at),
      ],
      copies: [archiveCopy(events), ...copies],
    };
    projection.settle(MOST_REMEMBERED);
    this.at = last.id;
    return { events, script };
  }

  /** @throws Overtaken, DomainError `storeUnavailable`, `outcomeUnknown`; then nothing is remembered */
  async write({ script }: Batch): Promise<void> {
    try {
      await this.postgres.script(script);
    } catch (error) {
      this.forget();
      throw (error as { code?: unknown }).code === NOT_SET ? new Overtaken() : error;
    }
  }

  /** Goes back to `cut`: what was copied beyond it never counted. @throws as `append` */
  async goBack(from: string, cut: string): Promise<void> {
    this.forget();
    await this.postgres.transaction(async (run, script) => {
      await move(run, from, cut);
      await dropVoid(run, script, cut, from);
    });
  }

  /** Goes on before `first`, the beginning of another history. @throws as `append` */
  async beginAnew(from: string, to: string, first: LogEvent): Promise<void> {
    this.forget();
    await this.postgres.transaction(async (run) => {
      await move(run, from, to);
      for (const statement of cutStatements(from, [first])) await run(statement);
    });
  }

  forget(): void {
    this.at = undefined;
  }

  private projectionAt(position: string): Projection {
    if (this.at !== position) this.projection = this.newProjection();
    return this.projection;
  }

  private newProjection(): Projection {
    return new Projection((agentId) => this.bots.ids.has(agentId));
  }

  /** Who is a bot: read again when the configuration has changed. */
  private async learnBots(): Promise<void> {
    const { rows } = await this.postgres.run<{ revision: number }>(
      'SELECT revision FROM config_revision WHERE workspace = $1',
      [WORKSPACE],
    );
    const revision = rows[0]?.revision ?? 0;
    if (revision === this.bots.revision) return;
    this.bots = { revision, ids: new Set(await botsOf(this.postgres.run)) };
  }

  /** Reads whom the projection does not know, as of the position: one snapshot holds both. */
  private async learn(
    projection: Projection,
    position: string,
    events: readonly LogEvent[],
    before: Promise<unknown>,
  ): Promise<void> {
    const { contacts, agents } = projection.unknown(events);
    if (contacts.length === 0 && agents.length === 0) return;
    await before;
    await this.postgres.transaction(async (run) => {
      const { rows } = await run<{ at: string }>(
        `SELECT generation || '.' || seq AS at FROM projector_position WHERE workspace = $1`,
        [WORKSPACE],
      );
      if (rows[0]?.at !== position) throw new Overtaken();
      const known = await run<KnownContact>(
        `SELECT id, fields, spec, pending FROM live_contact WHERE workspace = $1 AND id = ANY($2)
         UNION ALL
         SELECT id, fields, spec, NULL FROM contact WHERE workspace = $1 AND id = ANY($2)`,
        [WORKSPACE, contacts],
      );
      for (const row of known.rows) projection.contacts.learn(knownDraft(row));
      const states = await run<AgentRow>(
        `SELECT agent_id, fields, interval_id, since, told_at FROM agent_state WHERE workspace = $1 AND agent_id = ANY($2)`,
        [WORKSPACE, agents],
      );
      for (const row of states.rows) projection.agents.learn(row);
    }, 'REPEATABLE READ');
  }
}

function compareAndSet(from: string, to: string): string {
  const [old, next] = [parseEventId(from), parseEventId(to)];
  if (old === undefined || next === undefined) throw new Error('not a position');
  return `WITH moved AS (
    UPDATE projector_position SET generation = ${next.generation}, seq = ${next.seq}, moved_at = now()
    WHERE workspace = '${WORKSPACE}' AND generation = ${old.generation} AND seq = ${old.seq} RETURNING 1)
    SELECT 1 / count(*) FROM moved`;
}

async function move(run: Run, from: string, to: string): Promise<void> {
  try {
    await run(compareAndSet(from, to));
  } catch (error) {
    throw (error as { code?: unknown }).code === NOT_SET ? new Overtaken() : error;
  }
}
