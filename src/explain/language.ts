/** Languages that Lotse explains itself in. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in each of them. */
export type Told = Record<Language, string>;

const NUMBERS: Record<Language, Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 3 }),
  de: new Intl.NumberFormat('de', { maximumFractionDigits: 3 }),
};
const MOMENTS: Record<Language, Intl.DateTimeFormat> = { en: momentsIn('en-GB'), de: momentsIn('de') };

function momentsIn(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' });
}

export function numberIn(language: Language, value: number): string {
  return NUMBERS[language].format(value);
}

/** `12.4 s` */
export function secondsIn(language: Language, seconds: number): string {
  return `${numberIn(language, seconds)} s`;
}

/** Whole ms as seconds. */
export function msIn(language: Language, ms: number): string {
  return secondsIn(language, ms / 1000);
}

/** A moment in UTC, as people write it. @param at ISO 8601 */
export function momentIn(language: Language, at: string): string {
  return `${MOMENTS[language].format(new Date(at))} UTC`;
}
