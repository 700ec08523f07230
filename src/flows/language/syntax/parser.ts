import { languageError } from '../catalogue.ts';
import { createFloat, createInteger, fitsInt64 } from '../values/numbers.ts';
import type { Value } from '../values/value.ts';
import { checkLength, type ScanRange, scan, type Token, type TokenKind } from './scanner.ts';
import { syntaxError } from './syntax-error.ts';
import type { Call, Dereference, Expression, Literal } from './tree.ts';

/** Deepest nesting of calls. */
export const MAX_EXPRESSION_DEPTH = 256;

const CONSTANTS: Readonly<Record<string, Value>> = { null: null, true: true, false: false };

/**
 * The tree of an expression (written without `@`).
 * @throws FLX_FLOW_SYNTAX, FLX_FLOW_EXPRESSION_TOO_LONG, FLX_FLOW_EXPRESSION_TOO_DEEP
 */
export function parseExpression(source: string, range: ScanRange = { start: 0, end: source.length }): Expression {
  checkLength(range.end - range.start);
  return new Parser(source, scan(source, range)).parse();
}

class Parser {
  readonly #source: string;
  readonly #tokens: readonly Token[];
  #position = 0;
  #depth = 0;

  constructor(source: string, tokens: readonly Token[]) {
    this.#source = source;
    this.#tokens = tokens;
  }

  parse(): Expression {
    const expression = this.#expression();
    this.#expect('end', 'the end of the expression');
    return expression;
  }

  get #next(): Token {
    return this.#tokens[this.#position] as Token;
  }

  #take(): Token {
    const token = this.#next;
    this.#position++;
    return token;
  }

  #accept(kind: TokenKind): Token | undefined {
    return this.#next.kind === kind ? this.#take() : undefined;
  }

  #expect(kind: TokenKind, what: string): Token {
    return this.#accept(kind) ?? this.#fail(what);
  }

  #fail(expected: string): never {
    const found =
      this.#next.kind === 'end'
        ? 'the expression ends'
        : `there is '${this.#source.slice(this.#next.start, this.#next.end)}'`;
    throw syntaxError(this.#source, `Expected ${expected}, but ${found}.`, this.#next);
  }

  #expression(): Expression {
    const token = this.#next;
    switch (token.kind) {
      case 'string':
        return this.#literal(token.text);
      case 'integer':
        return this.#literal(this.#integer(token));
      case 'float':
        return this.#literal(createFloat(Number(token.text)));
      case 'identifier':
        return this.#identifier();
      default:
        return this.#fail('a function call or a constant');
    }
  }

  #literal(value: Value): Literal {
    const { start, end } = this.#take();
    return { kind: 'literal', value, text: this.#source.slice(start, end), start, end };
  }

  #integer(token: Token): Value {
    const value = BigInt(token.text.replace(/^\+/, ''));
    if (!fitsInt64(value)) throw syntaxError(this.#source, `The integer ${token.text} does not fit 64 bits.`, token);
    return createInteger(value);
  }

  #identifier(): Expression {
    const following = this.#tokens[this.#position + 1];
    if (following?.kind === '(') return this.#call();
    const { text } = this.#next;
    const name = text.toLowerCase();
    if (Object.hasOwn(CONSTANTS, name)) return this.#literal(CONSTANTS[name] ?? null);
    throw syntaxError(this.#source, `'${text}' is neither a constant nor a function call.`, this.#next);
  }

  #call(): Call {
    if (++this.#depth > MAX_EXPRESSION_DEPTH)
      throw languageError('FLX_FLOW_EXPRESSION_TOO_DEEP', { limit: MAX_EXPRESSION_DEPTH });
    const name = this.#take();
    this.#take();
    const given = this.#arguments();
    const close = this.#expect(')', "',' or ')'");
    const dereferences = this.#dereferences();
    this.#depth--;
    const end = dereferences.at(-1)?.end ?? close.end;
    return { kind: 'call', name: name.text, nameEnd: name.end, arguments: given, dereferences, start: name.start, end };
  }

  #arguments(): readonly Expression[] {
    if (this.#next.kind === ')') return [];
    const given = [this.#expression()];
    while (this.#accept(',')) given.push(this.#expression());
    return given;
  }

  #dereferences(): readonly Dereference[] {
    const found: Dereference[] = [];
    for (;;) {
      const start = this.#next.start;
      const isSafe = this.#accept('?') !== undefined;
      if (this.#accept('.')) found.push(this.#property(start, isSafe));
      else if (this.#accept('[')) found.push(this.#index(start, isSafe));
      else if (isSafe) this.#fail("'.' or '['");
      else return found;
    }
  }

  #property(start: number, isSafe: boolean): Dereference {
    const { text, start: keyStart, end } = this.#expect('identifier', 'a property name');
    return { isSafe, key: { kind: 'literal', value: text, text: quote(text), start: keyStart, end }, start, end };
  }

  #index(start: number, isSafe: boolean): Dereference {
    const key = this.#expression();
    const { end } = this.#expect(']', "']'");
    return { isSafe, key, start, end };
  }
}

/** A string as it is written in an expression. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
