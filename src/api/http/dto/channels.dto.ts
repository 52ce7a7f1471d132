import { Flag, Num, OneOf, Text } from '../../fields.js';

const KINDS = ['synchronous', 'asynchronous'] as const;

export class ChannelDto {
  @Text({ max: 256, line: true, example: 'Voice' })
  name: string;

  @OneOf(KINDS, { example: 'synchronous' })
  kind: (typeof KINDS)[number];

  @Num({ min: 0, max: 86_400, above: true, example: 20 })
  offerTimeoutSeconds: number;

  @Num({ min: 0, max: 86_400, example: 30 })
  wrapUpSeconds: number;

  @Num({ min: 0, max: 31_536_000, above: true, example: 20 })
  defaultTargetSeconds: number;

  @Flag({ optional: true, example: false, description: 'Connects without an answer where the agent has a socket' })
  autoAccept?: boolean;

  @Flag({
    optional: true,
    example: false,
    description:
      'Contacts write, so that they can be translated; when left out, so it is of chat, messaging, email, social and case alone',
  })
  text?: boolean;
}
