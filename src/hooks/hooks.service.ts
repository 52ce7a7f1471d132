import { Inject, Injectable } from '@nestjs/common';
import { createHash, timingSafeEqual } from 'node:crypto';
import { ConfigurationService, type WriteOptions } from '../configuration/configuration.service.js';
import type { ConfigPage } from '../configuration/page.js';
import type { EnqueueRequest } from '../contacts/contact-request.js';
import type { ContactView } from '../contacts/contact.view.js';
import { ContactsService } from '../contacts/contacts.service.js';
import { DomainError } from '../domain/errors.js';
import type { HookConfig } from '../domain/hook.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import type { Versioned } from '../store/config-store.js';
import { rotated, signatureOf } from '../webhooks/signature.js';
import { applied, faultsOf } from './mapping.js';

/** The body of a hook's PUT. */
export interface HookDefinition {
  mapping: Record<string, unknown>;
  secret?: string;
}

/** A hook as it is told; with its secret only in the answer to the PUT that had one made. */
export type HookView = Pick<HookConfig, 'id' | 'mapping'> & { secret?: string };

/** What came to a hook, as it came. */
export interface Posted {
  /** Headers of the Standard Webhooks specification. */
  messageId: string | undefined;
  timestamp: string | undefined;
  signature: string | undefined;
  /** The text that was signed. */
  text: string;
}

/** How far a sender's clock may be from the store's, ms either way. */
const TOLERANCE_MS = 300_000;
const LONGEST_MESSAGE_ID = 256;

/** Hooks: contacts from systems that only know how to post. Throws DomainError. */
@Injectable()
export class HooksService {
  constructor(
    @Inject(ConfigurationService) private readonly configuration: ConfigurationService,
    @Inject(ContactsService) private readonly contacts: ContactsService,
    @Inject(LIVE_STORE) private readonly live: Pick<LiveStore, 'now'>,
  ) {}

  /** @throws DomainError `validationFailed` naming what is wrong with the mapping */
  async put(
    id: string,
    { mapping, secret }: HookDefinition,
    options: WriteOptions,
  ): Promise<Versioned<HookView> & { created: boolean }> {
    const errors = faultsOf(mapping);
    const [first] = errors;
    if (first !== undefined) throw new DomainError('validationFailed', `${first.path} ${first.message}`, { errors });
    let made = false as boolean;
    const onto = (value: HookConfig, standing: HookConfig | undefined, now: number): HookConfig => {
      const secrets = rotated(standing, secret, false, now);
      made = secret === undefined && secrets.secret !== standing?.secret;
      return { ...value, ...secrets };
    };
    const written = await this.configuration.put('hook', { id, mapping, secret: '' }, { ...options, onto });
    const { revision, created, value } = written;
    return { revision, created, value: { ...view(value), ...(made && { secret: value.secret }) } };
  }

  async get(id: string): Promise<Versioned<HookView>> {
    const { value, revision } = await this.configuration.get('hook', id);
    return { value: view(value), revision };
  }

  list(limit: number, cursor: string | undefined): ConfigPage<HookView> {
    const { items, nextCursor } = this.configuration.list('hook', limit, cursor);
    return { items: items.map(view), nextCursor };
  }

  remove(id: string, options: WriteOptions): Promise<void> {
    return this.configuration.remove('hook', id, options);
  }

  /**
   * The contact's body that a signed message asks for. A message that comes again asks for the same contact.
   * @throws DomainError `notFound`; `unauthorized`: not signed with the secret, or not now
   */
  async accept(id: string, posted: Posted, body: unknown): Promise<Record<string, unknown>> {
    const { value: hook } = await this.configuration.get('hook', id);
    const messageId = this.verified(hook, posted);
    const hash = createHash('sha256').update(`${id}\n${messageId}`).digest('hex');
    return { id: `hook-${hash.slice(0, 32)}`, ...applied(hook.mapping, body) };
  }

  enqueue(id: string, request: EnqueueRequest): Promise<{ created: boolean; contact: ContactView }> {
    return this.contacts.enqueue(request, { principal: { keyId: `hook:${id}`, role: 'system' } });
  }

  /** What a body would be made of, signed or not. @throws DomainError `notFound` */
  async preview(id: string, body: unknown): Promise<Record<string, unknown>> {
    return applied((await this.configuration.get('hook', id)).value.mapping, body);
  }

  /** @throws DomainError what would keep the contact from being made, as far as it is known before */
  async check(request: EnqueueRequest): Promise<void> {
    await this.contacts.checked(request);
  }

  /** The message's id, once it is known to be of who has the secret. */
  private verified(hook: HookConfig, { messageId, timestamp, signature, text }: Posted): string {
    const now = this.live.now();
    const seconds = Number(timestamp);
    if (messageId === undefined || messageId.length > LONGEST_MESSAGE_ID || !/^\d{1,12}$/.test(timestamp ?? ''))
      throw refused(
        'Send webhook-id, webhook-timestamp and webhook-signature as the Standard Webhooks specification says.',
      );
    if (Math.abs(seconds * 1_000 - now) > TOLERANCE_MS) throw refused('The webhook-timestamp is more than 300 s off.');
    const right = signatureOf(hook, messageId, seconds, text, now)
      .split(' ')
      .map((one) => Buffer.from(one));
    const given = (signature ?? '').split(' ').map((one) => Buffer.from(one));
    const fits = given.some((one) => right.some((own) => own.length === one.length && timingSafeEqual(own, one)));
    if (!fits) throw refused('The webhook-signature does not fit.');
    return messageId;
  }
}

function refused(message: string): DomainError {
  return new DomainError('unauthorized', message);
}

function view({ id, mapping }: HookConfig): HookView {
  return { id, mapping };
}
