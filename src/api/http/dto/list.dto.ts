import { Int, Text } from '../../fields.js';

/** What every list takes. */
export class ListQuery {
  @Int({ min: 1, max: 200, optional: true, default: 50, description: 'How many items at most', example: 50 })
  limit?: number;

  @Text({ max: 512, optional: true, description: 'The `nextCursor` of the page before' })
  cursor?: string;
}

export const DEFAULT_LIMIT = 50;
