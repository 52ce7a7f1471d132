import { PRESENCES, type Presence } from '../../../domain/agent.js';
import { OneOf, Text } from '../../fields.js';

export class ReasonCodeDto {
  @Text({ max: 256, line: true, example: 'Lunch break' })
  name: string;

  @OneOf(PRESENCES, {
    optional: true,
    example: 'unavailable',
    description: 'The only presence that it goes with; any when left out',
  })
  presence?: Presence;
}
