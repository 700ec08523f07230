import { type CharacterMap, replaceCharacters, replaceCharactersInText, whereBeyondAscii } from './characters.ts';
import type { TextNormalization } from './normalization.ts';

/** Letters that are no accented form of another, and marks, with what is written for them. */
const SPELLED: readonly (readonly [string, string])[] = [
  ['ß', 'ss'],
  ['ẞ', 'SS'],
  ['æ', 'ae'],
  ['Æ', 'AE'],
  ['œ', 'oe'],
  ['Œ', 'OE'],
  ['þ', 'th'],
  ['Þ', 'TH'],
  ['ĳ', 'ij'],
  ['Ĳ', 'IJ'],
  ['ﬁ', 'fi'],
  ['ﬂ', 'fl'],
  ['…', '...'],
];

/** Characters that look like the ASCII character below them (Latin, Greek, Cyrillic, marks). */
const LOOK_ALIKE: readonly (readonly [from: string, to: string])[] = [
  ['øØđĐðÐłŁıħĦŧŦĸŋŊ', 'oOdDdDlLihHtTknN'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαινυ', 'ABEZHIKMNOPTYXoaivu'],
  ['АВЕЅІЈКМНОРСТХаеѕіјорсух', 'ABESIJKMHOPCTXaesijopcyx'],
  ['‘’‚‛′´`“”„‟″«»‐‑‒–—―−·•', `'''''''""""""""-------..`],
];
const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_COUNT = 94;

const LOOK_ALIKES: CharacterMap = new Map([
  ...LOOK_ALIKE.flatMap(([from, to]) => [...from].map((character, index) => [character, to[index] ?? ''] as const)),
  ...Array.from(
    { length: FULL_WIDTH_COUNT },
    (_, index) => [String.fromCodePoint(FULL_WIDTH_FIRST + index), String.fromCodePoint(0x21 + index)] as const,
  ),
  ['\u3000', ' '],
  ['\u00a0', ' '],
  ...SPELLED,
]);

/** Accents are removed, ligatures spelled out, and look-alikes become the ASCII character they look like. */
export const unicodeToAscii = Object.freeze<TextNormalization>({
  kind: 'text',
  name: 'unicodeToAscii',
  summary: 'Accents are ignored, and characters that look like an ASCII character count as it.',
  toSql: (text, dialect) => whereBeyondAscii(text, dialect, replaceCharacters(dialect.stripAccents(text), LOOK_ALIKES)),
  toText: (text) =>
    replaceCharactersInText(text.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC'), LOOK_ALIKES),
});
