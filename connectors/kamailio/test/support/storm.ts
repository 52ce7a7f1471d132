import { becomes } from '../../../../test/support/becomes.js';
import { answers, type Contact, countBy, type Exchange } from './exchange.js';
import type { Sipp, SippResult } from './sipp.js';

/** Settles when of at least so many calls to `q` some have talked, some talk and some wait. */
export async function midway(x: Exchange, calls = 0): Promise<void> {
  let states: Record<string, number> = {};
  await becomes(
    async () => {
      const contacts = await x.contacts('q');
      states = countBy(contacts, ({ state }) => state);
      if (contacts.length < calls) return false;
      return (states.completed ?? 0) > 5 && (states.active ?? 0) > 5 && (states.waiting ?? 0) > 5;
    },
    'some have talked, some talk and some wait',
    () => `${JSON.stringify(states)}\n${x.kamailio.said()}`,
  );
}

export async function audited(x: Exchange): Promise<void> {
  const { code, output } = await x.audit();
  expect([code, output]).toEqual([0, expect.stringContaining('0 violations')]);
}

/**
 * Lotse was gone for a while, and is back: each call was answered, once, or told that it is not taken; each contact has
 * ended, and as its call did; the agents are free.
 * @param before the contacts of `q` in the moment in which Lotse went
 */
export async function accounted(
  x: Exchange,
  calls: number,
  { callers, phones, agents, before }: { callers: SippResult; phones: Sipp; agents: number; before: Contact[] },
): Promise<void> {
  await x.outcomes('q');
  const after = new Map((await x.contacts('q')).map((contact) => [contact.id, contact]));
  // New callers were told that Lotse was away, or, while it caught up, that too many came at once; one whose own answer
  // was lost has a contact, which ends then.
  const refusals =
    /Aborting call .* for Call-Id '([^']+)'.*received 'SIP\/2\.0 (?:503 Service Unavailable|486 Queue Full)/g;
  const told = new Set([...callers.errors.matchAll(refusals)].map(([, callId]) => callId)).size;
  const other = callers.errors.split('\n').filter((line) => /Aborting|Discarding|timeout|retrans/i.test(line));
  const untold = told === callers.failed ? '' : other.filter((line) => !line.includes(' 503 ')).join('\n');
  expect([callers.successful + callers.failed, callers.failed, untold]).toEqual([calls, told, '']);
  const {
    completed: kept = 0,
    cancelled: taken = 0,
    abandoned: gone = 0,
    ...lost
  } = countBy(before, ({ id }) => after.get(id)?.state ?? 'lost');
  expect([kept + taken + gone, lost, taken + gone <= told]).toEqual([before.length, {}, true]);
  const { completed, cancelled = 0, abandoned = 0, ...others } = countBy([...after.values()], ({ state }) => state);
  expect([completed, others, cancelled + abandoned <= told]).toEqual([callers.successful, {}, true]);
  const answered = [...after.values()].filter(({ state }) => state === 'completed');
  const times = (contact: Contact): number => answers(contact).filter((answer) => answer === 'accepted').length;
  expect(countBy(answered, (contact) => String(times(contact)))).toEqual({ 1: answered.length });
  expect(await phones.stop()).toMatchObject({ successful: callers.successful, failed: 0 });
  const states = await Promise.all(Array.from({ length: agents }, (_, i) => x.state(`a${i + 1}`)));
  expect(countBy(states, ({ routingStatus }) => String(routingStatus))).toEqual({ idle: agents });
  await audited(x);
}
