import { createHmac } from 'node:crypto';
import type { Delivery } from './receiver.js';

/** Whether one of a delivery's signatures is this secret's: as a receiver would check, with no code of the server's. */
export function signedWith(secret: string, { headers, text }: Delivery): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`;
  const expected = `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
}
