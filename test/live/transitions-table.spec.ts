import { readFileSync } from 'node:fs';
import { CONTACT_STATES, END_STATES } from '../../src/domain/contact.js';
import { CONTACT_TRANSITIONS } from '../../src/domain/transitions.js';

const lua = readFileSync('src/live/scripts/lib/contact.lua', 'utf8');

/** Names between the braces of a Lua table: `{ a = 1, b = 1 }`. */
function names(table: string): string[] {
  return [...table.matchAll(/(\w+) = (?:1|true)/g)].map((match) => match[1] as string);
}

describe('the table of transitions', () => {
  it('is the same in the scripts and in the domain', () => {
    const next = /local NEXT = \{\n([\s\S]*?)\n\}/.exec(lua)?.[1] ?? '';
    const table: Record<string, string[]> = Object.fromEntries(CONTACT_STATES.map((state) => [state, []]));
    for (const line of next.matchAll(/^ {2}(\w+) = \{(.*)\},$/gm)) table[line[1] as string] = names(line[2] as string);
    expect(table).toEqual(CONTACT_TRANSITIONS);
  });

  it('has the same ends', () => {
    const ended = /local ENDED = \{(.*)\}/.exec(lua)?.[1] ?? '';
    expect(names(ended).sort()).toEqual([...END_STATES].sort());
    for (const state of END_STATES) expect(CONTACT_TRANSITIONS[state]).toEqual([]);
  });
});
