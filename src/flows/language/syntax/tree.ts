import type { Value } from '../values/value.ts';

/** Where a node stands in the source it was parsed from: offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A constant: string, number, true, false or null. `text` is how it was written. */
export interface Literal extends Span {
  readonly kind: 'literal';
  readonly value: Value;
  readonly text: string;
}

/** One `.name`, `['name']` or `[0]` after a call; safe when a `?` stands before it. */
export interface Dereference extends Span {
  readonly isSafe: boolean;
  readonly key: Expression;
}

/** A function call with what is read from its result. */
export interface Call extends Span {
  readonly kind: 'call';
  readonly name: string;
  /** End of the name, for carets. */
  readonly nameEnd: number;
  readonly arguments: readonly Expression[];
  readonly dereferences: readonly Dereference[];
}

/** An expression without its leading `@`. */
export type Expression = Literal | Call;

/** A string as it stands in a definition: plain text, one expression, or text with `@{…}` in it. */
export type Template =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'interpolation'; readonly segments: readonly (string | Expression)[] };
