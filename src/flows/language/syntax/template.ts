import { parseExpression } from './parser.ts';
import { syntaxError } from './syntax-error.ts';
import type { Expression, Template } from './tree.ts';

/** True when a string of a definition is more than plain text: it holds an expression or an escaped `@`. */
export function isTemplate(text: string): boolean {
  return text.includes('@') && (text.includes('@{') || (text.length > 1 && text.startsWith('@')));
}

/**
 * The tree of a string as it stands in a definition.
 * @throws FLX_FLOW_SYNTAX, FLX_FLOW_EXPRESSION_TOO_LONG, FLX_FLOW_EXPRESSION_TOO_DEEP
 */
export function parseTemplate(text: string): Template {
  if (!isTemplate(text)) return { kind: 'text', text };
  if (text.startsWith('@@')) return { kind: 'text', text: text.slice(1) };
  if (text.startsWith('@') && text[1] !== '{')
    return { kind: 'expression', expression: parseExpression(text, { start: 1, end: text.length }) };
  return parseInterpolation(text);
}

function parseInterpolation(text: string): Template {
  const segments: (string | Expression)[] = [];
  let literal = '';
  let position = 0;
  while (position < text.length) {
    const opening = text.indexOf('@{', position);
    if (opening < 0) break;
    const isEscaped = opening > position && text[opening - 1] === '@';
    literal += text.slice(position, isEscaped ? opening - 1 : opening);
    if (isEscaped) {
      literal += '@{';
      position = opening + 2;
      continue;
    }
    if (literal) segments.push(literal);
    literal = '';
    const closing = findClosingBrace(text, opening + 2);
    segments.push(parseExpression(text, { start: opening + 2, end: closing }));
    position = closing + 1;
  }
  literal += text.slice(position);
  if (segments.length === 0) return { kind: 'text', text: literal };
  if (literal) segments.push(literal);
  return { kind: 'interpolation', segments };
}

/** Offset of the `}` that ends an interpolation; braces inside strings do not count. */
function findClosingBrace(text: string, start: number): number {
  let isInString = false;
  for (let position = start; position < text.length; position++) {
    const character = text[position];
    if (character === "'") isInString = !isInString;
    else if (character === '}' && !isInString) return position;
  }
  throw syntaxError(text, "'@{' is not closed with '}'.", { start: start - 2, end: start });
}
