import type { Dialect } from '../../sql/dialect.ts';
import { type Sql, sql } from '../../sql/sql.ts';
import { type CharacterMap, replaceCharacters, replaceCharactersInText, whereBeyondAscii } from './characters.ts';
import type { TextNormalization } from './normalization.ts';

/** Code point of the digit zero in scripts that write numbers with digits of their own. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
  0x17e0, 0x1810, 0xff10, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6,
];
/** Code point of the first of a run of symbols that count up from one, and how many they are. */
const COUNTED: readonly (readonly [first: number, count: number])[] = [
  [0x2160, 12], // Roman capitals
  [0x2170, 12], // Roman small letters
  [0x2460, 20], // circled
  [0x2474, 20], // in brackets
  [0x2488, 20], // with a full stop
  [0x24f5, 10], // double circled
  [0x2776, 10], // white on black
  [0x2780, 10], // circled sans-serif
  [0x278a, 10], // white on black sans-serif
];
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
const LARGE_ROMANS: readonly (readonly [string, string])[] = [
  ['Ⅼ', '50'],
  ['Ⅽ', '100'],
  ['Ⅾ', '500'],
  ['Ⅿ', '1000'],
  ['⓪', '0'],
  ['⓿', '0'],
];

const NUMERALS: CharacterMap = new Map([
  ...ZEROS.flatMap((zero) => numbered(zero, 10, 0)),
  ...COUNTED.flatMap(([first, count]) => numbered(first, count, 1)),
  ...[...SUPERSCRIPTS].map((character, digit) => [character, String(digit)] as const),
  ...[...SUBSCRIPTS].map((character, digit) => [character, String(digit)] as const),
  ...LARGE_ROMANS,
]);

function numbered(first: number, count: number, start: number): (readonly [string, string])[] {
  return Array.from({ length: count }, (_, index) => [String.fromCodePoint(first + index), String(start + index)]);
}

/** Roman numbers written in letters are read up to this one. */
const LARGEST_ROMAN = 39;
const ROMAN_WORD = '[ ](?:[IVX]{2,})(?:[^A-Za-z0-9]|$)';

function romanOf(value: number): string {
  const units = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'];
  return 'X'.repeat(Math.floor(value / 10)) + (units[value % 10] ?? '');
}

const ROMAN_NUMBERS = Array.from({ length: LARGEST_ROMAN }, (_, index) => index + 1)
  .map((value) => ({ value, roman: romanOf(value) }))
  .filter(({ roman }) => roman.length > 1);

function romanWords(text: Sql, dialect: Dialect): Sql {
  const replaced = ROMAN_NUMBERS.reduce(
    (inner, { value, roman }) => dialect.regexpReplace(inner, `[ ]${roman}([^A-Za-z0-9]|$)`, ` ${value}\\1`),
    text,
  );
  return sql`case when ${dialect.regexpMatches(text, ROMAN_WORD)} then ${replaced} else ${text} end`;
}

function romanWordsInText(text: string): string {
  if (!new RegExp(ROMAN_WORD).test(text)) return text;
  return ROMAN_NUMBERS.reduce(
    (inner, { value, roman }) => inner.replaceAll(new RegExp(`[ ]${roman}([^A-Za-z0-9]|$)`, 'g'), ` ${value}$1`),
    text,
  );
}

/**
 * Numbers of every script become Arabic digits. Roman numbers in letters (II to XXXIX) do where they stand alone, in
 * capitals and not first, so that Henry VIII is Henry 8, and neither an initial nor the name Xi turns into a number.
 */
export const numerals = Object.freeze<TextNormalization>({
  kind: 'text',
  name: 'numerals',
  summary: 'Roman numbers and the digits of other scripts count as Arabic digits.',
  toSql: (text, dialect) => romanWords(whereBeyondAscii(text, dialect, replaceCharacters(text, NUMERALS)), dialect),
  toText: (text) => romanWordsInText(replaceCharactersInText(text, NUMERALS)),
});
