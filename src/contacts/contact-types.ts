import { Inject, Injectable } from '@nestjs/common';
import type { ContactTypeConfig } from '../domain/configuration.js';
import type { EndingTerms } from '../live/ending-terms.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import { endingTerms, neededOf, type ToldAtTheEnd } from './ending-rules.js';

const NOTHING: EndingTerms = { need: [], fields: {} };

/** What the types of contacts ask, as they are configured now: a change holds for contacts that live. */
@Injectable()
export class ContactTypes {
  constructor(@Inject(CONFIG_CACHE) private readonly config: ConfigCache) {}

  /**
   * What a command tells, and what the contact's type asks of its end. A type that is gone asks nothing.
   * @throws DomainError `validationFailed` for what does not fit the type
   */
  terms(contactTypeId: string | undefined, told: ToldAtTheEnd): EndingTerms | Promise<EndingTerms> {
    if (contactTypeId !== undefined) return this.find(contactTypeId).then((type) => endingTerms(type, told));
    return told.fields === undefined ? NOTHING : endingTerms(undefined, told);
  }

  /** What a contact must have at its end; for one whose type has been changed. */
  async needOf(contactTypeId: string | undefined): Promise<string[]> {
    return contactTypeId === undefined ? [] : neededOf(await this.find(contactTypeId));
  }

  private async find(id: string): Promise<ContactTypeConfig | undefined> {
    return (this.config.current().contactType.get(id) ?? (await this.config.find('contactType', id)))?.value;
  }
}
