import { languageError } from '../catalogue.ts';
import { syntaxError } from './syntax-error.ts';

/** Kinds of tokens; punctuation is its own kind. */
export type TokenKind = 'identifier' | 'string' | 'integer' | 'float' | '.' | ',' | '(' | ')' | '[' | ']' | '?' | 'end';

/** One token: its text (of strings: without quotes and doubled quotes) and where it stands. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const PUNCTUATION = new Set<string>(['.', ',', '(', ')', '[', ']', '?']);
const NUMBER = /[+-]?(?:\d+(?:(\.)\d*)?|(\.)\d+)(?:([eE])([+-]?\d+)?)?/y;
const IDENTIFIER = /[^.,(){}@[\]?'\s\u0085]+/y;
const SPACE = /[^\S\ufeff]|\u0085/;

/** Where scanning is done: from `start` to `end`, or (with `closesAt`) up to a brace outside of strings. */
export interface ScanRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Splits an expression into tokens; the last one is `end`.
 * @throws FLX_FLOW_SYNTAX
 */
export function scan(source: string, range: ScanRange = { start: 0, end: source.length }): readonly Token[] {
  const tokens: Token[] = [];
  let position = range.start;
  while (position < range.end) {
    if (SPACE.test(source[position] ?? '')) {
      position++;
      continue;
    }
    const token = scanToken({ source, position, end: range.end, previous: tokens.at(-1) });
    tokens.push(token);
    position = token.end;
  }
  tokens.push({ kind: 'end', text: '', start: range.end, end: range.end });
  return tokens;
}

/**
 * The tokens of a whole expression, for editors.
 * @throws FLX_FLOW_SYNTAX, FLX_FLOW_EXPRESSION_TOO_LONG
 */
export function scanExpression(source: string): readonly Token[] {
  checkLength(source.length);
  return scan(source);
}

/** Longest expression, in characters. Same limit as the original designer. */
export const MAX_EXPRESSION_LENGTH = 8192;

/** @throws FLX_FLOW_EXPRESSION_TOO_LONG */
export function checkLength(length: number): void {
  if (length > MAX_EXPRESSION_LENGTH)
    throw languageError('FLX_FLOW_EXPRESSION_TOO_LONG', { length, limit: MAX_EXPRESSION_LENGTH });
}

interface ScanPoint {
  readonly source: string;
  readonly position: number;
  readonly end: number;
  readonly previous: Token | undefined;
}

function scanToken(point: ScanPoint): Token {
  const { source, position, previous } = point;
  const character = source[position] ?? '';
  if (character === "'") return scanString(point);
  const isAfterValue = previous !== undefined && [')', ']', '?'].includes(previous.kind);
  const isAfterDot = previous?.kind === '.';
  const number = isAfterDot || (character === '.' && isAfterValue) ? undefined : scanNumber(point);
  if (number) return number;
  if (PUNCTUATION.has(character))
    return { kind: character as TokenKind, text: character, start: position, end: position + 1 };
  return scanIdentifier(point);
}

function scanString({ source, position, end }: ScanPoint): Token {
  let text = '';
  let from = position + 1;
  for (;;) {
    const quote = source.indexOf("'", from);
    if (quote < 0 || quote >= end)
      throw syntaxError(source, 'A string is not closed with a single quote.', { start: position, end });
    text += source.slice(from, quote);
    if (source[quote + 1] !== "'" || quote + 1 >= end) return { kind: 'string', text, start: position, end: quote + 1 };
    text += "'";
    from = quote + 2;
  }
}

function scanNumber({ source, position, end }: ScanPoint): Token | undefined {
  NUMBER.lastIndex = position;
  const match = NUMBER.exec(source);
  if (!match || position + match[0].length > end) return undefined;
  const [text, dot, leadingDot, exponent, power] = match;
  const stop = position + text.length;
  IDENTIFIER.lastIndex = stop;
  const runsOn = stop < end && IDENTIFIER.test(source);
  if (runsOn || (exponent && power === undefined))
    throw syntaxError(source, `'${text}' is not a number.`, { start: position, end: stop });
  return { kind: dot || leadingDot || exponent ? 'float' : 'integer', text, start: position, end: stop };
}

function scanIdentifier({ source, position, end }: ScanPoint): Token {
  IDENTIFIER.lastIndex = position;
  const text = IDENTIFIER.exec(source)?.[0].slice(0, end - position);
  const span = { start: position, end: position + (text?.length ?? 1) };
  if (text === undefined) throw syntaxError(source, `'${source[position]}' cannot stand here.`, span);
  if (text.includes('"'))
    throw syntaxError(source, 'Strings are written in single quotes, not in double quotes.', span);
  return { kind: 'identifier', text, ...span };
}
