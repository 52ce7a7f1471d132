import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../http/auth.guard.js';
import { asyncApiDocument } from './asyncapi.js';

/** `GET /asyncapi.json`: the sockets' own description. */
@ApiExcludeController()
@Controller()
export class AsyncApiController {
  private document?: object;

  @Get('asyncapi.json')
  @Public()
  describe(): object {
    return (this.document ??= asyncApiDocument());
  }
}
