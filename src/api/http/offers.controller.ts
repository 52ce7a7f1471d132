import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../api-keys/principal.js';
import { OffersService, type OfferAnswer as OfferAnswerView } from '../../contacts/offers.service.js';
import { From, Roles } from './auth.guard.js';
import { PathId } from './body.js';
import { Describe } from './describe.js';
import { OfferAnswer } from './dto/answers.dto.js';
import { AcceptDto, DeclineDto } from './dto/work.dto.js';

@ApiTags('offers')
@Controller('v1')
export class OffersController {
  constructor(@Inject(OffersService) private readonly offers: OffersService) {}

  @Post('offers/:id/accept')
  @Roles('agent', 'system')
  @Describe({
    summary: 'Take the offered contact',
    answer: OfferAnswer,
    problems: [400, 404, 409, 413, 415],
    idempotent: true,
  })
  accept(@PathId('offer') id: string, @Body() _body: AcceptDto, @From() caller: Caller): Promise<OfferAnswerView> {
    return this.offers.accept(id, caller);
  }

  @Post('offers/:id/decline')
  @Roles('agent', 'system')
  @Describe({
    summary: 'Leave the offered contact to others',
    answer: OfferAnswer,
    problems: [400, 404, 409, 413, 415],
    idempotent: true,
  })
  decline(@PathId('offer') id: string, @Body() body: DeclineDto, @From() caller: Caller): Promise<OfferAnswerView> {
    return this.offers.decline(id, body.reason, caller);
  }
}
