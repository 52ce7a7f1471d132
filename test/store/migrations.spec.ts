import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource, POOLS } from '../../src/store/data-source.js';
import { migrate } from '../../src/store/migrate.js';
import { AppendOnlyHistory1764000000002 } from '../../migrations/1764000000002-append-only-history.js';
import { FirstContactsOfQueues1764000000080 } from '../../migrations/1764000000080-first-contacts-of-queues.js';
import { MIGRATIONS } from '../../migrations/index.js';
import { createTestDatabase } from '../support/stores.js';

/** The database as text: every table, column, constraint and index, so that two states compare as strings. */
async function describeSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const columns = await client.query(
    `SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> 'migration' ORDER BY table_name, ordinal_position`,
  );
  const constraints = await client.query(
    `SELECT conrelid::regclass::text AS of, conname, pg_get_constraintdef(oid) AS rule FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'migration' ORDER BY 1, 2`,
  );
  const indexes = await client.query(
    `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migration' ORDER BY 1`,
  );
  await client.end();
  return JSON.stringify([columns.rows, constraints.rows, indexes.rows], null, 1);
}

/** A contact in talk, with its wait, leg and an open offer, one that is done, and an agent that is busy. */
const OLD_HISTORY = [
  `INSERT INTO contact (workspace, id, state, queue_id, channel, agent_id, served_by, customer_id, enqueued_at, ended_at,
     outcome, segment_id, leg_id, fields, spec, history) VALUES
   ('default', 'open', 'active', 'sales', 'voice', 'ann', 'ann', NULL, 5, NULL, NULL, '1.1', '1.2',
    '{"id": "open", "state": "active", "venq": "7", "h.1": "5|enqueued||sales"}', '{"id": "open"}',
    '[]'),
   ('default', 'done', 'completed', 'sales', 'voice', NULL, 'ann', 'cust', 1, NULL, NULL, NULL, NULL,
    '{"id": "done", "state": "completed", "note": "fine"}', '{"id": "done"}',
    '[{"at": 1, "type": "enqueued", "detail": "sales"}, {"at": 6, "type": "accepted", "agentId": "ann"}]')`,
  `INSERT INTO contact_segment VALUES ('default', 'open', '1.1', 'sales', 'voice', 5, 6, 'answered', 'ann')`,
  `INSERT INTO leg VALUES ('default', 'open', '1.2', 'primary', 'ann', 'o1', 'sales', 'voice', 6, NULL, NULL, NULL)`,
  `INSERT INTO offer VALUES ('default', 'o1', 'open', 'ann', 'sales', 'voice', 5, 9, 'accepted', 6),
   ('default', 'o2', 'open', 'ann', 'sales', 'voice', 7, 9, NULL, NULL)`,
  `INSERT INTO agent_state VALUES ('default', 'ann', '{"id": "ann", "presence": "available", "nA": "1"}', '1.2')`,
  `INSERT INTO agent_state_interval VALUES ('default', 'ann', '1.0', 'available', 'idle', NULL, 1, 6),
   ('default', 'ann', '1.2', 'available', 'busy', NULL, 6, NULL)`,
];

async function historyOf(source: DataSource): Promise<{ row: { id?: string; fields?: object } }[][]> {
  const tables = ['contact', 'contact_segment', 'leg', 'offer', 'agent_state', 'agent_state_interval'];
  return (await Promise.all(
    tables.map((table) => source.query(`SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY t::text`)),
  )) as Awaited<ReturnType<typeof historyOf>>;
}

/** Undoes a migration and all that came after it. */
async function undoDownTo(source: DataSource, migration: (typeof MIGRATIONS)[number]): Promise<void> {
  for (let at = MIGRATIONS.length; at > MIGRATIONS.indexOf(migration); at -= 1) await source.undoLastMigration();
}

