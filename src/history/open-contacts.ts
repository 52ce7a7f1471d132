import type { ContactState } from '../domain/contact.js';
import type { OpenContacts } from '../contacts/history.port.js';
import type { Run } from '../store/postgres.js';
import { WORKSPACE } from '../store/workspace.js';

interface Row {
  generation: number;
  seq: number;
  id: string | null;
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

/** One statement, so that contacts and position are of one moment. */
const OPEN_CONTACTS = `
SELECT p.generation, p.seq, c.id, c.state, c.queue_id AS "queueId", c.channel, c.virtual_enqueued_at AS since,
       (c.pending::json->'segment'->>'entered_at')::bigint AS "enteredAt",
       (SELECT json_agg(DISTINCT asked->>'skillId') FROM json_array_elements(c.spec::json->'requirements') asked) AS skills,
       f->'cons' IS NOT NULL AS "isConsult", f->'dialUntil' IS NOT NULL AS "isDialled", f->'rq' IS NOT NULL AS "isRequeued"
FROM projector_position p
LEFT JOIN live_contact c ON c.workspace = p.workspace
LEFT JOIN LATERAL (SELECT c.fields::json AS f) AS parsed ON true
WHERE p.workspace = $1`;

/** All contacts that have not ended, as the archive has them, and up to which event it has come. */
export async function openContacts(run: Run): Promise<OpenContacts> {
  const { rows } = await run<Row>(OPEN_CONTACTS, [WORKSPACE]);
  const [{ generation, seq } = { generation: 0, seq: 0 }] = rows;
  const contacts = rows.flatMap(({ id, state, queueId, channel, since, enteredAt, skills, ...marks }) => {
    if (id === null) return [];
    const { isConsult, isDialled, isRequeued } = marks;
    const times = { since: since ?? 0, enteredAt: enteredAt ?? since ?? 0 };
    return { id, state, queueId, channel, skills: skills ?? [], ...times, isConsult, isDialled, isRequeued };
  });
  return { generation, seq, contacts };
}
