import { PRESENCES, type Presence } from '../../../domain/agent.js';
import { Flag, Id, Ids, Num, OneOf, Text } from '../../fields.js';

export class PresenceDto {
  @OneOf(PRESENCES, { example: 'available' })
  presence: Presence;

  @Text({
    max: 64,
    line: true,
    optional: true,
    example: 'lunch',
    description:
      'Where reason codes are configured, the id of one that goes with this presence; while none is, any text',
  })
  reasonCode?: string;

  @Ids({ max: 64, optional: true, description: 'Channels of the day: the others get nothing', example: ['voice'] })
  channels?: string[];

  @Flag({
    optional: true,
    example: true,
    description:
      'Unavailable or offline once the work at hand is done, wrap-up and open offers included; until then nothing more ' +
      'is offered. At once where there is none; the next word about the presence takes it back',
  })
  afterWork?: boolean;
}

export class AcceptDto {}

export class DeclineDto {
  @Text({
    max: 64,
    line: true,
    optional: true,
    example: 'busy',
    description: '`noAnswer` and `failed` from a system key end the offer as missed',
  })
  reason?: string;
}

export class ExternalLoadDto {
  @Id({ example: 'voice' })
  channel: string;

  @Num({
    min: 0,
    max: 2_592_000,
    above: true,
    optional: true,
    example: 3600,
    description: 'Forgotten after so many seconds; until deleted when left out',
  })
  untilSeconds?: number;
}
