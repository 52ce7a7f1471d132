import type { PersistentHttp } from './persistent-http.js';
import type { ClientRecord } from './record.js';

/** Shares of calls to customers that come to nothing. */
const NO_ANSWER = 0.3;
const BUSY = 0.1;

/** An agent has a callback and calls its customer. */
export class CallbackTalk {
  constructor(
    private readonly http: PersistentHttp,
    private readonly record: ClientRecord,
    private readonly contactId: string,
    /** Which attempt it is; unknown to who took the contact up after a lost connection. */
    private readonly offerId: string | undefined,
  ) {}

  /**
   * Says what became of the call.
   * @param mood 0–1
   * @returns whether the talk is still to be ended
   */
  async call(mood: number): Promise<boolean> {
    const outcome = mood < NO_ANSWER ? 'noAnswer' : mood < NO_ANSWER + BUSY ? 'busy' : 'reached';
    const path = `/v1/contacts/${this.contactId}/callback/attempt`;
    const answer = await this.http.post(path, {
      outcome,
      ...(this.offerId !== undefined && { offerId: this.offerId }),
    });
    if (answer?.status !== 200) return true;
    if (outcome === 'reached') this.record.counts.reached += 1;
    else this.record.counts.attemptsFailed += 1;
    return outcome === 'reached';
  }
}
