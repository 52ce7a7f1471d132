import pg from 'pg';
import type { LogEvent } from '../../domain/events.js';
import { nextTurn } from '../../domain/next-turn.js';
import { copyRows, type Copy, type CopyTable } from '../../store/copy-binary.js';
import type { Script } from '../../store/script.js';
import { WORKSPACE } from '../../store/workspace.js';
import type { Projection } from './projection.js';
import {
  AGENT_STATE,
  AGENT_STATE_INTERVAL,
  CONTACT,
  CONTACT_SEGMENT,
  EVENT_LOG,
  LEG,
  LIVE_CONTACT,
  OFFER,
  type LogRow,
  type SegmentRow,
} from './rows.js';

/**
 * What puts a projection's outcome into the tables. A row that changes is deleted and copied anew: everything else is
 * only added to. The projection must be left as it is until it settles.
 */
export async function outcomeScript({ contacts, agents }: Projection): Promise<Script> {
  await nextTurn();
  const { live, ended, replacedLive, replacedEnded, segments, reopened, legs, offers } = contacts.outcome();
  const { agents: states, replaced, intervals } = agents.outcome();
  const copies: Copy[] = [];
  const copy = async <Row extends object>(table: CopyTable<Row>, rows: readonly Row[]): Promise<void> => {
    if (rows.length === 0) return;
    await nextTurn();
    copies.push(copyRows(table, rows));
  };
  await copy(LIVE_CONTACT, live);
  await copy(CONTACT, ended);
  await copy(CONTACT_SEGMENT, segments);
  await copy(LEG, legs);
  await copy(OFFER, offers);
  await copy(AGENT_STATE, states);
  await copy(AGENT_STATE_INTERVAL, intervals);
  return {
    statements: [
      ...remove('live_contact', 'id', replacedLive),
      ...remove('contact', 'id', replacedEnded),
      ...remove('agent_state', 'agent_id', replaced),
      ...reopened.map(removeSegment),
    ],
    copies,
  };
}

/** The verbatim copy of events. */
export function archiveCopy(events: readonly LogEvent[]): Copy {
  return copyRows(EVENT_LOG, events.map(logRow));
}

function logRow(event: LogEvent): LogRow {
  return event.opsText === undefined ? { ...event, opsText: JSON.stringify(event.ops) } : (event as LogRow);
}

function remove(table: string, key: string, ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  return [`DELETE FROM ${table} WHERE workspace = '${WORKSPACE}' AND ${key} = ANY(${textArray(ids)})`];
}

function removeSegment({ contact_id: contactId, id }: SegmentRow): string {
  return `DELETE FROM contact_segment WHERE workspace = '${WORKSPACE}'
    AND contact_id = ${pg.escapeLiteral(contactId)} AND id = ${pg.escapeLiteral(id)}`;
}

/** A script has no parameters: ids stand in it, quoted as array elements and as one literal. */
function textArray(ids: readonly string[]): string {
  const elements = ids.map((id) => `"${id.replaceAll('\0', '\ufffd').replace(/["\\]/g, '\\$&')}"`);
  return `${pg.escapeLiteral(`{${elements.join(',')}}`)}::text[]`;
}
