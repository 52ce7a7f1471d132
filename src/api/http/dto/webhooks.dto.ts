import { THRESHOLD_EVENTS } from '../../../alerts/threshold-event.js';
import { EVERY_ALERT_EVENT, EVERY_CONTACT_EVENT } from '../../../domain/webhook.js';
import { FLAT_EVENT_TYPES } from '../../../feed/flat-event.js';
import type { DeadReason } from '../../../webhooks/dead-letter.js';
import { SECRET } from '../../../webhooks/signature.js';
import { Flag, Formed, FreeJson, Id, Ids, Instant, Int, ManyOf, OneOf, Text, Url } from '../../fields.js';

const EVENTS = [EVERY_CONTACT_EVENT, ...FLAT_EVENT_TYPES, EVERY_ALERT_EVENT, ...THRESHOLD_EVENTS];
const MOST_LETTERS_NAMED = 1_000;

export class WebhookDto {
  @Url({ example: 'https://crm.example.com/lotse', description: 'Private addresses only where the server allows them' })
  url: string;

  @ManyOf(EVENTS, {
    example: ['contact.waiting', 'contact.completed'],
    description: 'Types of events, or all with `contact.*`, `alert.*`',
  })
  events: string[];

  @Ids({
    max: 500,
    least: 1,
    optional: true,
    example: ['billing'],
    description: 'Only while the contact is in one of these queues, and alerts of one of them; all when left out',
  })
  queues?: string[];

  @Formed(SECRET, {
    optional: true,
    example: 'whsec_cGxlYXNlIG1ha2UgYSBzZWNyZXQgb2YgeW91ciBvd24h',
    description:
      '`whsec_` and the base64 of 24 to 64 bytes. Left out: the server makes one at creation, later it stays. Another than the one in force rotates: both sign for 24 h',
  })
  secret?: string;

  @Flag({
    optional: true,
    default: false,
    example: false,
    description: 'Has the server make a new secret, told in this answer; the one before signs too for 24 h',
  })
  rotateSecret?: boolean;
}

export class WebhookAnswer {
  @Id({ example: 'crm' })
  id: string;

  @Url({ example: 'https://crm.example.com/lotse' })
  url: string;

  @ManyOf(EVENTS, { example: ['contact.waiting', 'contact.completed'] })
  events: string[];

  @Ids({ max: 500, optional: true, example: ['billing'] })
  queues?: string[];

  @Text({
    max: 128,
    optional: true,
    example: 'whsec_…',
    description: 'Told once, in the answer to the PUT that had the server make it',
  })
  secret?: string;
}

export class DeadLetterAnswer {
  @Id({ example: 'msg_2Kc1T0y7mW8vQpXr5sNfLbZa3dE', description: 'The `webhook-id` it was sent with' })
  id: string;

  @Instant({ description: 'When it was given up' })
  deadAt: string;

  @OneOf(['undeliverable', 'backlogFull'] satisfies DeadReason[], {
    description: 'Every attempt failed for 24 h; or too much was undelivered already',
  })
  reason: DeadReason;

  @Text({ max: 64, optional: true, example: 'status 500', description: 'How the last attempt failed' })
  failure?: string;

  @FreeJson({
    example: { type: 'contact.waiting', cursor: '186321.42', contactId: 'call-1', state: 'waiting' },
    description: 'The body',
  })
  event: Record<string, unknown>;
}

export class ReplayDto {
  @Ids({
    max: MOST_LETTERS_NAMED,
    least: 1,
    optional: true,
    example: ['msg_2Kc1T0y7mW8vQpXr5sNfLbZa3dE'],
    description: 'Which; all when left out',
  })
  ids?: string[];
}

export class ReplayAnswer {
  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, example: 12 })
  replayed: number;
}
