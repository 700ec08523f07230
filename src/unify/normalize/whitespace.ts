import type { TextNormalization } from './normalization.ts';

/** All blanks, tabs and line breaks are removed. */
export const whitespace = Object.freeze<TextNormalization>({
  kind: 'text',
  name: 'whitespace',
  summary: 'Blanks, tabs and line breaks are ignored.',
  toSql: (text, dialect) => dialect.regexpReplace(text, '[\\t\\n\\f\\r\\p{Z}]+', ''),
  toText: (text) => text.replaceAll(/[\t\n\f\r\p{Z}]+/gu, ''),
});
