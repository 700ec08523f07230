import type { Dereference, Expression, Template } from './tree.ts';

const PLAIN_NAME = /^[A-Za-z_][\w-]*$/;

/** An expression as text, without `@`; parsing it gives the same tree. */
export function printExpression(expression: Expression): string {
  if (expression.kind === 'literal') return expression.text;
  const given = expression.arguments.map(printExpression).join(', ');
  return `${expression.name}(${given})${expression.dereferences.map(printDereference).join('')}`;
}

function printDereference({ key, isSafe }: Dereference): string {
  const safe = isSafe ? '?' : '';
  if (key.kind === 'literal' && typeof key.value === 'string' && PLAIN_NAME.test(key.value))
    return `${safe}.${key.value}`;
  return `${safe}[${printExpression(key)}]`;
}

/** A template as a string for a definition; plain text is escaped so that it stays plain. */
export function printTemplate(template: Template): string {
  if (template.kind === 'text')
    return template.text.length > 1 && template.text.startsWith('@')
      ? `@${template.text}`
      : escapeBraces(template.text);
  if (template.kind === 'expression') return `@${printExpression(template.expression)}`;
  return template.segments.map((segment, index) => printSegment(segment, template.segments, index)).join('');
}

function printSegment(segment: string | Expression, segments: readonly (string | Expression)[], index: number): string {
  if (typeof segment !== 'string') return `@{${printExpression(segment)}}`;
  const isBeforeExpression = typeof segments[index + 1] === 'object';
  const head = index === 0 && segment.startsWith('@') ? QUOTED_AT : '';
  const body = escapeBraces(head ? segment.slice(1) : segment);
  return head + (isBeforeExpression && body.endsWith('@') ? body.slice(0, -1) + QUOTED_AT : body);
}

/** An `@` that would else be read as the start of an expression or of an escape. */
const QUOTED_AT = "@{'@'}";

function escapeBraces(text: string): string {
  return text.replaceAll('@{', '@@{');
}
