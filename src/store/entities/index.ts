import * as agentState from './agent-state.entity.js';
import * as apiKey from './api-key.entity.js';
import * as configuration from './configuration.entity.js';
import * as contactHistory from './contact-history.entity.js';
import * as eventLog from './event-log.entity.js';
import * as profilePlan from './profile-plan.entity.js';
import * as interval from './interval.entity.js';

export * from './agent-state.entity.js';
export * from './api-key.entity.js';
export * from './configuration.entity.js';
export * from './contact-history.entity.js';
export * from './event-log.entity.js';
export * from './profile-plan.entity.js';
export * from './interval.entity.js';

/** Every table that the program knows. */
export const ENTITIES: (new () => object)[] = [
  configuration,
  apiKey,
  eventLog,
  contactHistory,
  agentState,
  profilePlan,
  interval,
].flatMap((module) => Object.values(module).flat());
