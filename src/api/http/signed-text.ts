import type { FastifyRequest } from 'fastify';

/** A request whose body is wanted as it came, because it is signed. */
export type SignedRequest = FastifyRequest & { signedText?: string };

/** Under this path bodies are signed. */
const SIGNED = '/v1/hooks/';

/** Keeps the body's text beside what it is parsed to, where it is signed. */
export function keepSignedText(request: SignedRequest, text: string): void {
  if (request.url.startsWith(SIGNED)) request.signedText = text;
}

/** The body as it came; empty where there was none. */
export function signedText(request: SignedRequest): string {
  return request.signedText ?? '';
}
