import { Body, Controller, Delete, Get, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiKeysService, type KeyView } from '../../api-keys/api-keys.service.js';
import type { Principal } from '../../api-keys/principal.js';
import { canonicalHash } from '../../contacts/canonical-json.js';
import { bearerToken, Roles, Who, type ApiRequest } from './auth.guard.js';
import { PathId } from './body.js';
import { Describe } from './describe.js';
import { CreatedKeyAnswer, KeyAnswer } from './dto/configuration-answers.dto.js';
import { ApiKeyDto } from './dto/api-keys.dto.js';
import { DEFAULT_LIMIT, ListQuery } from './dto/list.dto.js';
import { idempotencyKey } from './idempotency.js';

@ApiTags('api keys')
@Controller('v1/api-keys')
export class ApiKeysController {
  constructor(@Inject(ApiKeysService) private readonly keys: ApiKeysService) {}

  @Post()
  @Roles('admin')
  @Describe({
    summary: 'Make a key',
    description: 'The secret is told once; only its hash is kept.',
    status: 201,
    answer: CreatedKeyAnswer,
    problems: [400, 413, 415],
    idempotent: true,
  })
  create(
    @Body() body: ApiKeyDto,
    @Who() principal: Principal,
    @Req() request: ApiRequest,
  ): Promise<{ id: string; key: string }> {
    const key = idempotencyKey(request);
    const callerToken = bearerToken(request.headers.authorization);
    const path = 'POST /v1/api-keys';
    const idempotency =
      key === undefined || callerToken === undefined
        ? undefined
        : { callerKeyId: principal.keyId, callerToken, path, key, bodyHash: canonicalHash(body) };
    return this.keys.create(body, idempotency);
  }

  @Get()
  @Roles('admin')
  @Describe({ summary: 'List keys, without their secrets', page: KeyAnswer, problems: [400] })
  list(@Query() query: ListQuery): { items: KeyView[]; nextCursor: string | null } {
    return this.keys.list(query.limit ?? DEFAULT_LIMIT, query.cursor);
  }

  @Delete(':id')
  @Roles('admin')
  @Describe({
    summary: 'End a key',
    description: 'Gone on every node within a second; its sockets are closed.',
    status: 204,
    problems: [404],
  })
  async revoke(@PathId('key') id: string): Promise<void> {
    await this.keys.revoke(id);
  }
}
