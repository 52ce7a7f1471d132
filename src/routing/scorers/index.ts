import { affinity } from './affinity.scorer.js';
import { age } from './age.scorer.js';
import { bot } from './bot.scorer.js';
import { channelProficiency } from './channel-proficiency.scorer.js';
import { customerValue } from './customer-value.scorer.js';
import { due } from './due.scorer.js';
import { front } from './front.scorer.js';
import { idle } from './idle.scorer.js';
import { journeyStage } from './journey-stage.scorer.js';
import { occupancy } from './occupancy.scorer.js';
import { preference } from './preference.scorer.js';
import { priority } from './priority.scorer.js';
import type { Scorer } from './scorer.js';
import { skillFit } from './skill-fit.scorer.js';
import { translation } from './translation.scorer.js';

/** One scorer per term of the total, in the order in which a record lists the credits. */
export const SCORERS: readonly Scorer[] = [
  age,
  priority,
  customerValue,
  journeyStage,
  due,
  skillFit,
  preference,
  channelProficiency,
  affinity,
  occupancy,
  idle,
  bot,
  translation,
  front,
];
