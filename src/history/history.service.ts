import { DomainError } from '../domain/errors.js';
import { isEnded, type ContactRecord, type ContactSpec } from '../domain/contact.js';
import { decodeDecision } from '../domain/compact-decision.js';
import type { DecisionRecord } from '../domain/decision.js';
import type { OfferOutcome, OfferRecord } from '../domain/offer.js';
import type {
  ContactFilter,
  AgentFigures,
  FigureGroup,
  HistoryQueries,
  OfferFigures,
  OpenContacts,
  Page,
  QueueFigures,
  UsedByContacts,
} from '../contacts/history.port.js';
import { applyOps, parseContact, parseOffer, type Hash } from '../live/records.js';
import { writesOf, type Told } from '../live/write-set.js';
import type { ConfigCache } from '../store/config-store.js';
import type { Postgres } from '../store/postgres.js';
import { WORKSPACE } from '../store/workspace.js';
import { FigureReuse } from './figure-reuse.js';
import { openContacts } from './open-contacts.js';
import { liveAgentFigures, liveAgentQuery, OFFERS_SQL } from './live-agent-figures.js';
import { GROUPED_SQL, groupedFigures, type GroupedRow } from './grouped-figures.js';
import type { StoredRow } from '../reports/report.js';
import { EMPTY_FIGURES, FIGURES_SQL, figureRules, toFigures, type FigureRow } from './figures.js';

interface StoredContact {
  fields: string;
  spec: string;
}

const CONTACT_COLUMNS = 'fields, spec';

const FILTER_COLUMNS: Record<keyof ContactFilter, string> = {
  state: 'state',
  queueId: 'queue_id',
  agentId: 'served_by',
  customerId: 'customer_id',
};

/** Which contacts may use a resource; of a skill or a type only its id in the spec's text, so the spec is looked into as well. */
const USES: Record<UsedByContacts, string> = {
  skill: 'strpos(spec, to_json($2::text)::text) > 0',
  channel: 'channel = $2',
  queue: 'queue_id = $2',
  agent: 'served_by = $2',
  contactType: `strpos(spec, '"contactTypeId":' || to_json($2::text)::text) > 0`,
};
const USES_PAGE = 500;

/** History as the archive has it; `waitFor` first where a read must see a write that was just answered. */
export class HistoryService implements HistoryQueries {
  private readonly reuse = new FigureReuse<QueueFigures>();
  private readonly groupReuse: Record<FigureGroup, FigureReuse<ReadonlyMap<string, QueueFigures>>> = {
    queue: new FigureReuse(),
    channel: new FigureReuse(),
    skill: new FigureReuse(),
  };
  private readonly agentReuse = new FigureReuse<ReadonlyMap<string, AgentFigures>>();
  private readonly offerReuse = new FigureReuse<ReadonlyMap<string, OfferFigures>>();

  constructor(
    private readonly postgres: Postgres,
    private readonly config: ConfigCache,
    private readonly archive: { waitFor(eventId: string, timeoutMs: number): Promise<boolean> },
  ) {}

  waitFor(eventId: string, timeoutMs: number): Promise<boolean> {
    return this.archive.waitFor(eventId, timeoutMs);
  }

  async contact(id: string): Promise<ContactRecord | undefined> {
    const { rows } = await this.postgres.run<StoredContact>(
      `SELECT ${CONTACT_COLUMNS} FROM live_contact WHERE workspace = $1 AND id = $2
       UNION ALL SELECT ${CONTACT_COLUMNS} FROM contact WHERE workspace = $1 AND id = $2`,
      [WORKSPACE, id],
    );
    return rows[0] && toRecord(rows[0]);
  }

