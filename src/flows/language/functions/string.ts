import { formatNumberPattern } from '../numbers/format.ts';
import { foldCase, toLowerInvariant, toUpperInvariant } from '../values/casing.ts';
import { toText } from '../values/text.ts';
import { toInt32, valueError } from './argument-error.ts';
import { defineFunction, type FunctionDefinition } from './define.ts';
import { formatGuid } from './guid.ts';

const TEXT = { name: 'text', type: 'string', summary: 'Text to look at.' } as const;
const SEARCH_TEXT = {
  name: 'searchText',
  type: 'string',
  summary: 'Text to find; upper and lower case are the same.',
} as const;
const LOCALE = {
  name: 'locale',
  type: 'string',
  summary: 'Culture such as en-US.',
  isOptional: true,
  isNullable: true,
} as const;

const concat = defineFunction({
  name: 'concat',
  family: 'string',
  summary: 'Joins values into one text; what is not text is written as text.',
  parameters: [{ name: 'values', type: 'any', summary: 'Values to join.', isRest: true }],
  returns: 'string',
  example: { expression: "concat('Ane', ' ', 'Etxeberria')", result: 'Ane Etxeberria' },
  run: ([values], evaluation) => {
    let text = '';
    for (const value of values) {
      text += toText(value);
      evaluation.checkLength(text.length);
    }
    return text;
  },
});

const endsWith = defineFunction({
  name: 'endsWith',
  family: 'string',
  summary: 'Says whether a text ends with another, whatever the case.',
  parameters: [TEXT, SEARCH_TEXT],
  returns: 'boolean',
  example: { expression: "endsWith('Segment.CSV', '.csv')", result: true },
  run: ([text, search]) => foldCase(text).endsWith(foldCase(search)),
});

const startsWith = defineFunction({
  name: 'startsWith',
  family: 'string',
  summary: 'Says whether a text starts with another, whatever the case.',
  parameters: [TEXT, SEARCH_TEXT],
  returns: 'boolean',
  example: { expression: "startsWith('Customer_Measure', 'customer')", result: true },
  run: ([text, search]) => foldCase(text).startsWith(foldCase(search)),
});

const indexOf = defineFunction({
  name: 'indexOf',
  family: 'string',
  summary: 'Place of the first occurrence of a text, from 0, whatever the case; -1 when there is none.',
  parameters: [TEXT, SEARCH_TEXT],
  returns: 'integer',
  example: { expression: "indexOf('hello world', 'World')", result: 6 },
  run: ([text, search]) => foldCase(text).indexOf(foldCase(search)),
});

const lastIndexOf = defineFunction({
  name: 'lastIndexOf',
  family: 'string',
  summary: 'Place of the last occurrence of a text, from 0, whatever the case; -1 when there is none.',
  parameters: [TEXT, SEARCH_TEXT],
  returns: 'integer',
  example: { expression: "lastIndexOf('hello world hello', 'Hello')", result: 12 },
  run: ([text, search]) =>
    search === '' ? Math.max(0, text.length - 1) : foldCase(text).lastIndexOf(foldCase(search)),
});

const nthIndexOf = defineFunction({
  name: 'nthIndexOf',
  family: 'string',
  summary: 'Place of the n-th occurrence of a text, from 0, whatever the case; -1 when there are fewer.',
  parameters: [
    TEXT,
    SEARCH_TEXT,
    { name: 'occurrence', type: 'integer', summary: 'Which occurrence; a negative number counts from the end.' },
  ],
  returns: 'integer',
  example: { expression: "nthIndexOf('one two one two', 'two', 2)", result: 12 },
  run: ([text, search, occurrence]) =>
    findNth(foldCase(text), foldCase(search), toInt32(occurrence, { function: 'nthIndexOf', parameter: 'occurrence' })),
});

function findNth(text: string, search: string, occurrence: number): number {
  if (search === '' || occurrence === 0) return occurrence === 0 ? -1 : 0;
  let place = occurrence > 0 ? -1 : text.length;
  for (let left = Math.abs(occurrence); left > 0; left--) {
    if (occurrence < 0 && place === 0) return -1;
    place = occurrence > 0 ? text.indexOf(search, place + 1) : text.lastIndexOf(search, place - 1);
    if (place < 0) return -1;
  }
  return place;
}

const length = defineFunction({
  name: 'length',
  family: 'string',
  summary: 'Number of characters of a text or of elements of an array.',
  parameters: [{ name: 'collection', type: 'collection', summary: 'Text or array.' }],
  returns: 'integer',
  example: { expression: "length('abcd')", result: 4 },
  run: ([collection]) => collection.length,
});

const replace = defineFunction({
  name: 'replace',
  family: 'string',
  summary: 'Text with every occurrence of a part replaced; upper and lower case differ.',
  parameters: [
    TEXT,
    { name: 'oldText', type: 'string', summary: 'Part to replace; not empty.' },
    { name: 'newText', type: 'string', summary: 'What comes in its place.' },
  ],
  returns: 'string',
  example: { expression: "replace('the old string', 'old', 'new')", result: 'the new string' },
  run: ([text, oldText, newText], evaluation) => {
    if (oldText === '')
      throw valueError({ function: 'replace', parameter: 'oldText', expected: 'a text that is not empty' }, oldText);
    const parts = text.split(oldText);
    evaluation.checkLength(text.length + (parts.length - 1) * (newText.length - oldText.length));
    return parts.join(newText);
  },
});

