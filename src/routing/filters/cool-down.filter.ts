import type { DeclineFilter } from './filter.js';

/** Who declined or missed a contact gets it again only after the cool-down, or sooner when nobody else can take it. */
export const coolDown: DeclineFilter = {
  scope: 'decline',
  reason: 'coolDown',
  wakes: ['contactChanged', 'coolDownEnded', 'otherAgentChanged'],
  passes(declinedMsAgo, freshAgent, limits) {
    if (declinedMsAgo >= limits.softMs) return true;
    return declinedMsAgo >= limits.hardMs && !freshAgent();
  },
};
