import type { AgentExplanationView } from '../agents/agent-explanation.service.js';
import { momentIn, numberIn, type Language } from './language.js';
import { countsIn, reasonIn } from './reasons.js';

/** Why an agent gets what it gets, or nothing, in sentences for people who know nothing of the system. */
export function agentText(view: AgentExplanationView, language: Language): string {
  return [standing(view, language), channels(view, language), contacts(view, language)].join(' ');
}

function standing({ agentId, at, presence, routingStatus }: AgentExplanationView, language: Language): string {
  const when = momentIn(language, at);
  return language === 'de'
    ? `Am ${when} ist ${agentId} ${presence} (${routingStatus}).`
    : `On ${when}, ${agentId} is ${presence} (${routingStatus}).`;
}

function channels({ channels: list }: AgentExplanationView, language: Language): string {
  if (list.length === 0) return language === 'de' ? 'Kein Kanal ist eingerichtet.' : 'No channel is set up.';
  const open = language === 'de' ? 'kann angeboten werden' : 'can be offered';
  const each = list.map(
    ({ channel, because }) => `${channel}: ${because === undefined ? open : reasonIn(language, 'agents', because)}`,
  );
  return `${each.join('; ')}.`;
}

function contacts({ waiting, counts, truncated }: AgentExplanationView, language: Language): string {
  const looked = numberIn(language, waiting) + (truncated ? '+' : '');
  if (waiting === 0)
    return language === 'de'
      ? 'In den Warteschlangen des Agenten wartet niemand.'
      : "Nobody waits in the agent's queues.";
  const told = countsIn(language, 'contacts', counts);
  const head =
    language === 'de'
      ? `In den Warteschlangen des Agenten warten ${looked}`
      : `In the agent's queues ${looked} ${waiting === 1 ? 'waits' : 'wait'}`;
  return told === undefined ? `${head}.` : `${head}: ${told}.`;
}