const slice = defineFunction({
  name: 'slice',
  family: 'string',
  summary: 'Part of a text between two places; places beyond the text are moved to its ends.',
  parameters: [
    TEXT,
    { name: 'start', type: 'integer', summary: 'First place, from 0; a negative one counts from the end.' },
    {
      name: 'end',
      type: 'integer',
      summary: 'Place after the last one; the end of the text when absent.',
      isOptional: true,
    },
  ],
  returns: 'string',
  example: { expression: "slice('Hello World', 2, 5)", result: 'llo' },
  run: ([text, start, end]) =>
    text.slice(
      toInt32(start, { function: 'slice', parameter: 'start' }),
      end === undefined ? undefined : toInt32(end, { function: 'slice', parameter: 'end' }),
    ),
});

const split = defineFunction({
  name: 'split',
  family: 'string',
  summary: 'Parts of a text between delimiters, as an array.',
  parameters: [TEXT, { name: 'delimiter', type: 'string', summary: 'What stands between the parts.' }],
  returns: 'array',
  example: { expression: "split('a_b_c', '_')", result: ['a', 'b', 'c'] },
  run: ([text, delimiter], evaluation) => {
    const parts = delimiter === '' ? [text] : text.split(delimiter);
    evaluation.spend(parts.length);
    return parts;
  },
});

const substring = defineFunction({
  name: 'substring',
  family: 'string',
  summary: 'Part of a text from a place on; fails when the text is too short.',
  parameters: [
    TEXT,
    { name: 'start', type: 'integer', summary: 'First place, from 0.' },
    { name: 'length', type: 'integer', summary: 'Number of characters; up to the end when absent.', isOptional: true },
  ],
  returns: 'string',
  example: { expression: "substring('hello world', 6, 5)", result: 'world' },
  run: ([text, startValue, lengthValue]) => {
    const start = toInt32(startValue, { function: 'substring', parameter: 'start' });
    if (start < 0 || start > text.length)
      throw valueError(
        { function: 'substring', parameter: 'start', expected: `between 0 and ${text.length}` },
        startValue,
      );
    const count =
      lengthValue === undefined
        ? text.length - start
        : toInt32(lengthValue, { function: 'substring', parameter: 'length' });
    if (count >= 0 && start + count <= text.length) return text.slice(start, start + count);
    throw valueError(
      { function: 'substring', parameter: 'length', expected: `between 0 and ${text.length - start}` },
      lengthValue ?? null,
    );
  },
});

const toLower = defineFunction({
  name: 'toLower',
  family: 'string',
  summary: 'Text in lower case.',
  parameters: [TEXT],
  returns: 'string',
  example: { expression: "toLower('Hello World')", result: 'hello world' },
  run: ([text]) => toLowerInvariant(text),
});

const toUpper = defineFunction({
  name: 'toUpper',
  family: 'string',
  summary: 'Text in upper case.',
  parameters: [TEXT],
  returns: 'string',
  example: { expression: "toUpper('Hello World')", result: 'HELLO WORLD' },
  run: ([text]) => toUpperInvariant(text),
});

const trim = defineFunction({
  name: 'trim',
  family: 'string',
  summary: 'Text without white space at its ends.',
  parameters: [TEXT],
  returns: 'string',
  example: { expression: "trim(' Hello World  ')", result: 'Hello World' },
  run: ([text]) =>
    text.replace(/^(?:[^\S\ufeff]|\u0085)+/, '').replace(/(?:(?<!\s|\u0085)(?:[^\S\ufeff]|\u0085)+)$/, ''),
});

const formatNumber = defineFunction({
  name: 'formatNumber',
  family: 'string',
  summary: 'Number as text in a .NET number format.',
  parameters: [
    { name: 'number', type: 'number', summary: 'Number to write.' },
    { name: 'format', type: 'string', summary: 'Standard format such as C2 or N0, or custom format such as #,##0.00.' },
    LOCALE,
  ],
  returns: 'string',
  example: { expression: "formatNumber(1234567890, '#,##0.00', 'is-IS')", result: '1.234.567.890,00' },
  run: ([number, format, locale]) => formatNumberPattern(number, format, locale ?? 'en-US'),
});

const guid = defineFunction({
  name: 'guid',
  family: 'string',
  summary: 'A new globally unique identifier.',
  parameters: [
    {
      name: 'format',
      type: 'string',
      summary: 'N, D (default), B, P or X, as in .NET.',
      isOptional: true,
      isNullable: true,
    },
  ],
  returns: 'string',
  isRandom: true,
  example: { expression: 'guid()', result: 'c2ecc88d-88c8-4096-912c-d6f2e2b138ce' },
  run: ([format], { scope }) => formatGuid(scope.randomBytes(16), format || 'D'),
});

/** Functions on text. */
export const STRING_FUNCTIONS: readonly FunctionDefinition[] = [
  concat,
  endsWith,
  formatNumber,
  guid,
  indexOf,
  lastIndexOf,
  length,
  nthIndexOf,
  replace,
  slice,
  split,
  startsWith,
  substring,
  toLower,
  toUpper,
  trim,
];