  /** One that has not ended is told as the event that made it did. */
  async offer(id: string): Promise<OfferRecord | undefined> {
    const { rows } = await this.postgres.run<OfferRecord & { outcome: OfferOutcome; endedAt: number }>(
      `SELECT id, contact_id AS "contactId", agent_id AS "agentId", queue_id AS "queueId", channel,
              created_at AS "createdAt", expires_at AS "expiresAt", outcome, ended_at AS "endedAt"
       FROM offer WHERE workspace = $1 AND id = $2`,
      [WORKSPACE, id],
    );
    return rows[0] ?? parseOffer((await this.origin(id))?.hash ?? {});
  }

  async decision(offerId: string): Promise<DecisionRecord | undefined> {
    const origin = await this.origin(offerId);
    const text = origin?.decision ?? origin?.hash.decision;
    return text === undefined ? undefined : decodeDecision(text);
  }

  /** Newest first, by enqueue time and id. Pages stay right while contacts come and go: a cursor names a place. */
  async contacts(filter: ContactFilter, limit: number, cursor: string | undefined): Promise<Page<ContactRecord>> {
    const { text, parameters } = contactsQuery(filter, limit, cursor);
    const { rows } = await this.postgres.run<StoredContact & { id: string; at: number }>(text, parameters);
    const items = rows.slice(0, limit);
    const last = items[items.length - 1];
    return {
      items: items.map(toRecord),
      nextCursor: rows.length > limit && last !== undefined ? encodeCursor(last.at, last.id) : null,
    };
  }

  openContacts(): Promise<OpenContacts> {
    return openContacts(this.postgres);
  }

  async contactsUsing(kind: UsedByContacts, id: string, limit: number): Promise<string[]> {
    const using: string[] = [];
    let after = '';
    for (;;) {
      const { rows } = await this.postgres.run<{ id: string; spec: string }>(
        `SELECT id, spec FROM live_contact WHERE workspace = $1 AND ${USES[kind]} AND id > $3 ORDER BY id LIMIT $4`,
        [WORKSPACE, id, after, USES_PAGE],
      );
      for (const row of rows) if (isUsedBy(row.spec, kind, id)) using.push(row.id);
      if (using.length >= limit || rows.length < USES_PAGE) return using.slice(0, limit);
      after = rows[rows.length - 1]?.id ?? '';
    }
  }

  /** Figures of the waits and handlings that ended from `from` to `to`, both included, by the targets configured now. A costly one may be some seconds old. */
  figures(queueId: string | undefined, from: number, to: number): Promise<QueueFigures> {
    return this.reuse.figures(queueId, from, to, () => this.computeFigures(queueId, from, to));
  }

  figuresBy(group: FigureGroup, from: number, to: number): Promise<ReadonlyMap<string, QueueFigures>> {
    return this.groupReuse[group].figures(undefined, from, to, async () => {
      const parameters = [WORKSPACE, from, to, ...this.rules()];
      return groupedFigures((await this.postgres.run<GroupedRow>(GROUPED_SQL[group], parameters)).rows);
    });
  }

  agentFigures(from: number, to: number): Promise<ReadonlyMap<string, AgentFigures>> {
    return this.agentReuse.figures(undefined, from, to, async () => {
      const { sql, parameters } = liveAgentQuery(from, to);
      return liveAgentFigures((await this.postgres.run<StoredRow>(sql, parameters)).rows);
    });
  }

  offersBy(from: number, to: number): Promise<ReadonlyMap<string, OfferFigures>> {
    return this.offerReuse.figures(undefined, from, to, async () => {
      const { rows } = await this.postgres.run<OfferFigures & { id: string }>(OFFERS_SQL, [WORKSPACE, from, to]);
      return new Map(rows.map(({ id, ...figures }) => [id, figures]));
    });
  }

