import { Body, Controller, Get, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AgentExplanationService } from '../../agents/agent-explanation.service.js';
import { ExplanationService } from '../../contacts/explanation.service.js';
import { OffersService } from '../../contacts/offers.service.js';
import { PreviewService, type PreviewView } from '../../contacts/preview.service.js';
import { agentText } from '../../explain/agent-text.js';
import { contactText } from '../../explain/contact-text.js';
import { decisionText } from '../../explain/decision-text.js';
import type { Language } from '../../explain/language.js';
import { Roles } from './auth.guard.js';
import { PathId } from './body.js';
import { Describe } from './describe.js';
import { ExplainQuery, PreviewDto } from './dto/explain.dto.js';
import {
  AgentExplanationAnswer,
  DecisionAnswer,
  ExplanationAnswer,
  PreviewAnswer,
} from './dto/explanation-answers.dto.js';

const AS_TEXT = '`format=text` tells it in sentences for people, in English or German.';

@ApiTags('explanations')
@Controller('v1')
export class ExplanationsController {
  constructor(
    @Inject(OffersService) private readonly offers: OffersService,
    @Inject(ExplanationService) private readonly contacts: ExplanationService,
    @Inject(AgentExplanationService) private readonly agents: AgentExplanationService,
    @Inject(PreviewService) private readonly previews: PreviewService,
  ) {}

  @Get('decisions/:id')
  @Roles('supervisor')
  @Describe({
    summary: 'Why an offer went to this agent',
    description: AS_TEXT,
    answer: DecisionAnswer,
    text: true,
    problems: [400, 404],
  })
  async decision(
    @PathId('offer') id: string,
    @Query() query: ExplainQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    return told(reply, query, await this.offers.decision(id), decisionText);
  }

  @Post('decisions/preview')
  @Roles('supervisor', 'system')
  @Describe({
    summary: 'Who would get a contact now, and why',
    description: 'Decided by the engine that decides, on the state as it stands; nothing is enqueued.',
    answer: PreviewAnswer,
    problems: [400, 413, 415],
  })
  preview(@Body() body: PreviewDto): Promise<PreviewView> {
    return this.previews.preview(body.contact);
  }

  @Get('contacts/:id/explanation')
  @Roles('supervisor')
  @Describe({
    summary: 'What a contact waits for',
    description: AS_TEXT,
    answer: ExplanationAnswer,
    text: true,
    problems: [400, 404],
  })
  async contact(
    @PathId('contact') id: string,
    @Query() query: ExplainQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    return told(reply, query, await this.contacts.explain(id), contactText);
  }

  @Get('agents/:id/explanation')
  @Roles('supervisor')
  @Describe({
    summary: 'Why an agent gets what it gets, or nothing',
    description: `Of each of its queues the first 200 in line are looked at. ${AS_TEXT}`,
    answer: AgentExplanationAnswer,
    text: true,
    problems: [400, 404],
  })
  async agent(
    @PathId('agent') id: string,
    @Query() query: ExplainQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    return told(reply, query, await this.agents.explain(id), agentText);
  }
}

function told<T extends object>(
  reply: FastifyReply,
  { format = 'json', lang = 'en' }: ExplainQuery,
  view: T,
  textOf: (view: T, language: Language) => string,
): T | string {
  if (format === 'json') return view;
  void reply.type('text/plain; charset=utf-8').header('content-language', lang);
  return `${textOf(view, lang)}\n`;
}