describe('migrations', () => {
  it('go from empty to latest, down and up again, and match the entities', async () => {
    const url = await createTestDatabase();
    expect(await migrate(url)).toHaveLength(MIGRATIONS.length);
    expect(await migrate(url)).toEqual([]);
    const latest = await describeSchema(url);
    expect(latest).toContain('event_log');

    const source = await createDataSource(url, POOLS.migration).initialize();
    const drift = await source.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map((query) => query.query)).toEqual([]);

    for (const _ of MIGRATIONS) await source.undoLastMigration();
    expect(JSON.parse(await describeSchema(url))).toEqual([[], [], []]);
    await source.destroy();

    await migrate(url);
    expect(await describeSchema(url)).toBe(latest);
  });

  it('carry what stands in the history over to the append-only tables, and back', async () => {
    const url = await createTestDatabase();
    await migrate(url);
    const source = await createDataSource(url, POOLS.migration).initialize();
    await undoDownTo(source, AppendOnlyHistory1764000000002);
    for (const statement of OLD_HISTORY) await source.query(statement);
    const old = await historyOf(source);
    await migrate(url);
    const live = (await source.query(`SELECT * FROM live_contact`)) as Record<string, unknown>[];
    expect(live).toMatchObject([{ id: 'open', state: 'active', served_by: 'ann', virtual_enqueued_at: 7 }]);
    const pending = JSON.parse(String(live[0]?.['pending'])) as Record<string, unknown>;
    expect(pending).toMatchObject({
      segment: { contact_id: 'open', id: '1.1', left_at: 6, outcome: 'answered' },
      leg: { id: '1.2', agent_id: 'ann', active_at: 6 },
      offers: [{ id: 'o2', agent_id: 'ann' }],
    });
    const [done] = (await source.query(`SELECT fields FROM contact`)) as [{ fields: string }];
    const story = { 'h.1': '1|enqueued||sales', 'h.2': '6|accepted|ann|' };
    expect(JSON.parse(done.fields)).toEqual({ id: 'done', state: 'completed', note: 'fine', ...story });
    expect(await source.query(`SELECT id FROM offer`)).toEqual([{ id: 'o1' }]);
    expect(await source.query(`SELECT id FROM leg`)).toEqual([]);
    expect(await source.query(`SELECT agent_id, interval_id, since FROM agent_state`)).toEqual([
      { agent_id: 'ann', interval_id: '1.2', since: 6 },
    ]);
    await undoDownTo(source, AppendOnlyHistory1764000000002);
    // But for the story, which stands where the live store has it now.
    const contact = old[0]?.find(({ row }) => row.id === 'done')?.row;
    Object.assign(contact ?? {}, { history: [], fields: { ...contact?.fields, ...story } });
    expect(await historyOf(source)).toEqual(old);
    await source.destroy();
  });

  it('put the first contacts of a queue beside its waits, and take them away again', async () => {
    const url = await createTestDatabase();
    await migrate(url);
    const source = await createDataSource(url, POOLS.migration).initialize();
    await undoDownTo(source, FirstContactsOfQueues1764000000080);
    const ends = '1, 1, 0, 0, 0, 0';
    await source.query(`INSERT INTO interval_disposition VALUES ('default', 900000, 'sold', 'sales', 'voice', ${ends}, 5, 4, 3, 2),
      ('default', 900000, 'asked', 'sales', 'voice', ${ends}, 2, 1, 1, 1), ('default', 900000, 'sold', 'other', 'voice', ${ends}, 1, 0, 0, 0),
      ('default', 900000, 'sold', 'unknown', 'voice', ${ends}, 0, 0, 0, 0)`);
    await source.query(`INSERT INTO interval_wait VALUES ('default', 900000, 'sales', 'voice', 7, 0, 0, 0, 0, 70, 10,
      array_fill(7, ARRAY[45]), array_fill(0, ARRAY[15]), 7, ${Array.from({ length: 15 }, () => 0).join(', ')})`);
    await source.query(`INSERT INTO interval_fill VALUES ('default', NULL, 0, 0, 0, 86400000, 'UTC')`);
    const before = await source.query(`SELECT * FROM interval_wait`);
    await migrate(url);
    const firsts = 'customers_known, settled, first_contacts, resolved_at_first';
    const rows = await source.query(`SELECT queue_id, answered, ${firsts} FROM interval_wait ORDER BY queue_id`);
    expect((rows as object[]).map((row) => Object.values(row))).toEqual([
      ['other', 0, 1, 0, 0, 0],
      ['sales', 7, 7, 5, 4, 3],
    ]);
    expect(await source.query(`SELECT rolled_at, rolled_zone FROM interval_fill`)).toEqual([
      { rolled_at: null, rolled_zone: null },
    ]);
    await undoDownTo(source, FirstContactsOfQueues1764000000080);
    expect(await source.query(`SELECT * FROM interval_wait`)).toEqual(before);
    await source.destroy();
  });

  it('survive ten that migrate at once', async () => {
    const url = await createTestDatabase();
    const ran = await Promise.all(Array.from({ length: 10 }, () => migrate(url)));
    expect(ran.flat()).toHaveLength(MIGRATIONS.length);
  });

  it('bring the eight channels and the default profile', async () => {
    const url = await createTestDatabase();
    await migrate(url);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(
      `SELECT id, (body->>'defaultTargetSeconds')::int AS target FROM channel ORDER BY id`,
    );
    expect(Object.fromEntries(rows.map((row) => [row.id, row.target]))).toEqual({
      voice: 20,
      video: 20,
      chat: 60,
      messaging: 300,
      email: 28800,
      social: 3600,
      callback: 300,
      case: 86400,
    });
    const profiles = await client.query(`SELECT id, version FROM routing_profile_version`);
    expect(profiles.rows).toEqual([{ id: 'default', version: 1 }]);
    await client.end();
  });
});
