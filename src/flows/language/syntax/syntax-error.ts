import type { FluxuError, Place } from '../../../base/errors.ts';
import { languageError } from '../catalogue.ts';
import type { Span } from './tree.ts';

/** Characters of source shown on each side of a fault. */
const EXCERPT_REACH = 60;

/** A place inside an expression: the column, and the source with a caret line under the fault. */
export function placeInSource(source: string, span: Span): Place {
  const lineStart = source.lastIndexOf('\n', span.start - 1) + 1;
  const nextBreak = source.indexOf('\n', span.start);
  const lineEnd = nextBreak < 0 ? source.length : nextBreak;
  const from = Math.max(lineStart, span.start - EXCERPT_REACH);
  const to = Math.min(lineEnd, Math.max(span.end, span.start) + EXCERPT_REACH);
  const caretCount = Math.max(1, Math.min(span.end, to) - span.start);
  return {
    column: span.start + 1,
    excerpt: `${source.slice(from, to)}\n${' '.repeat(span.start - from)}${'^'.repeat(caretCount)}`,
  };
}

/** The error for an expression that cannot be read. */
export function syntaxError(source: string, problem: string, span: Span): FluxuError {
  return languageError('FLX_FLOW_SYNTAX', { problem }, { place: placeInSource(source, span) });
}
