import type { DemandFilter } from './filter.js';

/** The contact is reserved for nobody, or for this agent. */
export const reservation: DemandFilter = {
  scope: 'demand',
  reason: 'reservedForOther',
  wakes: ['contactChanged', 'reservationEnded'],
  passes: (demand, agent) => demand.reservedFor === undefined || demand.reservedFor === agent.id,
  only: (demand) => demand.reservedFor,
};
