import type { Center, Json } from './center.js';

const MINUTE_MS = 60_000;
const VOICE_AND_BACK = ['voice', 'callback', 'chat'].map((id) => ({ id, capacity: 1 }));

/**
 * Some hours of a small center: calls answered in time and late, given up early and late, missed, transferred, requeued,
 * turned into callbacks; chats that a bot solves or hands over; a break; and what has not ended when it is over.
 */
export async function playDay(c: Center): Promise<void> {
  for (const id of ['german', 'french']) await c.must('PUT', `/v1/skills/${id}`, { name: id });
  await c.queue('sales', { serviceLevel: { targetSeconds: 20, percent: 80 } });
  await c.queue('help', { serviceLevel: { targetSeconds: 60, percent: 80 }, shortAbandonSeconds: 2 });
  const skills = ['german', 'french'].map((id) => ({ id, level: 7 }));
  for (const id of ['ada', 'ben']) await c.agent(id, ['sales', 'help'], { channels: VOICE_AND_BACK, skills });
  await c.agent('bot', ['help'], { kind: 'bot', channels: [{ id: 'chat', capacity: 9 }] });
  await answered(c);
  await c.clock(11 * MINUTE_MS);
  await givenUp(c);
  await c.clock(9 * MINUTE_MS);
  await missed(c);
  await transferred(c);
  await c.clock(16 * MINUTE_MS);
  await calledBack(c);
  await bots(c);
  await open(c);
}

const accept = async (c: Center, contactId: string, agentId: string, nth = 1): Promise<void> => {
  await c.must('POST', `/v1/offers/${await c.offer(contactId, nth)}/accept`, {}, { key: agentId });
};
const asks = (...skillIds: string[]): Json => ({ requirements: skillIds.map((skillId) => ({ skillId })) });

async function answered(c: Center): Promise<void> {
  await c.available('ada');
  await c.active('in-time', 'sales', 'ada', asks('german'));
  await c.clock(70_000);
  await c.complete('in-time', { disposition: 'sold', resolved: true });
  await c.clock(12_000);
  await c.complete('in-time');
  await c.presence('ada', 'unavailable', {});
  await c.enqueue('late', 'sales', asks('german', 'french'));
  await c.clock(45_000);
  await c.available('ada');
  await accept(c, 'late', 'ada');
  await c.clock(30_000);
  await c.complete('late', { disposition: '=lost()', resolved: false, endWrapUp: true });
  // The answer is taken back: one wait, as long as both its parts.
  await c.active('lost-leg', 'sales', 'ada');
  await c.clock(3_000);
  await c.must('POST', '/v1/contacts/lost-leg/requeue', { reason: 'legLost' }, { key: 'system' });
  await accept(c, 'lost-leg', 'ada', 2);
  await c.clock(5_000);
  await c.complete('lost-leg');
  await c.presence('ada', 'unavailable', {});
}

async function givenUp(c: Center): Promise<void> {
  for (const [id, queueId, ms] of [
    ['short', 'sales', 3_000],
    ['long', 'sales', 30_000],
    ['not-short', 'help', 3_000],
  ] as const) {
    await c.enqueue(id, queueId, asks('french'));
    await c.clock(ms);
    await c.cancel(id, 'abandoned');
  }
  await c.enqueue('elsewhere', 'sales');
  await c.cancel('elsewhere', 'resolvedElsewhere');
}

async function missed(c: Center): Promise<void> {
  await c.available('ada');
  await c.enqueue('rings', 'sales', asks('german'));
  await c.offer('rings');
  await c.clock(21_000);
  await c.event('waiting', 'rings', 2);
  await c.clock(40_000);
  await c.available('ben');
  await accept(c, 'rings', 'ben', 2);
  await c.clock(100_000);
  await c.complete('rings', { disposition: 'sold', endWrapUp: true });
  await c.enqueue('busy', 'sales');
  await c.must('POST', `/v1/offers/${await c.offer('busy')}/decline`, { reason: 'busy' }, { key: 'ben' });
  await c.cancel('busy', 'abandoned');
}

async function transferred(c: Center): Promise<void> {
  await c.presence('ben', 'unavailable');
  await c.available('ada');
  await c.active('given-on', 'sales', 'ada');
  await c.clock(20_000);
  await c.must('POST', '/v1/contacts/given-on/transfer', { queueId: 'help', mode: 'blind' }, { key: 'ada' });
  await c.presence('ada', 'offline');
  await c.clock(25_000);
  await c.available('ben');
  await accept(c, 'given-on', 'ben', 2);
  await c.clock(15_000);
  await c.complete('given-on', { disposition: 'sold', endWrapUp: true });
}

async function calledBack(c: Center): Promise<void> {
  await c.presence('ben', 'unavailable');
  await c.enqueue('call', 'sales', { ...asks('german'), customer: { identities: [{ kind: 'phone', value: '+491' }] } });
  await c.clock(10_000);
  await c.must('POST', '/v1/contacts/call/callback', { id: 'call-back' }, { key: 'system' });
  await c.available('ben');
  await accept(c, 'call-back', 'ben');
  await c.clock(8_000);
  await c.must('POST', '/v1/contacts/call-back/callback/attempt', { outcome: 'noAnswer' }, { key: 'ben' });
  await c.clock(16 * MINUTE_MS);
  await accept(c, 'call-back', 'ben', 2);
  await c.must('POST', '/v1/contacts/call-back/callback/attempt', { outcome: 'reached' }, { key: 'ben' });
  await c.clock(90_000);
  await c.complete('call-back', { disposition: 'sold', resolved: true, endWrapUp: true });
}

async function bots(c: Center): Promise<void> {
  await c.presence('ben', 'unavailable');
  await c.available('bot');
  for (const id of ['solved', 'handed']) await c.active(id, 'help', 'bot', { channel: 'chat' });
  await c.clock(7_000);
  await c.complete('solved', { disposition: 'sold', resolved: true, endWrapUp: true });
  await c.must('POST', '/v1/contacts/handed/handover', { reason: 'wantsPerson' }, { key: 'bot' });
  await c.clock(6_000);
  await c.available('ben');
  await accept(c, 'handed', 'ben', 2);
  await c.clock(60_000);
  await c.complete('handed');
}

async function open(c: Center): Promise<void> {
  await c.active('talks', 'sales', 'ben');
  await c.enqueue('waits', 'sales', asks('german'));
  await c.clock(14 * MINUTE_MS);
}
