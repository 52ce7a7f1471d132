import { LANGUAGES, type Language } from '../../../explain/language.js';
import { Nested, OneOf } from '../../fields.js';
import { EnqueueDto } from './contacts.dto.js';

/** How an explanation is wanted. */
export class ExplainQuery {
  @OneOf(['json', 'text'], { optional: true, default: 'json', description: '`text`: sentences for people' })
  format?: 'json' | 'text';

  @OneOf(LANGUAGES, { optional: true, default: 'en', description: 'Of the text' })
  lang?: Language;
}

export class PreviewDto {
  @Nested(() => EnqueueDto, {
    example: { channel: 'voice', queueId: 'billing' },
    description: 'As it would be enqueued; nothing is',
  })
  contact: EnqueueDto;
}
