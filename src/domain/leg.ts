/** One agent's part in a contact. A contact has at most one primary leg; the others stand beside it. */
export type LegKind = 'primary' | 'consult' | 'monitor';

/** What a leg takes of its agent's capacity. `external` is work outside Lotse. */
export type LegPhase = 'offered' | 'active' | 'wrapUp' | 'external';

export interface Leg {
  contactId: string;
  kind: LegKind;
  phase: LegPhase;
  channel: string;
  offerId?: string;
  since: number;
}
