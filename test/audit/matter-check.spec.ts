import type { Report } from '../../tools/audit/check.js';
import { ContactLifeCheck } from '../../tools/audit/contact-life.check.js';
import { Legs } from '../../tools/audit/legs.js';
import type { LogEntry } from '../../tools/audit/log-entry.js';
import { MatterCheck } from '../../tools/audit/matter.check.js';
import { Replica } from '../../tools/audit/replica.js';

interface Told {
  type: string;
  contactId: string;
  cause?: string;
  fields?: Record<string, string>;
}

/** What the check says of these events, each with the fields that it writes of its contact. */
function foundIn(...events: Told[]): string[] {
  const found: string[] = [];
  const report: Report = ({ contactId, message }) => found.push(`${contactId}: ${message}`);
  const lives = new ContactLifeCheck();
  const matters = new MatterCheck(lives);
  const replica = new Replica();
  const legs = new Legs();
  for (const [i, { fields = {}, ...told }] of events.entries()) {
    const ops = [['HSET', `contact:${told.contactId}`, 'id', told.contactId, ...Object.entries(fields).flat()]];
    const entry: LogEntry = { id: `1.${i}`, generation: 1, seq: i, at: 1000, ops, ...told };
    replica.apply(entry);
    const seen = { entry, replica, legs, legChanges: legs.apply(entry) };
    lives.after(seen, () => undefined);
    matters.after(seen, report);
  }
  matters.finish(report);
  return found;
}

const WAITS = { type: 'contact.waiting', cause: 'enqueued' };
const CALLED: Told = { type: 'contact.cancelled', contactId: 'call', cause: 'callback', fields: { cbId: 'back' } };
const BACK: Told = { ...WAITS, contactId: 'back', fields: { cbOf: 'call' } };
const MERGED: Told = { type: 'contact.cancelled', contactId: 'call', cause: 'merged', fields: { into: 'other' } };
const TOLD: Told = { type: 'contact.updated', contactId: 'other', cause: 'merged', fields: { merged: '["call"]' } };

describe('the audit of callbacks and merges', () => {
  it('finds nothing where each goes on in the other', () => {
    expect(foundIn({ ...WAITS, contactId: 'call' }, CALLED, BACK)).toEqual([]);
    const [call, other] = ['call', 'other'].map((contactId) => ({ ...WAITS, contactId }));
    expect(foundIn(call!, other!, MERGED, TOLD)).toEqual([]);
  });

  it('names a call whose callback never began, and a callback in the stead of one that goes on', () => {
    expect(foundIn({ ...WAITS, contactId: 'call' }, CALLED)).toEqual(['call: its callback back never began']);
    expect(foundIn({ ...WAITS, contactId: 'call' }, BACK)).toEqual([
      'back: in the stead of call, which did not end by it',
    ]);
  });

  it('names a merge that only one side tells of, and one into what has ended or never was', () => {
    const [call, other] = ['call', 'other'].map((contactId) => ({ ...WAITS, contactId }));
    expect(foundIn(call!, other!, MERGED)).toEqual(['call: was merged, and other never told of it']);
    expect(foundIn(call!, other!, TOLD)).toEqual(['other: tells of call, which was not merged into it now']);
    expect(foundIn(call!, other!, MERGED, TOLD, TOLD)).toEqual([
      'other: tells of call, which was not merged into it now',
    ]);
    const ended = { type: 'contact.cancelled', contactId: 'other', cause: 'cancelled' };
    expect(foundIn(call!, other!, ended, MERGED, TOLD)).toEqual(['call: merged into other, which does not go on']);
  });
});
