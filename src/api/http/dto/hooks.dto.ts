import { SECRET } from '../../../webhooks/signature.js';
import { Formed, FreeJson, Id, NestedList, Text } from '../../fields.js';

const MAPPING = {
  channel: 'email',
  queueId: { $path: '$.form.topic', $map: { bill: 'billing' }, $default: 'support' },
  customer: { name: { $path: '$.form.name' }, identities: [{ kind: 'email', value: { $path: '$.form.email' } }] },
  attributes: { subject: { $path: '$.form.subject' } },
};

export class HookDto {
  @FreeJson({
    example: MAPPING,
    description:
      "A contact's body as POST /v1/contacts takes it, in which an object with `$path` (RFC 9535, names and indexes alone) stands for what is at that place of the body that is posted; `$default` where nothing is there, `$map` from what is there to what it means, `$as` `string` or `number`",
  })
  mapping: Record<string, unknown>;

  @Formed(SECRET, {
    optional: true,
    example: 'whsec_cGxlYXNlIG1ha2UgYSBzZWNyZXQgb2YgeW91ciBvd24h',
    description:
      '`whsec_` and the base64 of 24 to 64 bytes. Left out: the server makes one at creation, later it stays. Another than the one in force rotates: both are accepted for 24 h',
  })
  secret?: string;
}

export class HookAnswer {
  @Id({ example: 'contact-form' })
  id: string;

  @FreeJson({ example: MAPPING })
  mapping: Record<string, unknown>;

  @Text({ max: 128, optional: true, example: 'whsec_…', description: 'Told once, where the server made it' })
  secret?: string;
}

export class HookedAnswer {
  @Id({ example: 'hook-5f0c1d0e7b3a4c2d9e8f7a6b5c4d3e2f' })
  contactId: string;

  @Text({ max: 16, example: 'waiting' })
  state: string;
}

export class FaultAnswer {
  @Text({ max: 512, example: 'queueId' })
  path: string;

  @Text({ max: 512, example: 'no queue has the id biling' })
  message: string;
}

export class DryRunAnswer {
  @FreeJson({ example: { channel: 'email', queueId: 'billing' }, description: 'The body of the contact' })
  contact: Record<string, unknown>;

  @NestedList(() => FaultAnswer, { max: 50, description: 'What would refuse it' })
  errors: FaultAnswer[];
}
