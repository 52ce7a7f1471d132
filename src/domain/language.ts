import type { AgentConfig } from './agent.js';

/** From which language into which an offer's contact is to be translated, as ids of skills or what agents are configured with. */
export interface Translate {
  /** The contact's. */
  from: string;
  /** The agent's; undefined: it is not known. */
  to?: string;
}

const NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const known = new Map<string, boolean>();
const spoken = new WeakMap<AgentConfig, { language?: string }>();

/**
 * The language that an agent works in: among its skills the one at the highest level that is a language's code, at equal
 * levels the first id bytewise; else the text `attributes.language`. The configuration must not be changed afterwards.
 */
export function languageOf(agent: AgentConfig): string | undefined {
  let answer = spoken.get(agent);
  if (answer === undefined) spoken.set(agent, (answer = { language: find(agent) }));
  return answer.language;
}

function find({ skills, attributes }: AgentConfig): string | undefined {
  let best: { id: string; level: number } | undefined;
  for (const skill of skills) {
    if (!isLanguage(skill.id)) continue;
    if (best === undefined || skill.level > best.level || (skill.level === best.level && skill.id < best.id))
      best = skill;
  }
  if (best !== undefined) return best.id;
  const named = attributes?.['language'];
  return typeof named === 'string' && named !== '' ? named : undefined;
}

/** Whether an id is the code of a language that has a name. */
function isLanguage(id: string): boolean {
  let answer = known.get(id);
  if (answer === undefined) known.set(id, (answer = hasName(id)));
  return answer;
}

function hasName(id: string): boolean {
  try {
    return NAMES.of(id) !== undefined;
  } catch {
    // What is not built like a code at all is a RangeError.
    return false;
  }
}