  /** The event that made an offer: what it wrote of it, and its decision. Those of a history that was lost are none. */
  private async origin(offerId: string): Promise<{ hash: Hash; decision: string | undefined } | undefined> {
    const { rows } = await this.postgres.run<Told & { ops: string; decision: string | null }>(
      `SELECT generation, seq, at, contact_id AS "contactId", agent_id AS "agentId", offer_id AS "offerId",
              queue_id AS "queueId", ops, decision FROM event_log e WHERE workspace = $1 AND offer_id = $2 AND type = 'contact.offered'
         AND NOT EXISTS (SELECT 1 FROM generation_cut c
                         WHERE c.workspace = $1 AND c.previous_generation = e.generation AND e.seq > c.previous_seq)`,
      [WORKSPACE, offerId],
    );
    const row = rows[0];
    if (row === undefined) return undefined;
    const hashes = new Map<string, Hash>();
    applyOps(hashes, writesOf(row.ops, row));
    return { hash: hashes.get(`offer:${offerId}`) ?? {}, decision: row.decision ?? undefined };
  }

  private async computeFigures(queueId: string | undefined, from: number, to: number): Promise<QueueFigures> {
    const parameters = [WORKSPACE, queueId ?? null, from, to, ...this.rules()];
    const { rows } = await this.postgres.run<FigureRow>(FIGURES_SQL, parameters);
    return rows[0] === undefined ? EMPTY_FIGURES : toFigures(rows[0]);
  }

  private rules(): [queues: string, channels: string] {
    const { queues, channels } = figureRules(this.config.current());
    return [JSON.stringify(queues), JSON.stringify(channels)];
  }
}

/** The statement behind a list; on its own so that a test can ask for its plan. */
export function contactsQuery(
  filter: ContactFilter,
  limit: number,
  cursor: string | undefined,
): { text: string; parameters: unknown[] } {
  const parameters: unknown[] = [WORKSPACE];
  const conditions = ['workspace = $1'];
  for (const [name, column] of Object.entries(FILTER_COLUMNS)) {
    const value = filter[name as keyof ContactFilter];
    if (value !== undefined) conditions.push(`${column} = $${parameters.push(value)}`);
  }
  if (cursor !== undefined) {
    const [at, id] = decodeCursor(cursor);
    conditions.push(`(enqueued_at, id) < ($${parameters.push(at)}, $${parameters.push(id)})`);
  }
  // Each table gives its page at most; which of the two a state lies in is known.
  const tables =
    filter.state === undefined ? ['live_contact', 'contact'] : [isEnded(filter.state) ? 'contact' : 'live_contact'];
  const order = `ORDER BY enqueued_at DESC, id DESC LIMIT $${parameters.push(limit + 1)}`;
  const selects = tables.map(
    (table) => `(SELECT ${CONTACT_COLUMNS}, id, enqueued_at FROM ${table} WHERE ${conditions.join(' AND ')} ${order})`,
  );
  const text = `SELECT ${CONTACT_COLUMNS}, id, enqueued_at AS at FROM (${selects.join(' UNION ALL ')}) page ${order}`;
  return { text, parameters };
}

function toRecord({ fields, spec }: StoredContact): ContactRecord {
  const record = parseContact({ ...(JSON.parse(fields) as Hash), spec });
  if (record === undefined) throw new Error('a contact in the archive has no id or spec');
  return record;
}

function isUsedBy(specText: string, kind: UsedByContacts, id: string): boolean {
  if (kind !== 'skill' && kind !== 'contactType') return true;
  const spec = JSON.parse(specText) as ContactSpec;
  if (kind === 'contactType') return spec.contactTypeId === id;
  return spec.requirements.some((requirement) => requirement.skillId === id);
}

function encodeCursor(at: number, id: string): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

function decodeCursor(cursor: string): [at: number, id: string] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === 2) {
      const [at, id] = parsed as unknown[];
      if (Number.isSafeInteger(at) && typeof id === 'string' && /^[A-Za-z0-9_.:-]{1,64}$/.test(id))
        return [at as number, id];
    }
  } catch {
    // Falls through: whatever it is, it was not made here.
  }
  throw new DomainError('validationFailed', 'The cursor is not one of this list.', {
    errors: [{ path: 'cursor', message: 'not a cursor of this list' }],
  });
}
