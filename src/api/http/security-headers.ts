import helmet from 'helmet';
import type { IncomingMessage, ServerResponse } from 'node:http';

type Headers = Readonly<Record<string, string>>;

/** JSON that no browser should render, frame, guess the type of or keep. */
export const API_HEADERS: Headers = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/**
 * What helmet sets on a page. Asked once: it builds its answer anew for each request, which costs more than the rest of
 * the framework.
 */
export function pageHeaders(): Headers {
  const headers: Record<string, string> = {};
  const reply = {
    setHeader: (name: string, value: string) => void (headers[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  };
  const protect = helmet({
    // The descriptions' page brings its own inline scripts and styles.
    contentSecurityPolicy: { directives: { scriptSrc: ["'self'", "'unsafe-inline'"], upgradeInsecureRequests: null } },
  });
  protect({} as IncomingMessage, reply as unknown as ServerResponse, (error) => {
    if (error !== undefined) throw error as Error;
  });
  return headers;
}
