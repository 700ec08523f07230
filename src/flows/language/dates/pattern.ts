/** One piece of a custom date format: a run of one letter, or literal text. */
export type PatternToken =
  | { readonly kind: 'field'; readonly letter: string; readonly count: number }
  | { readonly kind: 'literal'; readonly text: string };

const FIELD_LETTERS = 'dfFghHKmMstyzZ:/';

/** Most digits of a fraction of a second. */
const MAX_FRACTION = 7;

/** Splits a .NET custom date format; undefined when a quote is not closed, an escape stands alone or a fraction is too long. */
export function splitPattern(pattern: string): readonly PatternToken[] | undefined {
  const tokens: PatternToken[] = [];
  for (let position = 0; position < pattern.length; ) {
    const next = readToken(pattern, position);
    if (!next) return undefined;
    if (next.token) tokens.push(next.token);
    position = next.end;
  }
  return tokens;
}

interface ReadToken {
  readonly token?: PatternToken;
  readonly end: number;
}

function readToken(pattern: string, position: number): ReadToken | undefined {
  const letter = pattern[position] ?? '';
  if (letter === "'" || letter === '"') return readQuoted(pattern, position, letter);
  if (letter === '\\')
    return position + 1 < pattern.length ? literal(pattern[position + 1] ?? '', position + 2) : undefined;
  if (letter === '%')
    return position + 1 < pattern.length && pattern[position + 1] !== '%' ? { end: position + 1 } : undefined;
  if (!FIELD_LETTERS.includes(letter)) return literal(letter, position + 1);
  let end = position + 1;
  while (pattern[end] === letter && letter !== ':' && letter !== '/') end++;
  const count = end - position;
  return 'fF'.includes(letter) && count > MAX_FRACTION ? undefined : { token: { kind: 'field', letter, count }, end };
}

function literal(text: string, end: number): ReadToken {
  return { token: { kind: 'literal', text }, end };
}

function readQuoted(pattern: string, start: number, quote: string): ReadToken | undefined {
  let text = '';
  for (let position = start + 1; position < pattern.length; position++) {
    const character = pattern[position];
    if (character === quote) return literal(text, position + 1);
    text += character === '\\' ? (pattern[++position] ?? '') : character;
  }
  return undefined;
}
