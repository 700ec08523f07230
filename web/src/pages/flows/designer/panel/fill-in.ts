import { expressionOf, tokensIn } from '../expression/beside.ts';

/** What stands in a preview in place of an expression. */
export type Shown = (expression: string) => unknown;

/** Data with all expressions in its texts replaced; one that stands alone as `@…` may give anything, in braces it gives a text. */
export function fillIn(value: unknown, shown: Shown): unknown {
  if (typeof value === 'string') return fillInText(value, shown);
  if (Array.isArray(value)) return value.map((each) => fillIn(each, shown));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillIn(inner, shown)]));
}

/** The expressions in the texts of some data, each once. */
export function expressionsIn(value: unknown): readonly string[] {
  const found = new Set<string>();
  fillIn(value, (expression) => found.add(expression));
  return [...found];
}

function fillInText(text: string, shown: Shown): unknown {
  const tokens = tokensIn(text);
  if (tokens[0]?.to === text.length && !text.startsWith('@{')) return shown(expressionOf(text));
  const parts = tokens.map(({ from, to }, index) => {
    const before = text.slice(tokens[index - 1]?.to ?? 0, from);
    const value = shown(expressionOf(text.slice(from, to)));
    return plain(before, index === 0) + (typeof value === 'string' ? value : JSON.stringify(value));
  });
  return parts.join('') + plain(text.slice(tokens.at(-1)?.to ?? 0), tokens.length === 0);
}

/** Text without the second `@` of those that begin no expression. */
function plain(text: string, isStart: boolean): string {
  const rest = text.replaceAll('@@{', '@{');
  return isStart ? rest.replace(/^@@/, '@') : rest;
}
