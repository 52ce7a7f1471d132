import { Text } from '../../fields.js';

export class SkillDto {
  @Text({ max: 256, line: true, example: 'German' })
  name: string;

  @Text({ max: 2048, optional: true, example: 'Speaks and writes German' })
  description?: string;
}
