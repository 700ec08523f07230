/** Locales with which a language is written. */
export interface Locale {
  readonly numbers: string;
  readonly dates: string;
  /** Names of months and days are known; otherwise dates are written in digits only. */
  readonly hasDateWords: boolean;
  /** The sign of a percent stands before the number, where the locale of the numbers writes it behind. */
  readonly isPercentFirst?: boolean;
}

/**
 * For languages some browsers have no formats for (Chromium knows no Basque): a locale that writes numbers the same way,
 * and one that orders the digits of a date the same way.
 */
const STAND_INS: Readonly<Record<string, Omit<Locale, 'hasDateWords'>>> = {
  eu: { numbers: 'de', dates: 'ja', isPercentFirst: true },
};
/** The region whose habits hold where the browser names none. */
const DEFAULT_REGIONS: Readonly<Record<string, string>> = { en: 'en-GB' };

/**
 * The locale of a language: with the region the reader's browser asks for, where it asks for that language.
 * Tags that are none are passed over: Chromium under LANG=C asks for en-US@posix.
 */
export function localeOf(language: string, wanted: readonly string[] = navigator.languages): Locale {
  const asked = wanted.find((tag) => tag.startsWith(`${language}-`) && isLanguageTag(tag));
  const regional = asked ?? DEFAULT_REGIONS[language] ?? language;
  if (Intl.DateTimeFormat.supportedLocalesOf(language).length > 0) {
    return { numbers: regional, dates: regional, hasDateWords: true };
  }
  return { ...(STAND_INS[language] ?? { numbers: 'en', dates: 'sv' }), hasDateWords: false };
}

/**
 * Makes a tag of what the browser calls its language, where it is none (en-US@posix becomes en-US): libraries hand
 * `navigator.language` to `Intl` as it is, and uPlot throws when it is loaded.
 */
export function mendBrowserLanguage(): void {
  const { language } = navigator;
  if (isLanguageTag(language)) return;
  const [tag = ''] = language.split(/[^A-Za-z0-9-]/);
  Object.defineProperty(navigator, 'language', { value: isLanguageTag(tag) ? tag : 'en', configurable: true });
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
