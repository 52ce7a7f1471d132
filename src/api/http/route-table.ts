import { Injectable } from '@nestjs/common';

interface Route {
  segments: string[];
  methods: Set<string>;
}

/** Paths and methods that are served: tells a path that does not exist from a method that it does not take. */
@Injectable()
export class RouteTable {
  private readonly routes = new Map<string, Route>();

  add(pattern: string, methods: readonly string[]): void {
    const route = this.routes.get(pattern) ?? { segments: segmentsOf(pattern), methods: new Set<string>() };
    for (const method of methods) route.methods.add(method);
    this.routes.set(pattern, route);
  }

  /** Methods that some route of this path takes, sorted. */
  methodsOf(path: string): string[] {
    const given = path.split('/');
    const methods = new Set<string>();
    for (const { segments, methods: some } of this.routes.values()) {
      if (segments.length !== given.length) continue;
      if (
        segments.every((segment, index) => segment === given[index] || (segment.startsWith(':') && given[index] !== ''))
      ) {
        for (const method of some) methods.add(method);
      }
    }
    return [...methods].sort();
  }

  /** `METHOD pattern` of every route, for tests and metrics. */
  list(): string[] {
    return [...this.routes].flatMap(([pattern, { methods }]) => [...methods].map((method) => `${method} ${pattern}`));
  }
}

/** `::` is a literal colon; a parameter keeps its one colon. */
function segmentsOf(pattern: string): string[] {
  return pattern.split('/').map((segment) => (segment.includes('::') ? segment.replaceAll('::', ':') : segment));
}
