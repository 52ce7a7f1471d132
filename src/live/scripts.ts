import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bindingOf, fieldsOf, type Field } from './script-binding.js';
import { neededOf } from './script-parts.js';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'scripts');

export interface Script {
  name: string;
  source: string;
  sha: string;
  /** What it is given, in the order in which it goes over the wire: once a call, then once an item. */
  keys: readonly Field[];
  args: readonly Field[];
  itemKeys: readonly Field[];
  itemArgs: readonly Field[];
}

export interface ScriptOptions {
  /** Test build: a script fails on a key that it did not declare. */
  strictKeys?: boolean;
  /** How long ended contacts stay, ms. */
  endedTtlMs?: number;
}

const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;
export const COMMAND_TTL_MS = DAY_MS;

/** Times to live that scripts give to what they write. */
function constants(endedTtlMs: number): string {
  const values = {
    COMMAND_TTL_MS,
    ENDED_TTL_MS: endedTtlMs,
    // An ended offer never outlives its contact: late answers are told the contact's state too.
    OFFER_TTL_MS: Math.min(HOUR_MS, endedTtlMs),
    AFFINITY_TTL_MS: 90 * DAY_MS,
    MATTER_TTL_MS: 90 * DAY_MS,
  };
  return `local ${Object.keys(values).join(', ')} = ${Object.values(values).join(', ')}`;
}

function read(...path: string[]): string {
  return readFileSync(join(FOLDER, ...path), 'utf8');
}

/** Every transition, assembled from its file, what its header includes and what its header says it is given. */
export function loadScripts({ strictKeys = false, endedTtlMs = DAY_MS }: ScriptOptions = {}): Map<string, Script> {
  const scripts = new Map<string, Script>();
  for (const file of readdirSync(FOLDER)) {
    if (!file.endsWith('.lua')) continue;
    const body = read(file);
    const said = (what: string): string[] =>
      [...body.matchAll(new RegExp(`^-- ${what}: (.*)$`, 'gm'))].flatMap((match) => (match[1] as string).split(' '));
    const given = {
      keys: fieldsOf(said('keys')),
      args: fieldsOf([
        'gen?:number',
        ...(said('keys').includes('command?') ? ['commandHash?', 'act?'] : []),
        ...said('args'),
      ]),
      itemKeys: fieldsOf(said('item keys')),
      itemArgs: fieldsOf(said('item args')),
    };
    const parts = [
      read('lib', strictKeys ? 'strict-keys.lua' : 'plain-call.lua'),
      constants(endedTtlMs),
      bindingOf(given),
      neededOf(
        ['core', ...said('include')].map((name) => read('lib', `${name}.lua`)),
        body,
      ),
      body,
    ];
    const source = parts.join('\n');
    const name = file.slice(0, -4);
    scripts.set(name, { name, source, sha: createHash('sha1').update(source).digest('hex'), ...given });
  }
  return scripts;
}
