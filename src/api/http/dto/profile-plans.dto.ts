import type { ApiPropertyOptions } from '@nestjs/swagger';
import {
  DEFAULT_BLOCK_MINUTES,
  LONGEST_BLOCK_MINUTES,
  SHORTEST_BLOCK_MINUTES,
} from '../../../profiles/switchback.service.js';
import { by, field, Instant, Int, Text, type FieldOptions } from '../../fields.js';

const LATEST_VERSION = 2_147_483_647;

export class ScheduleDto {
  @Int({ min: 1, max: LATEST_VERSION, example: 3, description: 'What this version said becomes the newest then' })
  version: number;

  @Instant({
    example: '2030-03-02T07:00:00.000Z',
    description: 'In the future, within 366 days; no other schedule of the profile has the same',
  })
  at: string;

  @Text({ max: 1000, optional: true, example: 'For the sale', description: 'Why; kept with the new version' })
  note?: string;
}

/** Two numbers of versions. */
function VersionPair(options: FieldOptions): PropertyDecorator {
  const isVersion = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 1;
  const valid = (value: unknown): boolean =>
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((each) => isVersion(each) && Number(each) <= LATEST_VERSION);
  const items = { type: 'integer', minimum: 1, maximum: LATEST_VERSION };
  const schema = { type: 'array', items, minItems: 2, maxItems: 2 } as ApiPropertyOptions;
  return field([by('isVersionPair', 'must be two numbers of versions', valid)], schema, options);
}

export class SwitchbackDto {
  @VersionPair({ example: [3, 5], description: 'a and b: what is compared is a − b' })
  versions: number[];

  @Int({
    min: SHORTEST_BLOCK_MINUTES,
    max: LONGEST_BLOCK_MINUTES,
    optional: true,
    default: DEFAULT_BLOCK_MINUTES,
    example: 30,
    description: 'Length of a block; its first 5 minutes are left out of the figures',
  })
  blockMinutes?: number;

  @Instant({
    example: '2030-03-16T18:00:00.000Z',
    description: 'When it ends by itself: from 2 to 1,000 blocks from now, within 366 days',
  })
  until: string;
}
