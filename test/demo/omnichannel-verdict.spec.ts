import { type Kind, KIND_WORDS, KINDS, leastOf, noSightings } from '../../demo/omnichannel/kinds.js';
import { recognize, type RecordedContact } from '../../demo/omnichannel/recognize.js';
import { isSound } from '../../demo/omnichannel/report.js';
import { judge, type Seen } from '../../demo/omnichannel/verdict.js';

const AT = '2026-03-02T09:00:00.000Z';
const WANTED = 2_000;
const LEAST = leastOf(WANTED);

/** A contact of the record; its history as `type agent detail`, one line each. */
function contact(id: string, history: string, more: Partial<RecordedContact> = {}): RecordedContact {
  const lines = history
    .split('\n')
    .map((line) => line.trim().split(' '))
    .map(([type = '', agentId, ...detail]) => ({ at: AT, type, agentId, detail: detail.join(' ') }));
  return { id, state: 'completed', outcome: 'completed', history: lines, ...more };
}

const TAKEN = 'enqueued - q\noffered a1 o1\naccepted a1 o1';
const DONE = 'completed a1 agent';

/** Contacts to which each kind happens, with what stands beside them in the record. */
const EXAMPLES: Record<Kind, (id: string) => RecordedContact[]> = {
  blindTransfer: (id) => [contact(id, `${TAKEN}\ntransferred a1 queue second\noffered a2 o2\naccepted a2 o2\n${DONE}`)],
  consultCompleted: (id) => [
    contact(id, `${TAKEN}\nconsulting a1 agent a2\nconsultActive a2\ntransferred a1 agent a2\n${DONE}`),
  ],
  consultCancelled: (id) => [contact(id, `${TAKEN}\nconsulting a1 agent a2\nconsultEnded a2\n${DONE}`)],
  targetDeclines: (id) => [
    contact(id, `${TAKEN}\ntransferred a1 agent a2\noffered a2 o2\ndeclined a2 busy\noffered a3 o3\naccepted a3 o3`),
  ],
  targetMisses: (id) => [
    contact(id, `${TAKEN}\nconsulting a1 agent a2\nconsultActive a3\ntransferred a1 agent a3\n${DONE}`),
    contact(`${id}-c`, 'enqueued a1\noffered a2 o2\nmissed a2 timeout\noffered a3 o3\naccepted a3 o3', {
      consultFor: id,
    }),
  ],
  targetDies: (id) => [
    contact(id, `${TAKEN}\ntransferred a1 agent a2\noffered a2 o2\ntransportLost a2 x\noffered a3 o3\naccepted a3 o3`),
  ],
  resumedBySame: (id) => [contact(id, `${TAKEN}\nparked a1\nresumed - a1\noffered a1 o2\naccepted a1 o2\n${DONE}`)],
  resumedByAnother: (id) => [contact(id, `${TAKEN}\nparked a1\nresumed - a1\noffered a2 o2\naccepted a2 o2\n${DONE}`)],
  callback: (id) => [
    contact(id, 'enqueued - q\ncallback - x', { state: 'cancelled', outcome: 'callback', callbackId: `${id}-back` }),
    contact(`${id}-back`, `${TAKEN}\nreached a1\n${DONE}`, { callback: { made: 0, reached: true } }),
  ],
  handoverByWish: (id) => [
    contact(id, `${TAKEN}\nhandedOver a1 people\noffered a2 o2\naccepted a2 o2`, {
      handover: { reason: 'wantsPerson' },
    }),
  ],
  handoverByFailure: (id) => [
    contact(id, `${TAKEN}\nhandedOver a1 people\noffered a2 o2\naccepted a2 o2`, {
      handover: { reason: 'connectionLost' },
    }),
  ],
  interruption: (id) => [
    contact(id, `${TAKEN}\nparked a1 interrupted\nresumed - a1\noffered a1 o2\naccepted a1 o2\n${DONE}`),
  ],
  mergedThread: (id) => [
    contact(id, `${TAKEN}\nmerged a1`, { state: 'cancelled', outcome: 'merged', mergedInto: `${id}-into` }),
    contact(`${id}-into`, `${TAKEN}\n${DONE}`, { mergedContacts: [id] }),
  ],
  droppedSocket: (id) => [contact(id, `${TAKEN}\nheld a1\nunheld a1\n${DONE}`)],
  connectFailed: (id) => [contact(id, `${TAKEN}\nrequeued a1 connectFailed\noffered a2 o2\naccepted a2 o2\n${DONE}`)],
};

/** A faultless run: as many contacts of each kind as must be, plain ones up to the whole, and clients who saw the same. */
function faultlessRun(): { record: Map<string, RecordedContact>; clients: Seen } {
  const record = new Map<string, RecordedContact>();
  const channels = new Map<string, string>();
  const callbacks = new Set<string>();
  const add = (one: RecordedContact): void => {
    record.set(one.id, one);
    if (one.id.endsWith('-back')) callbacks.add(one.id);
    else if (one.consultFor === undefined) channels.set(one.id, 'chat');
  };
  const dropped = new Map<string, string>();
  for (const kind of KINDS)
    for (let n = 0; n < LEAST; n += 1) for (const one of EXAMPLES[kind](`${kind}-${n}`)) add(one);
  for (let n = 0; n < LEAST; n += 1) dropped.set(`droppedSocket-${n}`, 'a1');
  for (let n = channels.size; n < WANTED; n += 1) add(contact(`plain-${n}`, `${TAKEN}\n${DONE}`));
  return { record, clients: { contacts: channels, callbacks, stillThere: dropped, seen: recognize(record, dropped) } };
}

