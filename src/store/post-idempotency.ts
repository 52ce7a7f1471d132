/** Who repeats a POST with the same Idempotency-Key and body within 24 h gets the same answer. */
export interface PostIdempotency {
  callerKeyId: string;
  path: string;
  key: string;
  bodyHash: string;
}
