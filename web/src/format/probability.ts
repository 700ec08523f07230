import { useTranslation } from 'react-i18next';
import { type Locale, localeOf } from '../i18n/locale.ts';
import { writePercent } from './format.ts';

const FEWEST_DIGITS = 2;
/** More digits than a double tells apart beside 1. */
const MOST_DIGITS = 14;

/**
 * A probability in percent with as many digits as it takes to tell it from never and always: 99.99997 %, 0.0003 %. The same
 * number of digits behind the point counts from both ends.
 */
export function writeProbability(locale: Locale, probability: number): string {
  const distance = Math.min(probability, 1 - probability);
  const digits = distance > 0 ? Math.ceil(-Math.log10(distance)) : FEWEST_DIGITS;
  const maximumFractionDigits = Math.min(Math.max(digits, FEWEST_DIGITS), MOST_DIGITS);
  return writePercent(locale, probability, { maximumFractionDigits });
}

/** Writes probabilities in the chosen language. */
export function useProbability(): (probability: number) => string {
  const { i18n } = useTranslation();
  const locale = localeOf(i18n.language);
  return (probability) => writeProbability(locale, probability);
}
