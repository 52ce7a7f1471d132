import { isText } from '../domain/configuration.js';
import { languageOf, type Translate } from '../domain/language.js';
import type { Decision } from '../routing/world.js';
import type { MatcherConfigView } from './configuration.js';

/**
 * What an offer tells its agent to translate: where queue and channel allow it and the agent does not speak the contact's
 * language, whether it was let in for that or the contact is reserved for it.
 */
export function translateOf(
  { language, channel, queueId, agentId }: Pick<Decision, 'language' | 'channel' | 'queueId' | 'agentId'>,
  view: Pick<MatcherConfigView, 'agent' | 'channel' | 'queue'>,
): Translate | undefined {
  if (language === undefined || view.queue.get(queueId)?.value.translation?.allowed !== true) return undefined;
  const agent = view.agent.get(agentId)?.value;
  if (agent === undefined || !isText(view.channel.get(channel)?.value ?? { id: channel })) return undefined;
  if (agent.skills.some(({ id }) => id === language)) return undefined;
  return { from: language, to: languageOf(agent) };
}
