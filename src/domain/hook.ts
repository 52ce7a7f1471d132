/** A door for systems that cannot be taught our API: what they post becomes a contact by a mapping. */
export interface HookConfig {
  id: string;
  /** A contact's body with references (`$path`) into what is posted. */
  mapping: Record<string, unknown>;
  /** `whsec_` and base64: whoever posts signs with it. Leaves the server in the answer that makes it, and never again. */
  secret: string;
  /** Accepted beside {@link secret} until {@link previousUntil}, so that a sender can change without a gap. */
  previousSecret?: string;
  /** Ms. */
  previousUntil?: number;
}
