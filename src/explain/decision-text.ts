import {
  CREDIT_NAMES,
  type CreditName,
  type DecisionRecord,
  type ExclusionReason,
  type TieBreak,
} from '../domain/decision.js';
import { momentIn, msIn, numberIn, type Language, type Told } from './language.js';
import { countsIn, reasonIn } from './reasons.js';

/** A decision as the text needs it. */
export type DecisionToTell = Omit<DecisionRecord, 'at' | 'credits'> & { at: string };

const CREDITS: Record<CreditName, Told> = {
  age: { en: 'waiting', de: 'Wartezeit' },
  priority: { en: 'priority', de: 'Priorität' },
  customerValue: { en: "the customer's value", de: 'Kundenwert' },
  journeyStage: { en: 'the stage of the journey', de: 'Phase der Kundenreise' },
  due: { en: 'the time by which it is due', de: 'Fälligkeit' },
  skill: { en: "the agent's skills", de: 'Fähigkeiten des Agenten' },
  preference: { en: 'what the agent likes to do', de: 'Vorliebe des Agenten' },
  channel: { en: "the agent's proficiency on the channel", de: 'Können des Agenten auf dem Kanal' },
  affinity: { en: 'the agent whom the customer knows', de: 'der Agent, den der Kunde kennt' },
  occupancy: { en: 'the load that the agent has room for', de: 'freie Kapazität des Agenten' },
  idle: { en: 'the time that the agent was idle', de: 'Leerlauf des Agenten' },
  bot: { en: 'a bot that the customer accepts', de: 'ein Bot, den der Kunde annimmt' },
  translation: { en: 'the cost of translating', de: 'Abzug für die Übersetzung' },
  front: { en: 'being pulled to the front by a supervisor', de: 'das Vorziehen durch die Leitung' },
};

const TIES: Record<TieBreak, Told> = {
  idleSince: {
    en: 'Both counted the same: the agent who had been idle longer came first.',
    de: 'Beide zählten gleich viel: der Agent, der länger frei war, kam zuerst.',
  },
  enqueuedAt: {
    en: 'Both counted the same: who had come earlier was first.',
    de: 'Beide zählten gleich viel: wer früher gekommen war, kam zuerst.',
  },
  enqueueSeq: {
    en: 'Both counted the same and came in the same millisecond: who was taken in first was first.',
    de: 'Beide zählten gleich viel und kamen in derselben Millisekunde: wer zuerst angenommen wurde, kam zuerst.',
  },
  agentId: {
    en: 'Both counted the same in everything: the agent whose id is first in the order of bytes.',
    de: 'Beide waren in allem gleich: es entschied die Ordnung der Agentenkennungen.',
  },
};

/**
 * Why an offer went to this agent, in sentences for people who know nothing of the system. One paragraph; every figure
 * in it stands in the record.
 */
export function decisionText(decision: DecisionToTell, language: Language): string {
  return [
    matched(decision, language),
    counted(decision, language),
    second(decision, language),
    excluded(decision, language),
    rules(decision, language),
  ]
    .filter((sentence) => sentence !== undefined)
    .join(' ');
}

function matched({ contactId, agentId, at, trigger, byHand }: DecisionToTell, language: Language): string {
  const when = momentIn(language, at);
  if (trigger === 'supervisor')
    return language === 'de'
      ? `Am ${when} bot die Leitung (Schlüssel ${byHand?.keyId ?? '?'}) ${contactId} von Hand ${agentId} an.`
      : `On ${when}, a supervisor (key ${byHand?.keyId ?? '?'}) offered ${contactId} to ${agentId} by hand.`;
  if (language === 'de')
    return trigger === 'contact'
      ? `Am ${when} suchte ${contactId} einen Agenten und wurde ${agentId} angeboten.`
      : `Am ${when} konnte ${agentId} Arbeit übernehmen und bekam ${contactId} angeboten.`;
  return trigger === 'contact'
    ? `On ${when}, ${contactId} looked for an agent and was offered to ${agentId}.`
    : `On ${when}, ${agentId} could take work and was offered ${contactId}.`;
}

function counted({ candidates: [winner] }: DecisionToTell, language: Language): string | undefined {
  if (winner === undefined) return undefined;
  const parts = CREDIT_NAMES.filter((name) => winner.credits[name] !== 0).map(
    (name) => `${msIn(language, winner.credits[name])} ${language === 'de' ? 'für' : 'for'} ${CREDITS[name][language]}`,
  );
  const total = msIn(language, winner.totalMs);
  const sum = parts.length === 0 ? '' : `: ${parts.join(', ')}`;
  return language === 'de'
    ? `Diese Verbindung zählte wie ${total} Wartezeit${sum}.`
    : `This pair counted like ${total} of waiting${sum}.`;
}

function second({ candidates, trigger, tieBreak, byHand }: DecisionToTell, language: Language): string {
  if (trigger === 'supervisor') return despite(byHand?.despite ?? [], language);
  const [winner, next] = candidates;
  const of = trigger === 'contact' ? 'agents' : 'contacts';
  if (winner === undefined || next === undefined) {
    if (language === 'de')
      return of === 'agents' ? 'Kein anderer Agent kam in Frage.' : 'Kein anderes Anliegen kam in Frage.';
    return of === 'agents' ? 'No other agent was possible.' : 'No other contact was possible.';
  }
  const name = of === 'agents' ? next.agentId : next.contactId;
  const total = msIn(language, next.totalMs);
  const sentence =
    language === 'de' ? `Am nächsten kam ${name} mit ${total}.` : `The next best was ${name} with ${total}.`;
  return tieBreak === undefined ? sentence : `${sentence} ${TIES[tieBreak][language]}`;
}

/** What a supervisor passed over. */
function despite(reasons: readonly ExclusionReason[], language: Language): string {
  const told = reasons.map((reason) => reasonIn(language, 'agents', reason)).join(', ');
  if (language === 'de')
    return told === ''
      ? 'Es wurde nicht verglichen, und nichts sprach dagegen.'
      : `Es wurde nicht verglichen. Übergangen wurde, was der Agent war: ${told}.`;
  return told === ''
    ? 'Nothing was compared, and nothing spoke against it.'
    : `Nothing was compared. Passed over was that the agent was: ${told}.`;
}

function excluded({ excluded: { counts }, trigger }: DecisionToTell, language: Language): string | undefined {
  const side = trigger === 'contact' ? 'agents' : 'contacts';
  const told = countsIn(language, side, counts);
  if (told === undefined) return undefined;
  if (language === 'de')
    return `Nicht in Frage kamen ${side === 'agents' ? 'diese Agenten' : 'diese Anliegen'}: ${told}.`;
  return `Not possible were these ${side}: ${told}.`;
}

function rules({ profile: { id, version }, step }: DecisionToTell, language: Language): string {
  const number = numberIn(language, step);
  const relaxed = {
    en: step === 0 ? '' : ` After the time waited, ${number} step${step === 1 ? '' : 's'} of relaxation held.`,
    de:
      step === 0
        ? ''
        : ` Nach der Wartezeit galt${step === 1 ? '' : 'en'} ${number} Lockerungsstufe${step === 1 ? '' : 'n'}.`,
  };
  return language === 'de'
    ? `Es galten die Gewichte von ${id}, Version ${version}.${relaxed.de}`
    : `The weights of ${id}, version ${version}, were in force.${relaxed.en}`;
}
