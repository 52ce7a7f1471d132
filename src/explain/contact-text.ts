import type { ExplanationView } from '../contacts/explanation.service.js';
import { momentIn, numberIn, secondsIn, type Language } from './language.js';
import { countsIn, reasonIn } from './reasons.js';

/** Agents that are named; the others are counted. */
const NAMED = 10;

/** What a contact waits for, in sentences for people who know nothing of the system. */
export function contactText(view: ExplanationView, language: Language): string {
  return [
    standing(view, language),
    agents(view, language),
    others(view, language),
    next(view, language),
    hopeless(view, language),
  ]
    .filter((sentence) => sentence !== undefined)
    .join(' ');
}

function standing(
  { contactId, at, state, queueId, position, ageSeconds }: ExplanationView,
  language: Language,
): string {
  const [when, age] = [momentIn(language, at), secondsIn(language, ageSeconds)];
  if (language === 'de')
    return position === null
      ? `Am ${when} wartet ${contactId} nicht (${state}); bisher wurde ${age} gewartet.`
      : `Am ${when} wartet ${contactId} in ${queueId} seit ${age}, auf Platz ${numberIn(language, position)}.`;
  return position === null
    ? `On ${when}, ${contactId} does not wait (${state}); it has waited ${age} so far.`
    : `On ${when}, ${contactId} waits in ${queueId} for ${age} so far, at place ${numberIn(language, position)}.`;
}

function agents({ eligible, eligibleTruncated }: ExplanationView, language: Language): string {
  const number = numberIn(language, eligible.length) + (eligibleTruncated ? '+' : '');
  if (eligible.length === 0)
    return language === 'de' ? 'Niemand kann es jetzt bedienen.' : 'Nobody is able to serve it now.';
  const named = eligible.slice(0, NAMED).map(({ agentId, because }) => {
    const free = language === 'de' ? 'frei' : 'free';
    return `${agentId} (${because === undefined ? free : reasonIn(language, 'agents', because)})`;
  });
  const more = eligible.length > NAMED || eligibleTruncated ? ' …' : '';
  return language === 'de'
    ? `Bedienen ${eligible.length === 1 ? 'kann' : 'können'} es ${number}: ${named.join(', ')}${more}.`
    : `Able to serve it: ${number}: ${named.join(', ')}${more}.`;
}

function others({ excluded: { counts } }: ExplanationView, language: Language): string | undefined {
  const told = countsIn(language, 'agents', counts);
  if (told === undefined) return undefined;
  return language === 'de' ? `Andere Agenten: ${told}.` : `Other agents: ${told}.`;
}

function next({ nextStep, translation }: ExplanationView, language: Language): string | undefined {
  const sentences: string[] = [];
  if (translation?.inForce === true)
    sentences.push(
      language === 'de'
        ? `Niemand im Dienst spricht ${translation.language}: es wird übersetzt.`
        : `Nobody on duty speaks ${translation.language}: it is translated.`,
    );
  if (nextStep !== undefined) {
    const inTime = secondsIn(language, nextStep.inSeconds);
    sentences.push(
      language === 'de'
        ? `In ${inTime} werden die Anforderungen gelockert (Stufe ${numberIn(language, nextStep.step)}).`
        : `In ${inTime} what is asked for is relaxed (step ${numberIn(language, nextStep.step)}).`,
    );
  }
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

function hopeless({ routable, unroutableBecause }: ExplanationView, language: Language): string | undefined {
  if (routable) return undefined;
  const why = unroutableBecause === undefined ? '' : `: ${unroutableBecause}`;
  return language === 'de'
    ? `So wie alles eingerichtet ist, kann es nie bedient werden${why}.`
    : `As everything is configured, it can never be served${why}.`;
}
