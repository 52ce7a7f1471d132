/** Why an agent was not offered a contact after all. */
export type OfferRefusal =
  | 'contactGone'
  | 'agentUnavailable'
  | 'notResponding'
  | 'capacityFull'
  | 'blockedByChannel'
  | 'coolDown'
  | 'notReached';

/** Why a customer was not called for an agent after all. */
export type DialRefusal = Exclude<OfferRefusal, 'notReached'> | 'windowClosed' | 'standsForDial';
