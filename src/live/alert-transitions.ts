import type { LiveConnection } from './connection.js';
import { StaleFenceError } from './offer-transitions.js';
import { refusal } from './refusals.js';

/** An alert by a threshold as it stands. */
export interface StandingText {
  /** When it was raised, ms, and the event that told of it. */
  at: number;
  eventId: string;
  /** What is told of it, as JSON. */
  text: string;
}

/** Alerts by thresholds: which stand is live state, so that all nodes tell each crossing once. */
export class AlertTransitions {
  constructor(private readonly connection: LiveConnection) {}

  /**
   * Raises or clears; false: it stood, or did not, already.
   * @param epoch the matcher's fencing epoch: who decides judges thresholds too
   * @throws StaleFenceError; DomainError `storeUnavailable`, `outcomeUnknown`
   */
  async set(
    change: { alertId: string; queueId?: string; text: string; raise: boolean },
    epoch: string,
  ): Promise<boolean> {
    const { meta, events, alerts } = this.connection.keys;
    const reply = await this.connection.run('alert', { meta, events, alerts }, { ...change, epoch });
    if (reply[0] === 'staleFence') throw new StaleFenceError(String(reply[1]));
    if (reply[0] !== 'ok') throw refusal(reply, 'alert');
    return reply[2] === 1;
  }

  /** All that stand, by id. @throws DomainError `storeUnavailable` */
  async standing(): Promise<Map<string, StandingText>> {
    const found = await this.connection.read((redis) => redis.hgetall(this.connection.keys.alerts));
    return new Map(Object.entries(found).map(([id, value]) => [id, parseStanding(value)]));
  }
}

/** `at|event|text` */
export function parseStanding(value: string): StandingText {
  const [at = '0', eventId = '0.0'] = value.split('|', 2);
  return { at: Number(at), eventId, text: value.slice(at.length + eventId.length + 2) };
}
