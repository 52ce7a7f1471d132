import type { ExclusionReason } from '../domain/decision.js';
import { numberIn, type Language, type Told } from './language.js';

/** What a filter says of an agent that it refuses: goes after a number, or after the agent's name. */
const OF_AGENTS: Record<ExclusionReason, Told> = {
  reservedForOther: { en: 'not the one it is reserved for', de: 'nicht der, für den es reserviert ist' },
  notInQueue: { en: 'not a member of the queue', de: 'nicht Mitglied der Warteschlange' },
  channelNotConfigured: { en: 'not set up for the channel', de: 'für den Kanal nicht eingerichtet' },
  missingSkill: { en: 'without a skill that is asked for', de: 'ohne eine verlangte Fähigkeit' },
  skillLevelTooLow: { en: 'below a level that is asked for', de: 'unter einer verlangten Stufe' },
  botNotWanted: { en: 'a bot, which is not wanted here', de: 'ein Bot, der hier nicht erwünscht ist' },
  notAvailable: { en: 'not available', de: 'nicht verfügbar' },
  channelNotToday: { en: 'not on this channel today', de: 'heute nicht auf diesem Kanal' },
  notResponding: { en: 'not responding to offers', de: 'ohne Antwort auf Angebote' },
  capacityFull: { en: 'at full capacity', de: 'ausgelastet' },
  blockedByChannel: { en: 'blocked by work on another channel', de: 'durch Arbeit auf einem anderen Kanal gesperrt' },
  standsForDial: { en: 'standing by for a callback', de: 'für einen Rückruf in Bereitschaft' },
  coolDown: { en: 'in the pause after a decline or a miss', de: 'in der Pause nach einer Ablehnung oder Nichtannahme' },
  resting: { en: 'set aside for a moment', de: 'kurz zurückgestellt' },
};

/** What a filter says of a contact that it refuses for one agent. */
const OF_CONTACTS: Record<ExclusionReason, Told> = {
  reservedForOther: { en: 'reserved for another agent', de: 'für einen anderen Agenten reserviert' },
  notInQueue: { en: "in queues that are not the agent's", de: 'in Warteschlangen, zu denen der Agent nicht gehört' },
  channelNotConfigured: {
    en: 'on channels that the agent does not have',
    de: 'auf Kanälen, die der Agent nicht bedient',
  },
  missingSkill: {
    en: 'asking for a skill that the agent does not have',
    de: 'mit einer Anforderung, die der Agent nicht beherrscht',
  },
  skillLevelTooLow: {
    en: 'asking for a higher level than the agent has',
    de: 'mit einer höheren verlangten Stufe, als der Agent hat',
  },
  botNotWanted: { en: 'not to be served by a bot', de: 'nicht für einen Bot' },
  notAvailable: {
    en: 'impossible while the agent is not available',
    de: 'unmöglich, solange der Agent nicht verfügbar ist',
  },
  channelNotToday: {
    en: 'on channels that the agent does not take today',
    de: 'auf Kanälen, die der Agent heute nicht bedient',
  },
  notResponding: {
    en: 'impossible while the agent does not respond to offers',
    de: 'unmöglich, solange der Agent auf Angebote nicht antwortet',
  },
  capacityFull: {
    en: "beyond the agent's capacity on their channel",
    de: 'über der Kapazität des Agenten auf ihrem Kanal',
  },
  blockedByChannel: {
    en: "blocked by the agent's work on another channel",
    de: 'durch die Arbeit des Agenten auf einem anderen Kanal gesperrt',
  },
  standsForDial: {
    en: 'impossible while the agent stands by for a callback',
    de: 'unmöglich, solange der Agent für einen Rückruf bereitsteht',
  },
  coolDown: {
    en: 'in the pause after the agent declined or missed them',
    de: 'in der Pause, nachdem der Agent sie abgelehnt oder nicht angenommen hat',
  },
  resting: { en: 'set aside for a moment', de: 'kurz zurückgestellt' },
};

export type Side = 'agents' | 'contacts';

/** Why one agent or contact was refused, in words. */
export function reasonIn(language: Language, side: Side, reason: ExclusionReason): string {
  return (side === 'agents' ? OF_AGENTS : OF_CONTACTS)[reason][language];
}

/** `4 without a skill that is asked for, 2 not available`; undefined: nobody was refused. */
export function countsIn(
  language: Language,
  side: Side,
  counts: Partial<Record<ExclusionReason, number>>,
): string | undefined {
  const parts = (Object.entries(counts) as [ExclusionReason, number][])
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${numberIn(language, count)} ${reasonIn(language, side, reason)}`);
  return parts.length === 0 ? undefined : parts.join(', ');
}
