import { FIELD_TYPES, type FieldType } from '../../../domain/configuration.js';
import { FieldName, Texts } from '../../field-values.js';
import { NestedList, Num, OneOf, Text } from '../../fields.js';

export class RequiredFieldDto {
  @FieldName({ example: 'cause' })
  name: string;

  @OneOf(FIELD_TYPES, { example: 'choice', description: 'A `date` is written YYYY-MM-DD' })
  type: FieldType;

  @Texts({ max: 200, length: 128, optional: true, example: ['price', 'service'], description: 'Of a choice alone' })
  options?: string[];
}

export class ContactTypeDto {
  @Text({ max: 256, line: true, example: 'Complaint' })
  name: string;

  @NestedList(() => RequiredFieldDto, {
    max: 50,
    example: [{ name: 'cause', type: 'choice', options: ['price', 'service'] }],
    description:
      'Without these no contact of the type is ended by a command; each name once, and none is `disposition`',
  })
  requiredFields: RequiredFieldDto[];

  @Num({
    min: 0,
    above: true,
    max: 31_536_000,
    optional: true,
    example: 86_400,
    description: 'The longest time to a solution: sets `dueAt`, so long after the enqueue, where the client gives none',
  })
  maxHandlingSeconds?: number;

  @Texts({
    max: 200,
    length: 128,
    example: ['solved', 'forwarded'],
    description: 'With any, a contact of the type is ended with one of these; empty: any text, or none',
  })
  dispositions: string[];
}
