import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { ConfigurationService, type WriteOptions } from '../configuration/configuration.service.js';
import type { ConfigPage } from '../configuration/page.js';
import type { AgentConfig, BotWebhook } from '../domain/agent.js';
import { DomainError } from '../domain/errors.js';
import type { Versioned } from '../store/config-store.js';
import { AddressGuard } from './address-guard.js';
import { rotated } from './signature.js';

/** An agent as it is told: of a bot's webhook the address alone. */
export type AgentView = Omit<AgentConfig, 'webhook'> & { webhook?: Pick<BotWebhook, 'url'> };

/** Agents as configured. What a bot's webhook signs with comes in here and never goes out. Throws DomainError. */
@Injectable()
export class AgentSettingsService {
  constructor(
    @Inject(ConfigurationService) private readonly configuration: ConfigurationService,
    @Inject(AddressGuard) private readonly guard: AddressGuard,
  ) {}

  /** What is undelivered to a bot goes to the new address, signed with the new secret. */
  async put(
    kind: 'agent',
    value: AgentConfig,
    options: WriteOptions,
  ): Promise<Versioned<AgentView> & { created: boolean }> {
    const fault = value.webhook && this.guard.faultOf(value.webhook.url);
    if (fault !== undefined) {
      const errors = [{ path: 'webhook.url', message: fault }];
      throw new DomainError('validationFailed', `webhook.url: ${fault}`, { errors });
    }
    const onto = ({ webhook, ...rest }: AgentConfig, standing: AgentConfig | undefined, now: number): AgentConfig =>
      webhook === undefined ? rest : { ...rest, webhook: renewed(webhook, standing?.webhook, now) };
    const written = await this.configuration.put(kind, value, { ...options, onto });
    return { ...written, value: view(written.value) };
  }

  async get(kind: 'agent', id: string): Promise<Versioned<AgentView>> {
    const { value, revision } = await this.configuration.get(kind, id);
    return { value: view(value), revision };
  }

  list(kind: 'agent', limit: number, cursor: string | undefined): ConfigPage<AgentView> {
    const { items, nextCursor } = this.configuration.list(kind, limit, cursor);
    return { items: items.map(view), nextCursor };
  }

  remove(kind: 'agent', id: string, options: WriteOptions): Promise<void> {
    return this.configuration.remove(kind, id, options);
  }
}

/** A secret that is left out stays; where none was ever given nothing is signed. */
function renewed({ url, secret: given }: BotWebhook, standing: BotWebhook | undefined, now: number): BotWebhook {
  const incarnation = standing?.incarnation ?? randomBytes(9).toString('base64url');
  const before = standing?.secret === undefined ? undefined : { ...standing, secret: standing.secret };
  const secrets = given === undefined && before === undefined ? {} : rotated(before, given, false, now);
  return { url, ...secrets, incarnation };
}

function view({ webhook, ...agent }: AgentConfig): AgentView {
  return webhook === undefined ? agent : { ...agent, webhook: { url: webhook.url } };
}
