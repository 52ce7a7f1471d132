import { LiveRedis } from '../../src/live/live-redis.js';
import { CONFIGURATION_POSTGRES } from '../../src/store/store.module.js';
import type { Postgres } from '../../src/store/postgres.js';
import { Receiver, type Delivery } from '../webhooks/receiver.js';
import { signedWith } from '../webhooks/verify.js';
import { Center, expectProblem, type Json } from './center.js';

const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const OTHER = `whsec_${Buffer.alloc(24, 8).toString('base64')}`;

/** A body as a bot gets it, and whose contact it is about. */
type Told = Json & { type: string; contactId: string };

function told({ text }: Delivery): Told {
  const frame = JSON.parse(text) as Json & { offer?: { contact: Json }; contact?: Json };
  return { ...frame, contactId: frame.contactId ?? frame.offer?.contact.id ?? frame.contact?.id } as Told;
}

describe('a bot that is reached by POST', () => {
  let c: Center;
  let receiver: Receiver;
  let q: string;
  let bot: string;
  let person: string;
  let n = 0;

  beforeAll(async () => {
    c = await Center.start({ LOTSE_WEBHOOK_ALLOW: '127.0.0.0/8' });
  });
  afterAll(() => c.stop());
  beforeEach(async () => {
    receiver = await Receiver.start();
    n += 1;
    [q, bot, person] = [`q${n}`, `bot${n}`, `person${n}`];
    await c.queue(q);
    await c.agent(bot, [q], { kind: 'bot', channels: [{ id: 'voice', capacity: 100 }], webhook: hook() });
    await c.agent(person, [q]);
  });
  afterEach(async () => {
    for (const agent of [bot, person]) await c.presence(agent, 'offline');
    await receiver.stop();
  });

  const hook = (): Json => ({ url: receiver.url(), secret: SECRET });
  const body = (more: Json = {}): Json => ({ name: bot, kind: 'bot', queues: [q], skills: [], channels: [], ...more });
  const of = (contactId: string): Delivery[] => receiver.deliveries.filter((one) => told(one).contactId === contactId);
  const typesOf = (contactId: string): string[] => of(contactId).map((one) => told(one).type);
  const says = (answer: Json): void => {
    receiver.answer = () => 200;
    receiver.reply = (event) => JSON.stringify((event.type as string) === 'offer.created' ? answer : {});
  };

  it('is a bot, at an address that may be called; its secret is never told, mirrored or audited', async () => {
    const path = `/v1/agents/${bot}`;
    expectProblem(await c.put(path, body({ kind: 'human', webhook: hook() })), 400, { errors: [{ path: 'webhook' }] });
    for (const url of ['http://10.0.0.1/', 'ftp://example.com/', 'nonsense'])
      expectProblem(await c.put(path, body({ webhook: { url } })), 400, { errors: [{ path: 'webhook.url' }] });
    for (const secret of ['whsec_short', 'x'])
      expectProblem(await c.put(path, body({ webhook: { ...hook(), secret } })), 400, {
        errors: [{ path: 'webhook.secret' }],
      });
    const shown = { webhook: { url: receiver.url() } };
    for (const reply of [await c.get(path), await c.put(path, body({ webhook: hook() })), await c.get(path)]) {
      expect(reply).toMatchObject({ status: 200, body: shown });
      expect(reply.body.webhook).toEqual(shown.webhook);
    }
    const { items } = (await c.get('/v1/agents?limit=200')).body as { items: Json[] };
    expect(JSON.stringify(items)).not.toContain('whsec_');
    const audit = await c.node.server.app
      .get<Postgres>(CONFIGURATION_POSTGRES)
      .run<{ body: Json }>('SELECT body FROM config_change WHERE resource_id = $1', [bot]);
    expect(audit.rows.length).toBeGreaterThan(1);
    expect(JSON.stringify(audit.rows)).not.toContain('whsec_');
    const { redis, keys } = c.node.server.app.get(LiveRedis).connection;
    expect(JSON.stringify(await redis.hgetall(keys.agent(bot)))).not.toContain('whsec_');
  });

  it('gets what its socket would, signed and in order, and accepts in its answer', async () => {
    says({ answer: 'accept' });
    const socket = await c.node.open('agent', bot);
    await c.available(bot);
    await c.enqueue(`a${n}`, q, { customer: { name: 'Kim' } });
    expect((await c.event('active', `a${n}`)).agentId).toBe(bot);
    await c.complete(`a${n}`);
    await receiver.until(() => typesOf(`a${n}`).length === 4);
    expect(typesOf(`a${n}`)).toEqual(['offer.created', 'offer.ended', 'contact.updated', 'contact.updated']);
    await socket.until((all) => all.filter((one) => one.type === 'contact.updated').length >= 2);
    const frames = socket.frames.filter(({ type }) => type !== 'hello' && type !== 'presence.changed');
    expect(of(`a${n}`).map(({ text }) => JSON.parse(text) as Json)).toEqual(frames);
    for (const one of of(`a${n}`)) {
      const { type, cursor, at } = told(one);
      expect(one.headers).toMatchObject({ 'ce-type': type, 'ce-id': cursor, 'ce-time': at, 'ce-subject': `a${n}` });
      expect(signedWith(SECRET, one)).toBe(true);
    }
    expect(new Set(of(`a${n}`).map(({ headers }) => headers['webhook-id'])).size).toBe(4);
    await socket.close();
  });

  it('keeps its secret over a PUT that names none, changes it without a gap, and signs nothing without one', async () => {
    says({ answer: 'accept' });
    const channels = [{ id: 'voice', capacity: 100 }];
    const accepted = async (id: string, webhook: Json): Promise<Delivery[]> => {
      await c.must('PUT', `/v1/agents/${bot}`, body({ channels, webhook }));
      await c.available(bot);
      await c.enqueue(id, q);
      await c.event('active', id);
      await receiver.until(() => typesOf(id).length === 3);
      return of(id);
    };
    for (const one of await accepted(`k${n}`, { url: receiver.url() })) expect(signedWith(SECRET, one)).toBe(true);
    for (const one of await accepted(`l${n}`, { url: receiver.url(), secret: OTHER }))
      expect([signedWith(SECRET, one), signedWith(OTHER, one)]).toEqual([true, true]);
    await c.must('PUT', `/v1/agents/${bot}`, body({ channels }));
    for (const one of await accepted(`m${n}`, { url: receiver.url() }))
      expect(one.headers['webhook-signature']).toBeUndefined();
  });

  it('declines in its answer', async () => {
    says({ answer: 'decline', reason: 'noIdea' });
    await c.available(bot);
    await c.enqueue(`d${n}`, q);
    expect((await c.event('waiting', `d${n}`, 2)).outcome).toBe('declined');
    const { history } = await c.contact(`d${n}`);
    expect(history).toContainEqual(expect.objectContaining({ type: 'declined', agentId: bot, detail: 'noIdea' }));
    expect((await c.state(bot)).routingStatus).toBe('idle');
    await c.cancel(`d${n}`);
  });

  it.each([202, 204, 200])('answers later over REST: %i', async (status) => {
    receiver.answer = () => status;
    await c.available(bot);
    const id = `r${n}`;
    await c.enqueue(id, q);
    await receiver.until(() => typesOf(id).length === 1);
    const offer = told(of(id)[0] as Delivery).offer as { id: string; expiresAt: string };
    expect(offer).toMatchObject({ id: await c.offer(id), contact: { id, state: 'offered' } });
    await c.must('POST', `/v1/offers/${offer.id}/accept`, {}, { key: bot });
    await receiver.until(() => typesOf(id).length === 3);
    expect(typesOf(id)).toEqual(['offer.created', 'offer.ended', 'contact.updated']);
    await c.complete(id);
  });

  const failures: [string, () => unknown][] = [
    ['500', () => (receiver.answer = () => 500)],
    ['404', () => (receiver.answer = () => 404)],
    [
      'a redirect',
      () => {
        receiver.answer = () => 307;
        receiver.location = receiver.url('/elsewhere');
      },
    ],
    ['an answer that means nothing', () => says({ answer: 'perhaps' })],
    ['nobody there', () => receiver.stop()],
  ];
  it.each(failures)('misses an offer at once: %s', async (_, fail) => {
    await fail();
    await c.available(bot);
    await c.enqueue(`f${n}`, q);
    expect((await c.event('waiting', `f${n}`, 2)).outcome).toBe('missed');
    const { history } = await c.contact(`f${n}`);
    expect(history).toContainEqual(expect.objectContaining({ type: 'missed', agentId: bot, detail: 'failed' }));
    expect((await c.state(bot)).routingStatus).toBe('notResponding');
    await c.available(person);
    expect((await c.event('offered', `f${n}`, 2)).agentId).toBe(person);
    await c.cancel(`f${n}`);
    expect(receiver.deliveries.some(({ path }) => path === '/elsewhere')).toBe(false);
  });

  it('that answers nothing any more hands over all that it has, as one that lost its socket', async () => {
    says({ answer: 'accept' });
    await c.available(bot);
    for (const id of [`x${n}`, `y${n}`]) {
      await c.enqueue(id, q);
      await c.event('active', id);
      await receiver.until(() => typesOf(id).length === 3);
    }
    receiver.answer = () => 503;
    await c.must('POST', `/v1/contacts/x${n}/hold`, {}, { key: 'system' });
    // Told again: the first failure has been noted.
    await receiver.until(() => typesOf(`x${n}`).length === 5);
    await c.clock(16_000);
    for (const id of [`x${n}`, `y${n}`]) {
      await c.event('waiting', id, 2);
      expect(await c.contact(id)).toMatchObject({ state: 'waiting', handover: { reason: 'connectionLost' } });
    }
    await c.settled();
    expect(await c.state(bot)).toMatchObject({ presence: 'offline', reasonCode: 'connectionLost', load: {} });
    for (const id of [`x${n}`, `y${n}`]) await c.cancel(id);
  });

  it('that fails with one contact hands that one over, and keeps the others', async () => {
    says({ answer: 'accept' });
    await c.available(bot);
    for (const id of [`u${n}`, `v${n}`]) {
      await c.enqueue(id, q);
      await c.event('active', id);
      await receiver.until(() => typesOf(id).length === 3);
    }
    receiver.answer = (event) => (JSON.stringify(event).includes(`"id":"u${n}"`) ? 500 : 200);
    await c.must('POST', `/v1/contacts/u${n}/hold`, {}, { key: 'system' });
    await receiver.until(() => typesOf(`u${n}`).length === 5);
    await c.must('POST', `/v1/contacts/v${n}/hold`, {}, { key: 'system' });
    await receiver.until(() => typesOf(`v${n}`).length === 4);
    await c.clock(16_000);
    await c.event('waiting', `u${n}`, 2);
    await c.settled();
    expect((await c.contact(`v${n}`)).state).toBe('active');
    expect(await c.state(bot)).toMatchObject({ presence: 'available', load: { voice: 1 } });
    for (const id of [`u${n}`, `v${n}`]) await (id.startsWith('u') ? c.cancel(id) : c.complete(id));
  });
});
