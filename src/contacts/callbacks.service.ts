import { Inject, Injectable } from '@nestjs/common';
import { actBy, onBehalf, requireRole, type Caller } from '../api-keys/principal.js';
import { CALLBACK_CHANNEL, DEFAULT_CALLBACK } from '../domain/callback.js';
import type { ContactRecord, ContactSpec } from '../domain/contact.js';
import { DomainError, fault } from '../domain/errors.js';
import { windowAt } from '../hours/callback-window.js';
import { customerKey } from '../live/keys.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import { callbackSpec, customerOf } from './callback-spec.js';
import { canonicalHash } from './canonical-json.js';
import type { AskCallbackRequest, AttemptRequest } from './contact-request.js';
import type { ContactView } from './contact.view.js';
import { ContactsService } from './contacts.service.js';
import { uuidV7 } from './uuid-v7.js';

const ATTEMPTS = 5;

/** Customers who are called back instead of holding the line. Throws DomainError. */
@Injectable()
export class CallbacksService {
  constructor(
    @Inject(LIVE_STORE) private readonly live: LiveStore,
    @Inject(ContactsService) private readonly contacts: ContactsService,
  ) {}

  /**
   * Who waits hangs up and keeps the place. The answer is the callback; `created` is false where it stood already.
   * @throws DomainError `callbackOpen` (with its `contactId`), `stateForbids`, `idInUse`
   */
  async ask(
    id: string,
    request: AskCallbackRequest,
    caller: Caller,
  ): Promise<{ created: boolean; contact: ContactView }> {
    requireRole(caller.principal, ['system', 'supervisor']);
    const { commandId, commandHash } = caller;
    const callbackHash = canonicalHash(request);
    for (let attempt = 1; ; attempt += 1) {
      const old = await this.present(id);
      const spec = this.specOf(old, request);
      try {
        const { created, contact, position, now } = await this.live.callback({
          commandId,
          commandHash,
          act: actBy(caller),
          old,
          spec,
          keyId: caller.principal.keyId,
          callbackHash,
          ...this.times(spec, request.notBefore),
        });
        return { created, contact: this.contacts.view(contact, position, now) };
      } catch (error) {
        const moved = error instanceof DomainError && error.code === 'conflict';
        if (!moved || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** What became of calling the customer; after an attempt that failed the next follows, or the callback has ended. */
  async attempt(id: string, request: AttemptRequest, caller: Caller): Promise<ContactView> {
    const found = await this.live.contact(id);
    if (found !== undefined && found.contact.channel !== CALLBACK_CHANNEL)
      throw new DomainError('stateForbids', 'The contact is no callback.', { state: found.contact.state });
    const { attempts, window } = found?.contact.spec.callback ?? DEFAULT_CALLBACK;
    const next = this.live.now() + attempts.spacingSeconds * 1000;
    const command = {
      ...onBehalf(caller),
      contactId: id,
      outcome: request.outcome,
      offerId: request.offerId,
      attempt: request.attempt,
      mostAttempts: attempts.max,
      spacingSeconds: attempts.spacingSeconds,
      opensAt: windowAt(window, next).opensAt,
    };
    return this.contacts.command(
      id,
      () => this.live.attempt(command),
      ({ callback }) => request.outcome === (callback?.reached === true ? 'reached' : callback?.lastOutcome),
      caller.principal,
    );
  }

  private specOf(old: ContactRecord, request: AskCallbackRequest): ContactSpec {
    const callback = callbackSpec(request);
    const customer = customerOf(old.spec.customer, callback.identity);
    if (customerKey(customer) === undefined)
      throw fault('identity', 'is needed: the contact does not say who its customer is');
    return {
      ...old.spec,
      id: request.id ?? uuidV7(this.live.now()),
      channel: CALLBACK_CHANNEL,
      queueId: old.queueId,
      customer,
      callback: { ...callback, fromChannel: old.channel },
    };
  }

  /** When it begins to wait where that is later, and until when the customer may be called. */
  private times({ callback }: ContactSpec, notBefore: string | undefined): { releaseAt?: number; closesAt?: number } {
    const now = this.live.now();
    const from = Math.max(now, notBefore === undefined ? 0 : Date.parse(notBefore));
    const { opensAt, closesAt } = windowAt(callback?.window, from);
    const begins = opensAt ?? from;
    return begins > now ? { releaseAt: begins } : { closesAt };
  }

  private async present(id: string): Promise<ContactRecord> {
    const found = await this.live.contact(id);
    if (found !== undefined) return found.contact;
    const { contact } = await this.contacts.find(id);
    throw new DomainError('stateForbids', `The contact is ${contact.state}.`, { state: contact.state });
  }
}
