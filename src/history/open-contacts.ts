import type { ContactState } from '../domain/contact.js';
import type { OpenContact, OpenContacts } from '../contacts/history.port.js';
import type { Postgres, Run } from '../store/postgres.js';
import { WORKSPACE } from '../store/workspace.js';
import { readable } from './readable-json.js';

interface Row {
  id: string;
  state: ContactState;
  queueId: string;
  channel: string;
  since: number | null;
  enteredAt: number | null;
  skills: string[] | null;
  isConsult: boolean;
  isDialled: boolean;
  isRequeued: boolean;
}

/** Each statement has its time: pages stay well below it, whatever contacts carry with them. */
const PAGE = 2_000;

/** $1 workspace, $2 the last id of the page before. */
const OPEN_CONTACTS = `
SELECT id, state, queue_id AS "queueId", channel, virtual_enqueued_at AS since,
       (pending::json->'segment'->>'entered_at')::bigint AS "enteredAt",
       (SELECT json_agg(DISTINCT asked->>'skillId') FROM json_array_elements(${readable('spec')}->'requirements') asked) AS skills,
       f->'cons' IS NOT NULL AS "isConsult", f->'dialUntil' IS NOT NULL AS "isDialled", f->'rq' IS NOT NULL AS "isRequeued"
FROM live_contact, LATERAL (SELECT ${readable('fields')} AS f) AS parsed
WHERE workspace = $1 AND id > $2 ORDER BY id LIMIT ${PAGE}`;

/** All contacts that have not ended, as the archive has them at one moment, and up to which event it has come then. */
export function openContacts(postgres: Pick<Postgres, 'transaction'>): Promise<OpenContacts> {
  return postgres.transaction(async (run) => {
    const { rows } = await run<{ generation: number; seq: number }>(
      'SELECT generation, seq FROM projector_position WHERE workspace = $1',
      [WORKSPACE],
    );
    const { generation, seq } = rows[0] ?? { generation: 0, seq: 0 };
    return { generation, seq, contacts: await allPages(run) };
  }, 'REPEATABLE READ');
}

async function allPages(run: Run): Promise<OpenContact[]> {
  const contacts: OpenContact[] = [];
  for (let after = ''; ;) {
    const { rows } = await run<Row>(OPEN_CONTACTS, [WORKSPACE, after]);
    for (const { since, enteredAt, skills, ...row } of rows)
      contacts.push({ ...row, skills: skills ?? [], since: since ?? 0, enteredAt: enteredAt ?? since ?? 0 });
    if (rows.length < PAGE) return contacts;
    after = rows[rows.length - 1]?.id ?? '';
  }
}
