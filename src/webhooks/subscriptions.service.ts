import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { Caller } from '../api-keys/principal.js';
import { LOGGER, type Logger } from '../config/logger.js';
import { ConfigurationService, type WriteOptions } from '../configuration/configuration.service.js';
import type { ConfigPage } from '../configuration/page.js';
import type { Page } from '../contacts/history.port.js';
import { DomainError } from '../domain/errors.js';
import type { WebhookConfig } from '../domain/webhook.js';
import type { Versioned } from '../store/config-store.js';
import { AddressGuard } from './address-guard.js';
import { DeadLetters, type DeadLetterView } from './dead-letters.js';
import { rotated } from './signature.js';

/** The body of a webhook's PUT. */
export interface WebhookDefinition {
  url: string;
  events: string[];
  queues?: string[];
  secret?: string;
  rotateSecret?: boolean;
}

/** A webhook as it is told; with its secret only in the answer to the PUT that had one made. */
export type WebhookView = Pick<WebhookConfig, 'id' | 'url' | 'events' | 'queues'> & { secret?: string };

/** Subscriptions by webhook. Throws DomainError. */
@Injectable()
export class SubscriptionsService {
  constructor(
    @Inject(ConfigurationService) private readonly configuration: ConfigurationService,
    @Inject(DeadLetters) private readonly deadLetters: DeadLetters,
    @Inject(AddressGuard) private readonly guard: AddressGuard,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Creates or replaces; what is undelivered goes to the new address, signed with the new secret. */
  async put(
    id: string,
    body: WebhookDefinition,
    options: WriteOptions,
  ): Promise<Versioned<WebhookView> & { created: boolean }> {
    this.check(body);
    const { url, events, queues, secret, rotateSecret = false } = body;
    let made = false as boolean;
    const wanted: WebhookConfig = { id, url, events, ...(queues && { queues }), secret: '', incarnation: '' };
    const onto = (value: WebhookConfig, standing: WebhookConfig | undefined, now: number): WebhookConfig => {
      const secrets = rotated(standing, secret, rotateSecret, now);
      made = secret === undefined && secrets.secret !== standing?.secret;
      const incarnation = standing?.incarnation ?? randomBytes(9).toString('base64url');
      return { ...value, ...secrets, incarnation };
    };
    const written = await this.configuration.put('webhook', wanted, { ...options, onto });
    const { revision, created, value } = written;
    return { revision, created, value: { ...view(value), ...(made && { secret: value.secret }) } };
  }

  async get(id: string): Promise<Versioned<WebhookView>> {
    const { value, revision } = await this.configuration.get('webhook', id);
    return { value: view(value), revision };
  }

  list(limit: number, cursor: string | undefined): ConfigPage<WebhookView> {
    const { items, nextCursor } = this.configuration.list('webhook', limit, cursor);
    return { items: items.map(view), nextCursor };
  }

  /** What is undelivered to it, and its dead letters, go with it. */
  async remove(id: string, options: WriteOptions): Promise<void> {
    const { value } = await this.configuration.get('webhook', id);
    await this.configuration.remove('webhook', id, options);
    try {
      await this.deadLetters.forget(value);
    } catch (error) {
      // They belong to nobody now and go by themselves when their time is over.
      this.logger.warn({ err: error, webhookId: id }, 'dead letters of a removed webhook are still there');
    }
  }

  async letters(id: string, limit: number, cursor: string | undefined): Promise<Page<DeadLetterView>> {
    return this.deadLetters.page((await this.configuration.get('webhook', id)).value, limit, cursor);
  }

  async replay(id: string, ids: readonly string[] | undefined, caller: Caller): Promise<{ replayed: number }> {
    return this.deadLetters.replay(await this.configuration.get('webhook', id), ids, caller);
  }

  /** What a name resolves to is checked at each delivery; what can never be called is refused here. */
  private check({ url, secret, rotateSecret }: WebhookDefinition): void {
    const fault = this.guard.faultOf(url);
    const errors = fault === undefined ? [] : [{ path: 'url', message: fault }];
    if (secret !== undefined && rotateSecret === true) {
      errors.push({ path: 'rotateSecret', message: 'asks for a made secret where one is given' });
    }
    const [first] = errors;
    if (first) throw new DomainError('validationFailed', `${first.path}: ${first.message}`, { errors });
  }
}

function view({ id, url, events, queues }: WebhookConfig): WebhookView {
  return { id, url, events, ...(queues && { queues }) };
}
