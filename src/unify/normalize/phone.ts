import { sql } from '../../sql/sql.ts';
import type { TextNormalization } from './normalization.ts';

/** An extension named by letters or `#`, at the end. */
const EXTENSION = '(?:ext|extn|extension|x|#)[.: ]*[0-9]+[^0-9]*$';
/** A trunk zero in brackets, as in +44 (0)20. */
const TRUNK = '[(]0[)]';
/** The zeros before a country code: +01 and 001 are both 1. */
const COUNTRY_ZEROS = '^[^0-9+]*(?:[+][^0-9]*0*|00+)';

/**
 * Digits of a telephone number. The country code counts: a number with it and one without differ. Its leading zeros,
 * `00` for `+`, a trunk zero in brackets, and extensions are dropped.
 */
export const phone = Object.freeze<TextNormalization>({
  kind: 'text',
  name: 'phone',
  summary: 'Only the digits of a telephone number count, country code included, extension left out.',
  toSql: (text, dialect) => {
    const main = dialect.regexpReplace(dialect.regexpReplace(text, `(?i)${EXTENSION}`, ''), TRUNK, '');
    const plain = dialect.regexpReplace(main, COUNTRY_ZEROS, '');
    const number = sql`case when ${dialect.regexpMatches(text, '[A-Za-z#+]|[(]0[)]|^[^0-9]*00')} then ${plain} else ${text} end`;
    return dialect.regexpReplace(number, '[^0-9]+', '');
  },
  toText: (text) =>
    text
      .replace(new RegExp(EXTENSION, 'i'), '')
      .replaceAll(new RegExp(TRUNK, 'g'), '')
      .replace(new RegExp(COUNTRY_ZEROS), '')
      .replaceAll(/[^0-9]+/g, ''),
});
