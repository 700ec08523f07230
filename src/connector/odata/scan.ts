import { odataFault } from './fault.ts';
import type { Literal } from './tree.ts';

/** A piece of an OData expression; `column` counts from 1. */
export type Token =
  | { readonly kind: 'word'; readonly text: string; readonly column: number }
  | { readonly kind: 'literal'; readonly literal: Literal; readonly column: number }
  | { readonly kind: '(' | ')' | ','; readonly column: number }
  | { readonly kind: 'end'; readonly column: number };

const PATTERNS = {
  space: /\s+/y,
  text: /'(?:[^']|'')*'/y,
  moment: /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?(?![\w-])/y,
  guid: /[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}/y,
  number: /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y,
  word: /[\p{L}_][\p{L}\p{N}_]*/uy,
  sign: /[(),]/y,
} as const;

/** Cuts an expression into pieces, the last of which is the end. @throws FLX_ODATA_SYNTAX */
export function scanOData(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let index = 0; index < text.length; ) {
    const piece = readPiece(text, index);
    if (!piece) throw odataFault(text, index + 1, `'${text[index]}' cannot stand here`);
    if (piece.token) tokens.push(piece.token);
    index += piece.length;
  }
  return [...tokens, { kind: 'end', column: text.length + 1 }];
}

function readPiece(text: string, index: number): { readonly token?: Token; readonly length: number } | undefined {
  const column = index + 1;
  for (const [kind, pattern] of Object.entries(PATTERNS)) {
    pattern.lastIndex = index;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) continue;
    if (kind === 'space') return { length: found.length };
    if (kind === 'sign') return { token: { kind: found as '(', column }, length: found.length };
    if (kind === 'word') return { token: wordOf(found, column), length: found.length };
    return { token: { kind: 'literal', literal: literalOf(kind, found), column }, length: found.length };
  }
  return undefined;
}

function wordOf(text: string, column: number): Token {
  const lower = text.toLowerCase();
  if (lower === 'true' || lower === 'false')
    return { kind: 'literal', literal: { kind: 'literal', type: 'boolean', text: lower }, column };
  if (lower === 'null') return { kind: 'literal', literal: { kind: 'literal', type: 'null', text: '' }, column };
  return { kind: 'word', text, column };
}

function literalOf(kind: string, found: string): Literal {
  if (kind === 'text') return { kind: 'literal', type: 'text', text: found.slice(1, -1).replaceAll("''", "'") };
  if (kind === 'guid') return { kind: 'literal', type: 'text', text: found };
  return { kind: 'literal', type: kind === 'moment' ? 'moment' : 'number', text: found };
}
