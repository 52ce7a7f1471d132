import { Lotse, type SystemSocket } from '@lotse/client';
import { becomes } from '../../../test/support/becomes.js';

/** A telephone system whose agents take every call, and end it at once. */
export class Calls {
  private ended = 0;
  readonly failures: unknown[] = [];

  constructor(system: SystemSocket, lotse: Lotse) {
    const must = (done: Promise<unknown>): void => void done.catch((error: unknown) => this.failures.push(error));
    system.on('contact.offered', ({ channel, offerId }) => {
      if (channel === 'voice') must(system.command('offer.accept', { offerId: String(offerId) }));
    });
    system.on('contact.active', ({ channel, contactId }) => {
      if (channel === 'voice') must(lotse.post('/v1/contacts/{id}/complete', { path: { id: contactId }, body: {} }));
    });
    system.on('contact.completed', ({ channel }) => {
      if (channel === 'voice') this.ended += 1;
    });
  }

  /** Settles when so many calls have been talked and ended. */
  async until(calls: number): Promise<void> {
    // As long as one after the other ends it goes on.
    for (let n = 1; n <= calls; n += 1) await becomes(() => this.ended >= n, `${n} calls`);
  }
}
