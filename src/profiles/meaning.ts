import type { ProfileCredits } from '../domain/configuration.js';
import { secondsIn, type Told } from '../explain/language.js';

/** What each weight of a profile does, a sentence each. */
export type Meaning = Record<keyof ProfileCredits, Told>;

/** Seconds of idling that count at most. */
const IDLE_CAP_SECONDS = 3600;

/** Tells the weights of a profile in plain words. All weights are seconds of waiting. */
export function meaningOf(credits: ProfileCredits): Meaning {
  const { priority, customerValue, due, dueHorizonSeconds, skill, preference, channel } = credits;
  const { affinity, occupancy, idlePerSecond, bot } = credits;
  return {
    priority: weighed(
      priority,
      (s) => ({
        en: `Each point of priority counts like ${s} of waiting; the highest priority, 10, like ${seconds(priority * 10).en}.`,
        de: `Jeder Punkt Priorität zählt wie ${s} Wartezeit; die höchste Priorität, 10, wie ${seconds(priority * 10).de}.`,
      }),
      { en: 'Priority does not count.', de: 'Die Priorität zählt nicht.' },
    ),
    customerValue: weighed(
      customerValue,
      (s) => ({
        en: `A customer of the highest value is served as if they had waited ${s} longer.`,
        de: `Ein Kunde mit dem höchsten Wert wird bedient, als hätte er ${s} länger gewartet.`,
      }),
      { en: "The customer's value does not count.", de: 'Der Wert des Kunden zählt nicht.' },
    ),
    journeyStage: stages(credits.journeyStage),
    due: weighed(
      due,
      (s) => ({
        en: `A contact that must be solved at once is served as if it had waited ${s} longer; the later it is due, the less it gains.`,
        de: `Ein Anliegen, das sofort gelöst sein muss, wird bedient, als hätte es ${s} länger gewartet; je später es fällig ist, desto weniger gewinnt es.`,
      }),
      { en: 'The time by which a contact must be solved does not count.', de: 'Die Fälligkeit zählt nicht.' },
    ),
    dueHorizonSeconds: weighed(
      dueHorizonSeconds,
      (s) => ({
        en: `A contact that is due ${s} or more after it came gains nothing by being due.`,
        de: `Ein Anliegen, das ${s} oder mehr nach seinem Eingang fällig ist, gewinnt durch seine Fälligkeit nichts.`,
      }),
      {
        en: 'Only a contact that is due when it comes, or was before, could gain by being due.',
        de: 'Nur ein Anliegen, das bei seinem Eingang schon fällig ist, könnte dadurch gewinnen.',
      },
    ),
    skill: weighed(
      skill,
      (s) => ({
        en: `An agent with level 10 in every skill asked for comes before one who has none of them by ${s} of waiting.`,
        de: `Ein Agent mit Stufe 10 in allem, was verlangt ist, hat vor einem, der nichts davon kann, einen Vorsprung von ${s} Wartezeit.`,
      }),
      {
        en: 'How well an agent has the skills asked for does not count, as long as they suffice.',
        de: 'Wie gut ein Agent das Verlangte kann, zählt nicht, solange es genügt.',
      },
    ),
    preference: weighed(
      preference,
      (s) => ({
        en: `An agent who likes this work best comes before one who likes it least by ${s} of waiting.`,
        de: `Ein Agent, der diese Arbeit am liebsten tut, hat vor einem, der sie am wenigsten mag, einen Vorsprung von ${s} Wartezeit.`,
      }),
      { en: 'What agents like to do does not count.', de: 'Was Agenten gern tun, zählt nicht.' },
    ),
    channel: weighed(
      channel,
      (s) => ({
        en: `An agent of the highest proficiency on the channel gains ${s} of waiting, others in proportion.`,
        de: `Ein Agent, der den Kanal am besten beherrscht, gewinnt ${s} Wartezeit, andere im Verhältnis dazu.`,
      }),
      {
        en: 'How well an agent handles the channel does not count.',
        de: 'Wie gut ein Agent den Kanal beherrscht, zählt nicht.',
      },
    ),
    affinity: weighed(
      affinity,
      (s) => ({
        en: `The agent whom the customer prefers, or who served them last, comes before others by ${s} of waiting.`,
        de: `Der Agent, den der Kunde sich wünscht oder der ihn zuletzt bedient hat, hat vor anderen einen Vorsprung von ${s} Wartezeit.`,
      }),
      {
        en: 'Whom the customer prefers, or had last, does not count.',
        de: 'Wen der Kunde sich wünscht oder zuletzt hatte, zählt nicht.',
      },
    ),
    occupancy: weighed(
      occupancy,
      (s) => ({
        en: `An agent with nothing to do comes before one whose capacity is used up by ${s} of waiting.`,
        de: `Ein Agent, der nichts zu tun hat, hat vor einem, der ausgelastet ist, einen Vorsprung von ${s} Wartezeit.`,
      }),
      { en: 'How busy an agent is does not count.', de: 'Wie ausgelastet ein Agent ist, zählt nicht.' },
    ),
    idlePerSecond: weighed(
      idlePerSecond,
      (s) => ({
        en: `Each second that an agent has been idle counts like ${s} of waiting, for an hour at most (${seconds(idlePerSecond * IDLE_CAP_SECONDS).en}).`,
        de: `Jede Sekunde, die ein Agent frei ist, zählt wie ${s} Wartezeit, höchstens eine Stunde lang (${seconds(idlePerSecond * IDLE_CAP_SECONDS).de}).`,
      }),
      { en: 'How long an agent has been idle does not count.', de: 'Wie lange ein Agent frei ist, zählt nicht.' },
    ),
    bot: weighed(
      bot,
      (s) => ({
        en: `A bot gains ${s} of waiting with a customer who accepts bots fully, with others in proportion.`,
        de: `Ein Bot gewinnt ${s} Wartezeit bei einem Kunden, der Bots ganz annimmt, bei anderen im Verhältnis dazu.`,
      }),
      { en: 'Whether an agent is a bot does not count.', de: 'Ob ein Agent ein Bot ist, zählt nicht.' },
    ),
  };
}

/** @param sentence gets the weight as `120 s`, as the language writes it */
function weighed(weight: number, sentence: (seconds: string) => Told, otherwise: Told): Told {
  if (weight === 0) return otherwise;
  const { en, de } = seconds(weight);
  return { en: sentence(en).en, de: sentence(de).de };
}

function stages({ default: other, stages: named }: ProfileCredits['journeyStage']): Told {
  const list = Object.entries(named);
  if (list.length === 0)
    return weighed(
      other,
      (s) => ({
        en: `Whatever the stage of their journey, a customer is served as if they had waited ${s} longer.`,
        de: `Wo auch immer auf seiner Reise, ein Kunde wird bedient, als hätte er ${s} länger gewartet.`,
      }),
      { en: "The stage of the customer's journey does not count.", de: 'Die Phase der Kundenreise zählt nicht.' },
    );
  const each = (language: keyof Told): string =>
    list.map(([stage, weight]) => `${stage} ${seconds(weight)[language]}`).join(', ');
  return {
    en: `A customer is served as if they had waited longer, by the stage of their journey: ${each('en')}, any other ${seconds(other).en}.`,
    de: `Ein Kunde wird je nach Phase seiner Reise bedient, als hätte er länger gewartet: ${each('de')}, sonst ${seconds(other).de}.`,
  };
}

function seconds(value: number): Told {
  return { en: secondsIn('en', value), de: secondsIn('de', value) };
}
