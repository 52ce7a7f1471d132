import { startHttpApp } from './http-app.js';

describe('a Redis that dies and comes back', () => {
  it('answers 503 meanwhile and goes on by itself, configuration included', async () => {
    const other = await startHttpApp();
    try {
      await other.seed();
      const webhook = { url: 'https://crm.example.com/', events: ['contact.*'] };
      for (const id of ['crm', 'old']) await other.as().put(`/v1/webhooks/${id}`).send(webhook).expect(201);
      await other.redis.kill();
      const enqueue = () => other.as('system').post('/v1/contacts').send({ channel: 'voice', queueId: 'billing' });
      const { body, headers } = await enqueue().expect(503);
      expect(['storeUnavailable', 'outcomeUnknown']).toContain(body.code);
      expect(headers['retry-after']).toBe('1');
      expect((await other.as().get('/v1/health/ready').expect(503)).body.status).toBe('unavailable');
      await other.as().get('/v1/health/live').expect(200);
      const letters = '/v1/webhooks/crm/dead-letters';
      expect((await other.as().get(letters).expect(503)).headers['retry-after']).toBe('1');
      expect((await other.as().post(`${letters}:replay`).send({}).expect(503)).body.code).toBe('storeUnavailable');
      await other.as().delete('/v1/webhooks/old').expect(204);
      await other.as().put('/v1/queues/later').send({ name: 'Configured while Redis is away' }).expect(201);
      const open = new Promise<void>((resolve) => void other.live.connection.onOpen(resolve));
      await other.redis.restart();
      await open;
      await other.mirrored();
      const followed = other.nextEvent();
      await enqueue().expect(201);
      await other.as('system').post('/v1/contacts').send({ channel: 'voice', queueId: 'later' }).expect(201);
      await followed;
      await other.as().get(letters).expect(200);
    } finally {
      await other.stop();
    }
  });
});
