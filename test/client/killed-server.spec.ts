import { Lotse } from '@lotse/client';
import { Heard } from './heard.js';
import { type ServerProcess, twoServers } from './server-process.js';

const KEY = 'test-admin-key-of-thirty-two-chars';

describe('a server that is killed and started again', () => {
  let servers: Awaited<ReturnType<typeof twoServers>>;
  let mortal: ServerProcess;
  let near: Lotse;
  let far: Lotse;
  const open: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    servers = await twoServers(KEY);
    const [first, second] = servers.nodes;
    mortal = first;
    near = new Lotse({ url: first.url, key: KEY, attempts: 60 });
    far = new Lotse({ url: second.url, key: KEY });
    await far.put('/v1/queues/{id}', { path: { id: 'q' }, body: { name: 'Q' } });
    const channels = [{ id: 'voice', capacity: 10 }];
    await far.put('/v1/agents/{id}', { path: { id: 'a' }, body: { name: 'A', queues: ['q'], skills: [], channels } });
  });
  afterAll(async () => {
    // However the test ended: a socket left to itself would come back for ever.
    await Promise.all(open.map((socket) => socket.close()));
    await servers.stop();
  });

  const enqueue = (lotse: Lotse, id: string): Promise<unknown> =>
    lotse.post('/v1/contacts', { body: { id, channel: 'voice', queueId: 'q' } });
  const cancel = (id: string): Promise<unknown> =>
    far.post('/v1/contacts/{id}/cancel', { path: { id }, body: { reason: 'cancelled' } });

  it('loses and doubles nothing for who follows contacts, and for an agent at work', async () => {
    const { key } = await far.post('/v1/api-keys', { body: { role: 'agent', agentId: 'a', name: 'desk' } });
    const system = near.systemSocket();
    const agent = new Lotse({ url: mortal.url, key }).agentSocket();
    open.push(system, agent);
    const [contacts, desk] = [new Heard(system), new Heard(agent)];
    await Promise.all([system.open(), agent.open()]);
    const [from, deskFrom] = [system.cursor, agent.cursor];
    await system.subscribe();
    await enqueue(near, 'before');
    await agent.command('presence.set', { presence: 'available' });
    await desk.first('offer.created');
    await mortal.kill();
    await Promise.all([contacts.first('disconnected'), desk.first('disconnected')]);
    // Through the other node, while nobody can tell them.
    await enqueue(far, 'meanwhile');
    await cancel('before');
    await mortal.start();
    await desk.first('offer.created', ({ offer }) => (offer as { contact: { id: string } }).contact.id === 'meanwhile');
    await contacts.first('contact.offered', ({ contactId }) => contactId === 'meanwhile');
    await enqueue(near, 'after');
    await contacts.first('contact.offered', ({ contactId }) => contactId === 'after');
    await desk.first('offer.created', ({ offer }) => (offer as { contact: { id: string } }).contact.id === 'after');
    for (const id of ['meanwhile', 'after']) await cancel(id);
    await contacts.first('contact.cancelled', ({ contactId }) => contactId === 'after');
    await desk.first('offer.ended', ({ contactId }) => contactId === 'after');
    expect(contacts.of('snapshotRequired').concat(desk.of('snapshotRequired'))).toEqual([]);

    // What a socket that was never cut hears of the same stretch.
    const whole = far.systemSocket({ cursor: from });
    const wholeDesk = new Lotse({ url: servers.nodes[1].url, key }).agentSocket({ cursor: deskFrom });
    open.push(whole, wholeDesk);
    const [all, allDesk] = [new Heard(whole), new Heard(wholeDesk)];
    await Promise.all([whole.open(), wholeDesk.open()]);
    await whole.subscribe();
    await all.first('contact.cancelled', ({ contactId }) => contactId === 'after');
    await allDesk.first('offer.ended', ({ contactId }) => contactId === 'after');
    expect(contacts.events).toEqual(all.events);
    const upTo = (told: Heard): unknown[] => told.cursors.slice(0, told.events.findIndex(isLast) + 1);
    expect(upTo(desk)).toEqual(upTo(allDesk));
  });

  it('is asked again by REST until it is there, and does a thing once', async () => {
    await mortal.kill();
    const made = near.post('/v1/contacts', { body: { channel: 'chat', queueId: 'q', customer: { id: 'patient' } } });
    await Promise.all([made, mortal.start()]);
    const { items } = await far.get('/v1/contacts', { query: { customerId: 'patient' } });
    expect(items.map(({ id }) => id)).toEqual([(await made).id]);
  });
});

function isLast({ type, contactId }: Record<string, unknown>): boolean {
  return type === 'offer.ended' && contactId === 'after';
}
