import { setTimeout as pause } from 'node:timers/promises';
import { Lotse } from '@lotse/client';
import type { ProfileCredits } from '../src/domain/configuration.js';
import type { Replay } from './reference.js';
import { LiveColumn } from './live-column.js';
import { ReplayClock } from './replay-clock.js';
import { differences, readStories, replayOf, type ServerStory } from './server-history.js';
import { LiveTable, type Screen } from './table.js';
import type { World } from './world.js';

/** One column after the run. */
export interface LiveResult {
  column: LiveColumn;
  /** From the server's history. */
  replay: Replay;
  differences: string[];
}

export interface LiveOptions {
  world: World;
  speed: number;
  profiles: { control: ProfileCredits; lotse: ProfileCredits };
  server: { url: string; adminKey: string };
  /** Where the table goes. */
  screen: Screen;
}

/**
 * Runs both columns at the same time on one server. They share nothing but the machine: each has its own queue,
 * agents, callers and profile.
 */
export async function runLive(options: LiveOptions): Promise<{ control: LiveResult; lotse: LiveResult }> {
  const { world, speed, profiles, server } = options;
  const admin = new Lotse({ url: server.url, key: server.adminKey });
  const clock = new ReplayClock(world.hours.from, speed);
  const run = Date.now().toString(36).slice(-6);
  const control = new LiveColumn('control', run, world, profiles.control, admin, clock);
  const lotse = new LiveColumn('lotse', run, world, profiles.lotse, admin, clock);
  const columns = [control, lotse];
  try {
    await Promise.all(columns.map((column) => column.prepare()));
    clock.start();
    const table = new LiveTable(
      options.screen,
      () => clock.now(),
      columns.map((column) => ({ name: column.name, progress: () => column.progress() })),
    );
    for (const column of columns) column.run();
    await Promise.all(columns.map((column) => column.decided));
    await Promise.all(columns.map((column) => column.finish()));
    table.stop();
    return { control: await read(control, admin, world, clock), lotse: await read(lotse, admin, world, clock) };
  } finally {
    await Promise.all(columns.map((column) => column.close().catch(() => undefined)));
  }
}

const SETTLES_WITHIN_MS = 20_000;

/** Waits until the server has ended every contact, then takes its word. */
async function read(column: LiveColumn, admin: Lotse, world: World, clock: ReplayClock): Promise<LiveResult> {
  const deadline = Date.now() + SETTLES_WITHIN_MS;
  let stories = await readStories(admin, column);
  while (!allEnded(stories) && Date.now() < deadline) {
    await pause(250);
    stories = await readStories(admin, column);
  }
  return { column, replay: replayOf(stories, column, world, clock), differences: differences(stories, column) };
}

function allEnded(stories: ReadonlyMap<string, ServerStory>): boolean {
  return [...stories.values()].every(({ state }) => state === 'completed' || state === 'abandoned');
}
