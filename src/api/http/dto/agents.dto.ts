import { SECRET } from '../../../webhooks/signature.js';
import { Formed, FreeJson, Id, Ids, Int, Nested, NestedList, Num, OneOf, Text, Url } from '../../fields.js';

const KINDS = ['human', 'bot'] as const;

export class AgentSkillDto {
  @Id({ example: 'lang:de' })
  id: string;

  @Int({ min: 1, max: 10, example: 7 })
  level: number;

  @Num({ min: 0, max: 1, optional: true, example: 0.8 })
  preference?: number;
}

export class AgentChannelDto {
  @Id({ example: 'voice' })
  id: string;

  @Int({ min: 0, max: 1_000, example: 1 })
  capacity: number;

  @Num({ min: 1, max: 10, optional: true, example: 8 })
  proficiency?: number;

  @Ids({
    max: 64,
    optional: true,
    example: ['chat'],
    description: 'While a contact of this channel is held, nothing of these channels is offered',
  })
  blocks?: string[];

  @Ids({
    max: 64,
    optional: true,
    example: ['voice'],
    description:
      'These are offered all the same. Accepted, they set contacts of this channel aside, which come back by themselves',
  })
  interruptedBy?: string[];

  @Text({ max: 512, line: true, optional: true, example: 'sip:agent-7@example.com' })
  address?: string;
}

export class BotWebhookDto {
  @Url({ example: 'https://bot.example.com/lotse', description: 'Private addresses only where the server allows them' })
  url: string;

  @Formed(SECRET, {
    optional: true,
    example: 'whsec_cGxlYXNlIG1ha2UgYSBzZWNyZXQgb2YgeW91ciBvd24h',
    description:
      '`whsec_` and the base64 of 24 to 64 bytes; signs what is sent, and is never told. Left out: the one in force stays; without any nothing is signed. Another than the one in force rotates: both sign for 24 h',
  })
  secret?: string;
}

export class AgentDto {
  @Text({ max: 256, line: true, example: 'Ada' })
  name: string;

  @OneOf(KINDS, { optional: true, default: 'human', example: 'bot' })
  kind?: (typeof KINDS)[number];

  @Ids({ max: 500, example: ['billing'] })
  queues: string[];

  @NestedList(() => AgentSkillDto, { max: 500, example: [{ id: 'lang:de', level: 7 }] })
  skills: AgentSkillDto[];

  @NestedList(() => AgentChannelDto, { max: 64, example: [{ id: 'voice', capacity: 1 }] })
  channels: AgentChannelDto[];

  @FreeJson({ optional: true })
  attributes?: Record<string, unknown>;

  @Nested(() => BotWebhookDto, {
    optional: true,
    example: { url: 'https://bot.example.com/lotse' },
    description:
      'For kind `bot`: gets by POST what its socket would get of contacts. The answer to `offer.created` can be `{"answer": "accept"}` or `{"answer": "decline", "reason"?}`',
  })
  webhook?: BotWebhookDto;
}
