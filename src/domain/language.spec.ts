import type { AgentConfig } from './agent.js';
import { languageOf } from './language.js';

function agent(skills: [string, number][], attributes?: Record<string, unknown>): AgentConfig {
  const levels = skills.map(([id, level]) => ({ id, level }));
  return { id: 'a', name: 'a', kind: 'human', queues: [], skills: levels, channels: [], attributes };
}

describe("an agent's language", () => {
  it.each([
    [
      'the highest of its languages',
      [
        ['de', 7],
        ['fr', 9],
        ['billing', 10],
      ],
      undefined,
      'fr',
    ],
    [
      'at equal levels the first id bytewise',
      [
        ['fr', 9],
        ['de-AT', 9],
        ['de', 9],
      ],
      undefined,
      'de',
    ],
    [
      'what its attributes say where no skill is one',
      [
        ['billing', 10],
        ['lang:de', 9],
        ['x', 1],
      ],
      { language: 'Bairisch' },
      'Bairisch',
    ],
    ['a skill rather than an attribute', [['nl', 1]], { language: 'de' }, 'nl'],
    ['unknown where the attribute is no text', [], { language: 7 }, undefined],
    ['unknown where the attribute is empty', [], { language: '' }, undefined],
    ['unknown without either', [], undefined, undefined],
  ] as [string, [string, number][], Record<string, unknown> | undefined, string | undefined][])(
    'is %s',
    (_, skills, attributes, expected) => {
      expect(languageOf(agent(skills, attributes))).toBe(expected);
    },
  );
});
