import { Text } from '../../fields.js';

export class IdentityDto {
  @Text({ max: 64, line: true, example: 'phone' })
  kind: string;

  @Text({ max: 256, line: true, example: '+49301234567' })
  value: string;
}
