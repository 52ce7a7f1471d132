import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ReadinessService, type Readiness } from '../../health/readiness.service.js';
import { MetricsRegistry } from '../../metrics/http-metrics.js';
import { Public, Roles } from './auth.guard.js';
import { Describe } from './describe.js';
import { HealthAnswer } from './dto/configuration-answers.dto.js';

@ApiTags('operations')
@Controller()
export class OperationsController {
  constructor(
    @Inject(ReadinessService) private readonly readiness: ReadinessService,
    @Inject(MetricsRegistry) private readonly metrics: MetricsRegistry,
  ) {}

  @Get('v1/health/live')
  @Public()
  @Describe({ summary: 'The process answers', open: true, answer: HealthAnswer })
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('v1/health/ready')
  @Public()
  @Describe({ summary: 'The node can serve; 503 when not', open: true, answer: HealthAnswer })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.readiness.check();
    if (readiness.status === 'unavailable') void reply.code(503).header('retry-after', '1');
    return readiness;
  }

  @Get('metrics')
  @Roles('metrics')
  @ApiProduces('text/plain')
  @Describe({ summary: 'Figures of this node for Prometheus' })
  async figures(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type(this.metrics.contentType);
    return this.metrics.metrics();
  }
}