describe('what the record says', () => {
  it.each(KINDS)('shows %s, and in plain contacts nothing', (kind) => {
    const record = new Map(EXAMPLES[kind]('x').map((one) => [one.id, one]));
    const found = recognize(record, kind === 'droppedSocket' ? new Map([['x', 'a1']]) : new Map());
    expect([...found[kind]]).toEqual(['x']);
    expect(recognize(new Map([['p', contact('p', `${TAKEN}\n${DONE}`)]]), new Map())).toEqual(noSightings());
  });

  it('does not take for a dropped socket what was offered a second time, or has another agent', () => {
    const lost = contact(
      'x',
      `enqueued - q\noffered a1 o1\ntransportLost a1 x\noffered a1 o2\naccepted a1 o2\n${DONE}`,
    );
    expect(recognize(new Map([['x', lost]]), new Map([['x', 'a1']])).droppedSocket.size).toBe(0);
    const other = contact('x', `${TAKEN}\n${DONE}`);
    expect(recognize(new Map([['x', other]]), new Map([['x', 'a2']])).droppedSocket.size).toBe(0);
  });

  it('does not take for a let-down what happened before a transfer, after its answer, or by an interruption', () => {
    const before = contact('x', `enqueued - q\noffered a2 o0\ndeclined a2 busy\n${DONE}`);
    const after = contact(
      'y',
      `${TAKEN}\ntransferred a1 queue s\noffered a2 o2\naccepted a2 o2\nrequeued a2 x\noffered a3 o3\nmissed a3 timeout`,
    );
    const aside = contact(
      'z',
      `${TAKEN}\ntransferred a1 queue s\noffered a2 o2\nrescinded a2 interrupted\noffered a2 o3`,
    );
    const found = recognize(new Map([before, after, aside].map((one) => [one.id, one])), new Map());
    expect([found.targetDeclines.size, found.targetMisses.size, found.targetDies.size]).toEqual([0, 0, 0]);
  });
});

describe('the verdict', () => {
  const audit = { contacts: WANTED, violations: 0, line: '', found: [] };
  const sound = ({ record, clients }: ReturnType<typeof faultlessRun>, more = {}): boolean =>
    isSound({ ...judge(record, clients, WANTED), seed: 1, seconds: 1, faults: [], audit, ...more });

  it('is sound for a faultless run, and not with a violation or a fault', () => {
    const run = faultlessRun();
    const verdict = judge(run.record, run.clients, WANTED);
    expect([verdict.missing, verdict.differences, verdict.contacts]).toEqual([[], [], WANTED]);
    expect(sound(run)).toBe(true);
    expect(sound(run, { audit: { ...audit, violations: 1 } })).toBe(false);
    expect(sound(run, { faults: ['x: an accept did not happen within 240 s'] })).toBe(false);
  });

  it.each(KINDS)('fails where %s happened to one contact too few, though both records agree', (kind) => {
    const { record, clients } = faultlessRun();
    const met = [...clients.seen[kind]];
    const others = new Set(met.slice(LEAST - 1));
    for (const one of record.values()) {
      if (others.has(one.id)) record.set(one.id, contact(one.id, `${TAKEN}\n${DONE}`));
      if (others.has(one.consultFor ?? '')) record.set(one.id, { ...one, history: [] });
    }
    const stillThere = new Map([...clients.stillThere].filter(([id]) => !others.has(id)));
    const agreed = { ...clients, stillThere, seen: recognize(record, stillThere) };
    const verdict = judge(record, agreed, WANTED);
    expect(verdict.differences).toEqual([]);
    expect(verdict.counts[kind]).toBe(LEAST - 1);
    expect(verdict.missing).toContain(`${KIND_WORDS[kind]}: ${LEAST - 1}, not ${LEAST}`);
    expect(sound({ record, clients: agreed })).toBe(false);
  });

  it('fails where server and clients disagree on a single contact, either way', () => {
    const { record, clients } = faultlessRun();
    const seen = {
      ...clients.seen,
      callback: new Set([...clients.seen.callback].slice(1)),
      mergedThread: new Set(['m']),
    };
    const { differences } = judge(record, { ...clients, seen }, WANTED);
    expect(differences).toContain("callback-0: callback by the server's record, not by the clients'");
    expect(differences).toContain("m: merged thread by the clients' record, not by the server's");
    expect(sound({ record, clients: { ...clients, seen } })).toBe(false);
  });

  it('fails where a contact is lost, has not ended, or was brought by nobody', () => {
    const { record, clients } = faultlessRun();
    record.delete('plain-1999');
    record.set('plain-1998', contact('plain-1998', TAKEN, { state: 'active' }));
    record.set('stranger', contact('stranger', DONE));
    const { differences, missing } = judge(record, clients, WANTED);
    expect(differences).toEqual([
      'plain-1999 was answered 2xx, and the server does not know it',
      "stranger is in the server's record, and nobody brought it",
      'plain-1998 has not ended: it is active',
    ]);
    expect(missing).toEqual(['1999 contacts, not 2000']);
  });
});
