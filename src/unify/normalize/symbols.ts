import type { TextNormalization } from './normalization.ts';

/** Punctuation and symbols of every script are removed. */
export const symbols = Object.freeze<TextNormalization>({
  kind: 'text',
  name: 'symbols',
  summary: 'Punctuation, brackets and other symbols are ignored.',
  toSql: (text, dialect) => dialect.regexpReplace(text, '[\\p{P}\\p{S}]+', ''),
  toText: (text) => text.replaceAll(/[\p{P}\p{S}]+/gu, ''),
});
