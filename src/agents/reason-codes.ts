import { Inject, Injectable } from '@nestjs/common';
import type { Presence } from '../domain/agent.js';
import { DomainError } from '../domain/errors.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';

/** Which reasons a presence may have. */
@Injectable()
export class ReasonCodes {
  constructor(@Inject(CONFIG_CACHE) private readonly config: ConfigCache) {}

  /**
   * While no reason code is configured, any text is a reason.
   * @throws DomainError `unknownReference` for one that is not configured, `validationFailed` for one of another presence
   */
  async check(presence: Presence, reasonCode: string | undefined): Promise<void> {
    const { reasonCode: codes } = this.config.current();
    if (reasonCode === undefined || codes.size === 0) return;
    const found = codes.get(reasonCode) ?? (await this.config.find('reasonCode', reasonCode));
    if (found === undefined) throw refusal('unknownReference', `no reason code has the id ${reasonCode}`);
    const only = found.value.presence;
    if (only !== undefined && only !== presence) throw refusal('validationFailed', `goes with ${only} alone`);
  }
}

function refusal(code: 'unknownReference' | 'validationFailed', message: string): DomainError {
  return new DomainError(code, `reasonCode: ${message}`, { errors: [{ path: 'reasonCode', message }] });
}
