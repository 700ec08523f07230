import { scan as scanTokens, type Token } from '../../syntax/scanner.ts';

/** Expression of a deployment template inside its brackets: `concat('a', parameters('b'))`. */
export type TemplateExpression =
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly TemplateExpression[] }
  | { readonly kind: 'member'; readonly target: TemplateExpression; readonly key: TemplateExpression };

/** True for a text that is an expression of a deployment template. */
export function isTemplateExpression(text: string): boolean {
  return text.startsWith('[') && !text.startsWith('[[') && text.endsWith(']');
}

/** A text of a template with its escape undone: `[[…]` stands for `[…]`; a bracket that nothing closes is no escape. */
export function unescapeText(text: string): string {
  return text.startsWith('[[') && text.endsWith(']') ? text.slice(1) : text;
}

/** The tree of an expression, or undefined for a text that only looks like one. */
export function parseTemplateExpression(text: string): TemplateExpression | undefined {
  try {
    return new TemplateParser(scanTokens(text, { start: 1, end: text.length - 1 })).parse();
  } catch {
    return undefined;
  }
}

class NotAnExpression extends Error {}

class TemplateParser {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): TemplateExpression {
    const expression = this.#expression();
    this.#expect('end');
    return expression;
  }

  #accept(kind: Token['kind']): Token | undefined {
    const token = this.#tokens[this.#position];
    if (token?.kind !== kind) return undefined;
    this.#position++;
    return token;
  }

  #expect(kind: Token['kind']): Token {
    const token = this.#accept(kind);
    if (!token) throw new NotAnExpression(kind);
    return token;
  }

  #expression(): TemplateExpression {
    let target = this.#primary();
    for (;;) {
      if (this.#accept('.'))
        target = { kind: 'member', target, key: { kind: 'literal', value: this.#expect('identifier').text } };
      else if (this.#accept('[')) {
        target = { kind: 'member', target, key: this.#expression() };
        this.#expect(']');
      } else return target;
    }
  }

  #primary(): TemplateExpression {
    const text = this.#accept('string');
    if (text) return { kind: 'literal', value: text.text };
    const number = this.#accept('integer');
    if (number) return { kind: 'literal', value: Number(number.text) };
    return this.#call();
  }

  #call(): TemplateExpression {
    let name = this.#expect('identifier').text;
    while (this.#accept('.')) name += `.${this.#expect('identifier').text}`;
    this.#expect('(');
    const given: TemplateExpression[] = [];
    if (!this.#accept(')')) {
      do given.push(this.#expression());
      while (this.#accept(','));
      this.#expect(')');
    }
    return { kind: 'call', name, arguments: given };
  }
}
