import { Receiver } from '../webhooks/receiver.js';
import { Center, expectProblem } from './center.js';

describe('notifyUrl', () => {
  let c: Center;
  let receiver: Receiver;
  beforeAll(async () => {
    [c, receiver] = await Promise.all([Center.start({ LOTSE_WEBHOOK_ALLOW: '127.0.0.0/8' }), Receiver.start()]);
    await c.queue('q');
    await c.agent('n1', ['q']);
    await c.available('n1');
  });
  afterAll(async () => {
    await c.stop();
    await receiver.stop();
  });

  it('gets the same flat events by POST, in order', async () => {
    await c.active('all', 'q', 'n1', { notifyUrl: receiver.url(), correlation: 'leg' });
    await c.complete('all');
    await receiver.until(() => receiver.typesOf('all').includes('contact.completed'));
    await c.event('completed', 'all');
    expect(receiver.deliveries.map(({ event }) => event)).toEqual(c.events.filter((f) => f.contactId === 'all'));
  });

  it.each([404, 409, 410])(
    '%d to contact.offered while the offer lives: abandoned, the agent is free at once',
    async (status) => {
      receiver.answer = (event) => (event.type === 'contact.offered' ? status : 204);
      const id = `gone${status}`;
      await c.enqueue(id, 'q', { notifyUrl: receiver.url() });
      const offer = await c.offer(id);
      await c.event('abandoned', id);
      expect(await c.contact(id)).toMatchObject({ state: 'abandoned' });
      expect(await c.state('n1')).toMatchObject({ routingStatus: 'idle', offers: [], load: {} });
      expectProblem(await c.post(`/v1/offers/${offer}/accept`, {}, { key: 'n1' }), 409, {
        offerOutcome: 'customerAbandoned',
        state: 'abandoned',
      });
      receiver.answer = () => 204;
    },
  );

  it('404 to any other event means nothing', async () => {
    receiver.answer = (event) => (event.type === 'contact.waiting' ? 404 : 204);
    await c.active('other', 'q', 'n1', { notifyUrl: receiver.url() });
    await receiver.until(() => receiver.typesOf('other').includes('contact.active'));
    expect((await c.contact('other')).state).toBe('active');
    await c.complete('other');
  });

  it('private and loopback addresses only where allowed', async () => {
    for (const notifyUrl of ['http://10.1.2.3/x', 'http://192.168.0.1/x', 'http://[::1]/x', 'http://169.254.169.254/x'])
      expectProblem(await c.post('/v1/contacts', { channel: 'voice', queueId: 'q', notifyUrl }), 400, {
        errors: [{ path: 'notifyUrl', message: expect.any(String) }],
      });
  });
});
