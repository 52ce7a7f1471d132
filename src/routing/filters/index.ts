import { blockingChannel } from './blocking-channel.filter.js';
import { botNotWanted } from './bot.filter.js';
import { capacity } from './capacity.filter.js';
import { channelConfigured } from './channel-configured.filter.js';
import { channelToday } from './channel-today.filter.js';
import { coolDown } from './cool-down.filter.js';
import type { Filter } from './filter.js';
import { presence } from './presence.filter.js';
import { queueMembership } from './queue-membership.filter.js';
import { reservation } from './reservation.filter.js';
import { requiredSkills } from './required-skills.filter.js';
import { responding } from './responding.filter.js';
import { resting } from './resting.filter.js';
import { skillLevels } from './skill-levels.filter.js';
import { standsForDial } from './stands-for-dial.filter.js';

/** All filters in the order in which they are asked: the first that refuses a pair gives its reason. */
export const FILTERS: readonly Filter[] = [
  reservation,
  queueMembership,
  channelConfigured,
  requiredSkills,
  skillLevels,
  botNotWanted,
  presence,
  channelToday,
  responding,
  capacity,
  blockingChannel,
  standsForDial,
  coolDown,
  resting,
];
