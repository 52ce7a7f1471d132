import { ROLES, type Role } from '../../../api-keys/principal.js';
import { Id, Instant, OneOf, Text } from '../../fields.js';

export class ApiKeyDto {
  @OneOf(ROLES, { example: 'system' })
  role: Role;

  @Id({ optional: true, example: 'agent-7', description: 'With the role agent, and only then' })
  agentId?: string;

  @Text({ max: 128, line: true, example: 'telephony' })
  name: string;

  @Instant({ optional: true, example: '2099-01-01T00:00:00.000Z' })
  expiresAt?: string;
}
