import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { problemCodeOf } from './problem-code.js';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** Everything that `/metrics` shows. Other modules register theirs here. */
@Injectable()
export class MetricsRegistry extends Registry implements OnApplicationShutdown {
  constructor() {
    super();
    collectDefaultMetrics({ register: this, prefix: 'lotse_' });
  }

  onApplicationShutdown(): void {
    this.clear();
  }
}

/** Counts and times requests by route and status; the route is the pattern, never the path. */
@Injectable()
export class HttpMetrics {
  private readonly duration: Histogram<'method' | 'route' | 'status'>;
  private readonly problems: Counter<'status' | 'code'>;
  private readonly known = new Map<string, Histogram.Internal<string>>();

  constructor(@Inject(MetricsRegistry) registry: MetricsRegistry) {
    this.duration = new Histogram({
      name: 'lotse_http_request_seconds',
      help: 'Time from the first byte of a request to the last of its answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers: [registry],
    });
    this.problems = new Counter({
      name: 'lotse_http_problems_total',
      help: 'Answers with a problem document, by its status and code',
      labelNames: ['status', 'code'],
      registers: [registry],
    });
  }

  observe(server: FastifyInstance): void {
    server.addHook('onResponse', (request, reply, done) => {
      const status = String(reply.statusCode);
      this.series(request.method, request.routeOptions.url ?? 'none', status).observe(reply.elapsedTime / 1000);
      if (reply.statusCode >= 400) this.problems.inc({ status, code: problemCodeOf(reply) });
      done();
    });
  }

  /** Looked up by one short text: the client library hashes its labels anew each time. */
  private series(method: string, route: string, status: string): Histogram.Internal<string> {
    const key = `${method} ${route} ${status}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const made = this.duration.labels({ method, route, status });
    this.known.set(key, made);
    return made;
  }
}
