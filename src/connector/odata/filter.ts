import { odataFault } from './fault.ts';
import { scanOData, type Token } from './scan.ts';
import {
  COMPARISONS,
  type Comparison,
  type FilterNode,
  type Literal,
  TEXT_TESTS,
  type TextTest,
  VALUE_FUNCTIONS,
  type ValueFunction,
  type ValueNode,
} from './tree.ts';

/** Longest filter, in characters, and deepest nesting of brackets. */
export const FILTER_LIMITS = { characters: 8192, depth: 50, listItems: 1000 } as const;

/**
 * Reads a `$filter` of OData v4: and, or, not, brackets, eq ne gt ge lt le, in, contains startswith endswith, tolower toupper
 * trim length year month day, and IsMemberOfSegment('name').
 * @throws FLX_ODATA_SYNTAX with the column
 */
export function parseFilter(text: string): FilterNode {
  if (text.length > FILTER_LIMITS.characters)
    throw odataFault(text.slice(0, 60), 1, `it is longer than ${FILTER_LIMITS.characters} characters`);
  return new FilterParser(text).parse();
}

class FilterParser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #index = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = scanOData(text);
  }

  parse(): FilterNode {
    const filter = this.#or();
    this.#expect('end');
    return filter;
  }

  #or(): FilterNode {
    let left = this.#and();
    while (this.#takeWord('or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): FilterNode {
    let left = this.#not();
    while (this.#takeWord('and')) left = { kind: 'and', left, right: this.#not() };
    return left;
  }

  #not(): FilterNode {
    if (!this.#takeWord('not')) return this.#primary();
    return this.#deeper(() => ({ kind: 'not', operand: this.#not() }));
  }

  #primary(): FilterNode {
    if (this.#peek().kind === '(') {
      this.#next();
      const inner = this.#deeper(() => this.#or());
      this.#expect(')');
      return inner;
    }
    const test = this.#textTest() ?? this.#segmentTest();
    return test ?? this.#comparison();
  }

  #deeper<Result>(read: () => Result): Result {
    if (++this.#depth > FILTER_LIMITS.depth) this.#fail(`it is nested more than ${FILTER_LIMITS.depth} deep`);
    const result = read();
    this.#depth--;
    return result;
  }

  #textTest(): FilterNode | undefined {
    const name = TEXT_TESTS.find((test) => this.#isCall(test));
    if (!name) return undefined;
    this.#next();
    const [value, text] = this.#arguments();
    if (!value || !text) this.#fail(`${name} takes two values`);
    this.#takeTrue();
    return { kind: 'test', name: name as TextTest, value: value as ValueNode, text: text as ValueNode };
  }

  #segmentTest(): FilterNode | undefined {
    if (!this.#isCall('ismemberofsegment')) return undefined;
    this.#next();
    const [segment] = this.#arguments();
    if (segment?.kind !== 'literal' || segment.type !== 'text') this.#fail('IsMemberOfSegment takes a name in quotes');
    this.#takeTrue();
    return { kind: 'memberOfSegment', segment: (segment as Literal).text };
  }

  /** `contains(a, 'b') eq true` says the same as `contains(a, 'b')`. */
  #takeTrue(): void {
    if (!this.#takeWord('eq')) return;
    const token = this.#next();
    if (token.kind !== 'literal' || token.literal.text !== 'true') this.#fail("write 'not' instead", token);
  }

  #comparison(): FilterNode {
    const left = this.#value();
    const token = this.#next();
    const word = token.kind === 'word' ? token.text.toLowerCase() : '';
    if (word === 'in') return { kind: 'in', value: left, list: this.#list() };
    if (!COMPARISONS.includes(word as Comparison))
      this.#fail(`a comparison (${COMPARISONS.join(', ')}, in) is expected`, token);
    return { kind: 'compare', operator: word as Comparison, left, right: this.#value() };
  }

  #list(): readonly Literal[] {
    const values = this.#arguments();
    const list = values.filter((value): value is Literal => value.kind === 'literal');
    if (list.length !== values.length) this.#fail('a list holds constants only');
    return list;
  }

  #arguments(): readonly ValueNode[] {
    this.#expect('(');
    const values = [this.#value()];
    while (this.#peek().kind === ',') {
      this.#next();
      values.push(this.#value());
      if (values.length > FILTER_LIMITS.listItems) this.#fail(`a list holds at most ${FILTER_LIMITS.listItems}`);
    }
    this.#expect(')');
    return values;
  }

  #value(): ValueNode {
    const token = this.#next();
    if (token.kind === 'literal') return token.literal;
    if (token.kind !== 'word') this.#fail('an attribute or a value is expected', token);
    const { text, column } = token as Token & { kind: 'word' };
    if (this.#peek().kind !== '(') return { kind: 'attribute', name: text, column };
    const name = text.toLowerCase();
    if (!Object.hasOwn(VALUE_FUNCTIONS, name)) this.#fail(`there is no function ${text}`, token);
    return this.#deeper(() => {
      const [argument, more] = this.#arguments();
      if (!argument || more) this.#fail(`${text} takes one value`, token);
      return { kind: 'function', name: name as ValueFunction, argument: argument as ValueNode };
    });
  }

  #isCall(name: string): boolean {
    const token = this.#peek();
    return token.kind === 'word' && token.text.toLowerCase() === name && this.#tokens[this.#index + 1]?.kind === '(';
  }

  #takeWord(word: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'word' || token.text.toLowerCase() !== word) return false;
    this.#index++;
    return true;
  }

  #expect(kind: Token['kind']): void {
    const token = this.#next();
    if (token.kind !== kind) this.#fail(kind === 'end' ? 'the end is expected' : `'${kind}' is expected`, token);
  }

  #peek(): Token {
    return this.#tokens[this.#index] ?? { kind: 'end', column: this.#text.length + 1 };
  }

  #next(): Token {
    const token = this.#peek();
    this.#index++;
    return token;
  }

  #fail(reason: string, token: Token = this.#peek()): never {
    throw odataFault(this.#text, token.column, reason);
  }
}
