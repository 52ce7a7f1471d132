import { CompactDecision, encodeDecision } from '../../src/domain/compact-decision.js';
import { NO_CREDITS } from '../../src/domain/configuration.js';
import { EXCLUSION_REASONS, type ExclusionReason } from '../../src/domain/decision.js';

const PROFILE = { id: 'default', version: 1, credits: NO_CREDITS };

/** A decision without candidates, encoded: where a test is not about how it came about. */
export function madeDecision(
  contactId: string,
  agentId: string,
  { at = 1, excluded = {} }: { at?: number; excluded?: Partial<Record<ExclusionReason, number>> } = {},
): string {
  const counts = EXCLUSION_REASONS.map((reason) => excluded[reason] ?? 0);
  return encodeDecision(
    new CompactDecision(contactId, agentId, at, PROFILE, 'contact', 0, [], [], [], counts, undefined),
  );
}
