import { Center, expectProblem, type Json } from './center.js';

const ALLOWED = { translation: { allowed: true, penaltySeconds: 60 } };

describe('translation between languages', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
    for (const id of ['fr', 'de', 'en', 'billing']) await c.must('PUT', `/v1/skills/${id}`, { name: id });
  });
  afterAll(() => c.stop());

  /** A queue that translates, with `-fr`, who speaks French, and `-de`, who speaks German. */
  async function house(q: string, more: Json = ALLOWED): Promise<{ fr: string; de: string }> {
    await c.queue(q, more);
    const channels = ['chat', 'email', 'voice'].map((id) => ({ id, capacity: 3 }));
    const skills = [
      { id: 'de', level: 9 },
      { id: 'en', level: 9 },
      { id: 'billing', level: 10 },
    ];
    await c.agent(`${q}-fr`, [q], { channels, skills: [{ id: 'fr', level: 9 }] });
    await c.agent(`${q}-de`, [q], { channels, skills });
    return { fr: `${q}-fr`, de: `${q}-de` };
  }

  const ask = (id: string, q: string, more: Json = {}): Promise<Json> =>
    c.enqueue(id, q, { channel: 'chat', language: 'fr', ...more });

  it('is configured with the queue, and refused where it says too little or too much', async () => {
    await c.queue('t0', ALLOWED);
    expect((await c.get('/v1/queues/t0')).body).toMatchObject(ALLOWED);
    await c.queue('t0');
    expect((await c.get('/v1/queues/t0')).body.translation).toBeUndefined();
    const wrong: [Json, string][] = [
      [{ allowed: true }, 'translation.penaltySeconds'],
      [{ penaltySeconds: 1 }, 'translation.allowed'],
      [{ allowed: 'yes', penaltySeconds: 1 }, 'translation.allowed'],
      [{ allowed: true, penaltySeconds: -1 }, 'translation.penaltySeconds'],
      [{ allowed: true, penaltySeconds: 86_401 }, 'translation.penaltySeconds'],
      [{ allowed: true, penaltySeconds: 1, to: 'de' }, 'translation.to'],
    ];
    for (const [translation, path] of wrong)
      expectProblem(await c.put('/v1/queues/t0', { name: 't0', translation }), 400, { errors: [{ path }] });
    const seconds = { offerTimeoutSeconds: 20, wrapUpSeconds: 0, defaultTargetSeconds: 20 };
    const captions = { name: 'Captions', kind: 'synchronous', ...seconds, text: true };
    expect((await c.put('/v1/channels/captions', captions)).body).toMatchObject({ text: true });
    expectProblem(await c.put('/v1/channels/captions', { ...captions, text: 'yes' }), 400, {
      errors: [{ path: 'text' }],
    });
  });

  it('an offer to who does not speak the language says from what into what, everywhere and for good', async () => {
    const { de } = await house('t1');
    const socket = await c.node.open('agent', de);
    await socket.command('presence.set', { presence: 'available' });
    await ask('t1-c', 't1');
    const created = (await socket.next('offer.created')).offer as { id: string; contact: Json };
    const translate = { from: 'fr', to: 'de' };
    expect(created.contact).toMatchObject({ language: 'fr', translate });
    expect(await c.event('offered', 't1-c')).toMatchObject({ offerId: created.id, translate });
    // The offer stays as it was told, whatever is configured in the meantime.
    await c.queue('t1');
    expect(await c.contact('t1-c')).toMatchObject({ state: 'offered', offer: { id: created.id, translate } });
    const again = await c.node.open('agent', de);
    const held = again.frames[0] as unknown as { offers: { contact: Json }[] };
    expect(held.offers[0]?.contact).toMatchObject({ translate });
    await c.must('POST', `/v1/offers/${created.id}/accept`, {}, { key: de });
    expect(await c.contact('t1-c')).toMatchObject({ state: 'active', agentId: de });
    await c.complete('t1-c');
    for (const each of [socket, again]) await each.close();
  });

  it('its price stands in the decision, and adds up', async () => {
    const { de } = await house('t2');
    await c.available(de);
    await ask('t2-c', 't2');
    const { body } = await c.get(`/v1/decisions/${await c.offer('t2-c')}`, { key: 'supervisor' });
    const [winner] = body.candidates as { totalMs: number; credits: Record<string, number>; inputs: Json }[];
    expect(winner).toMatchObject({ credits: { translation: -60_000 }, inputs: { translationSeconds: 60 } });
    expect(Object.values(winner!.credits).reduce((sum, ms) => sum + ms, 0)).toBe(winner!.totalMs);
    await c.cancel('t2-c');
  });

  it('asks for the language again when one who speaks it comes on duty, and no longer when the last goes', async () => {
    const { fr, de } = await house('t3');
    await c.presence(fr, 'unavailable');
    await c.available(de);
    await ask('t3-c', 't3');
    await c.settled();
    expect((await c.contact('t3-c')).state).toBe('waiting');
    const explained = async (): Promise<Json> =>
      (await c.get('/v1/contacts/t3-c/explanation', { key: 'supervisor' })).body;
    expect(await explained()).toMatchObject({
      eligible: [{ agentId: fr, because: 'notAvailable' }],
      translation: { language: 'fr', inForce: false, penaltySeconds: 60 },
    });
    await c.presence(fr, 'offline');
    const offered = await c.event('offered', 't3-c');
    expect(offered).toMatchObject({ agentId: de, translate: { from: 'fr', to: 'de' } });
    // An open offer is left when a speaker comes; declined, the contact asks for its language again.
    await c.presence(fr, 'unavailable');
    await c.settled();
    expect(await c.contact('t3-c')).toMatchObject({ state: 'offered', offer: { id: offered.offerId } });
    await c.must('POST', `/v1/offers/${offered.offerId}/decline`, {}, { key: de });
    await c.clock(61_000);
    await c.settled();
    expect((await c.contact('t3-c')).state).toBe('waiting');
    await c.available(fr);
    const spoken = await c.event('offered', 't3-c', 2);
    expect(spoken.agentId).toBe(fr);
    expect(spoken).not.toHaveProperty('translate');
    expect((await c.contact('t3-c')).offer).not.toHaveProperty('translate');
    await c.cancel('t3-c');
    await c.presence(fr, 'offline');
    await c.presence(de, 'unavailable');
    await ask('t3-d', 't3');
    expect((await c.get('/v1/contacts/t3-d/explanation', { key: 'supervisor' })).body).toMatchObject({
      eligible: [
        { agentId: de, because: 'notAvailable' },
        { agentId: fr, because: 'notAvailable' },
      ],
      translation: { inForce: true },
    });
    await c.cancel('t3-d');
  });

  it('is for text alone, and only where the queue allows it', async () => {
    const { de } = await house('t4');
    const refusing = await house('t5', {});
    await c.available(de, refusing.de);
    await ask('t4-call', 't4', { channel: 'voice' });
    await ask('t5-chat', 't5');
    await c.settled();
    for (const id of ['t4-call', 't5-chat']) expect((await c.contact(id)).state).toBe('waiting');
    await ask('t4-mail', 't4', { channel: 'email' });
    expect((await c.event('offered', 't4-mail')).agentId).toBe(de);
    for (const id of ['t4-call', 't5-chat', 't4-mail']) await c.cancel(id);
  });

  it('makes routable what nobody configured speaks, leaves no gap, and says so', async () => {
    const [yes, no] = [await house('t6'), await house('t7', {})];
    await c.must('PUT', '/v1/skills/is', { name: 'Icelandic' });
    for (const q of ['t6', 't7']) await ask(`${q}-c`, q, { language: 'is' });
    expect(await c.contact('t6-c')).toMatchObject({ routable: true });
    expect((await c.contact('t6-c')).unroutableBecause).toBeUndefined();
    expect(await c.contact('t7-c')).toMatchObject({ routable: false, unroutableBecause: expect.any(String) });
    await c.node.hasHeard();
    const gaps = async (q: string): Promise<unknown> =>
      ((await c.get(`/v1/queues/${q}/gaps`, { key: 'supervisor' })).body.items as Json[]).map(({ skillId }) => skillId);
    expect(await gaps('t6')).toEqual([]);
    expect(await gaps('t7')).toEqual(['is']);
    await c.available(yes.fr, no.fr);
    expect(await c.event('offered', 't6-c')).toMatchObject({ translate: { from: 'is', to: 'fr' } });
    for (const q of ['t6', 't7']) await c.cancel(`${q}-c`);
  });

  it("takes the agent's own language from its attributes where no skill names one, or leaves it out", async () => {
    await c.queue('t8', ALLOWED);
    const channels = [{ id: 'chat', capacity: 1 }];
    await c.agent('t8-a', ['t8'], { channels, attributes: { language: 'Plattdüütsch "Platt"' } });
    await c.agent('t8-b', ['t8'], { channels, skills: [{ id: 'billing', level: 3 }] });
    await c.available('t8-a');
    await ask('t8-1', 't8');
    const translate = { from: 'fr', to: 'Plattdüütsch "Platt"' };
    expect(await c.event('offered', 't8-1')).toMatchObject({ agentId: 't8-a', translate });
    expect((await c.contact('t8-1')).offer).toMatchObject({ translate });
    await c.available('t8-b');
    await ask('t8-2', 't8');
    expect({ ...(await c.event('offered', 't8-2')) }).toHaveProperty('translate', { from: 'fr' });
    for (const id of ['t8-1', 't8-2']) await c.cancel(id);
  });

  it('a contact that comes back to its agent is translated for that one again', async () => {
    const { de } = await house('t9');
    await c.available(de);
    await ask('t9-c', 't9');
    await c.must('POST', `/v1/offers/${await c.offer('t9-c')}/accept`, {}, { key: de });
    await c.must('POST', '/v1/contacts/t9-c/park', {}, { key: de });
    await c.must('POST', '/v1/contacts/t9-c/resume', {}, { key: 'system' });
    expect(await c.event('offered', 't9-c', 2)).toMatchObject({ agentId: de, translate: { from: 'fr', to: 'de' } });
    await c.cancel('t9-c');
  });
});
