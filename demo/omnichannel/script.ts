import { draw } from '../draw.js';
import { type Kind, KINDS, leastOf } from './kinds.js';
import type { Scene } from './scene.js';
import { handoverByFailure, handoverByWish } from './stories/bots.js';
import { interruption } from './stories/blending.js';
import { callback } from './stories/callbacks.js';
import { connectFailed, droppedSocket } from './stories/connections.js';
import { resumedByAnother, resumedBySame } from './stories/parking.js';
import { plain } from './stories/plain.js';
import { mergedThread } from './stories/threads.js';
import {
  blindTransfer,
  consultCancelled,
  consultCompleted,
  targetDeclines,
  targetFalls,
  targetLeaves,
  targetMisses,
} from './stories/transfers.js';

/** Stories that are played at the same time are bounded lane by lane: those that wait must not keep the others waiting. */
export type Lane = 'quick' | 'patient' | 'falling';

/** What is to become of one contact, or of two that belong together. */
export interface Story {
  /** Unique in the script. */
  key: string;
  lane: Lane;
  /** How many contacts of customers it takes. */
  contacts: 1 | 2;
  play(scene: Scene): Promise<void>;
}

type Form = Omit<Story, 'key'>;

const one = (play: Story['play'], lane: Lane = 'quick'): Form => ({ contacts: 1, lane, play });
const two = (play: Story['play']): Form => ({ contacts: 2, lane: 'quick', play });

/** By which stories a kind comes about, in turn. */
const FORMS: Record<Kind, Form[]> = {
  blindTransfer: [one(blindTransfer)],
  consultCompleted: [one(consultCompleted)],
  consultCancelled: [one(consultCancelled)],
  targetDeclines: [one(targetDeclines)],
  targetMisses: [one(targetMisses, 'patient')],
  targetDies: [one(targetFalls, 'falling'), one(targetLeaves)],
  resumedBySame: [one(resumedBySame)],
  resumedByAnother: [one(resumedByAnother)],
  callback: [one(callback)],
  handoverByWish: [one(handoverByWish)],
  handoverByFailure: [one(handoverByFailure, 'falling')],
  interruption: [two(interruption)],
  mergedThread: [two(mergedThread)],
  droppedSocket: [one(droppedSocket)],
  connectFailed: [one(connectFailed)],
};

/** Stories of each kind beyond the least: some may come to something else, where a busy machine is late. */
const SPARE = 1.25;

/** How many stories of each kind a run has. */
export function storiesOfEachKind(contacts: number): number {
  return Math.ceil(leastOf(contacts) * SPARE) + 1;
}

/** Decides in advance, by the seed alone, which contact goes through which story, and in which order they come. */
export function writeScript(contacts: number, seed: number): Story[] {
  const stories: Story[] = [];
  for (const kind of KINDS) {
    const forms = FORMS[kind];
    for (let n = 0; n < storiesOfEachKind(contacts); n += 1)
      stories.push({ ...(forms[n % forms.length] as Form), key: `${kind}-${n + 1}` });
  }
  const taken = stories.reduce((sum, story) => sum + story.contacts, 0);
  for (let n = taken; n < contacts; n += 1) stories.push({ ...one(plain), key: `plain-${n - taken + 1}` });
  const places = new Map(stories.map(({ key }) => [key, draw(seed, key, 'order')]));
  return stories.sort((a, b) => (places.get(a.key) ?? 0) - (places.get(b.key) ?? 0));
}
