import type { WebhookConfig } from '../domain/webhook.js';
import { Hearers } from './hearers.js';

function webhooks(...made: Partial<WebhookConfig>[]) {
  return new Map(
    made.map((one, index) => {
      const value = { url: 'https://x.example', events: ['contact.*'], secret: '', incarnation: 'i', ...one };
      const id = one.id ?? `w${index}`;
      return [id, { value: { ...value, id }, revision: 1 }];
    }),
  );
}

describe('hearers', () => {
  const ids = (
    all: ReturnType<typeof webhooks>,
    type: 'contact.waiting' | 'agent.presence',
    queueId?: string,
  ): string[] => hearers.of(all, { type, queueId }).map(({ value }) => value.id);
  const hearers = new Hearers();

  it('are those whose events and queues an event matches', () => {
    const all = webhooks(
      { id: 'all' },
      { id: 'waiting', events: ['contact.waiting'] },
      { id: 'active', events: ['contact.active'] },
      { id: 'billing', queues: ['billing', 'second'] },
      { id: 'sales', events: ['contact.waiting'], queues: ['sales'] },
    );
    expect(ids(all, 'contact.waiting', 'billing')).toEqual(['all', 'waiting', 'billing']);
    expect(ids(all, 'contact.waiting', 'sales')).toEqual(['all', 'waiting', 'sales']);
    expect(ids(all, 'contact.waiting')).toEqual(['all', 'waiting']);
  });

  it('follow the configuration', () => {
    expect(ids(webhooks(), 'contact.waiting', 'billing')).toEqual([]);
    expect(ids(webhooks({ id: 'new' }), 'contact.waiting', 'billing')).toEqual(['new']);
  });
});
