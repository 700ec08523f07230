/** A slip in a JSON text that was read all the same. */
export interface JsonSlip {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Deepest nesting that is read. */
const MAX_DEPTH = 200;

/**
 * Reads JSON as people write it by hand: comments, commas too many or missing, brackets not closed. Every slip is told.
 * @throws SyntaxError where no sense can be made of the text.
 */
export function parseTolerantJson(text: string): { readonly value: unknown; readonly slips: readonly JsonSlip[] } {
  const plain = text.replace(/^\uFEFF/, '');
  try {
    return { value: JSON.parse(plain), slips: [] };
  } catch {
    const reader = new TolerantReader(plain);
    return { value: reader.read(), slips: reader.slips };
  }
}

class TolerantReader {
  readonly slips: JsonSlip[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): unknown {
    const value = this.#value(0);
    this.#skip();
    if (this.#at < this.#text.length) this.#slip('there is more text after the end');
    return value;
  }

  #value(depth: number): unknown {
    if (depth > MAX_DEPTH) throw this.#fault('is nested too deeply');
    this.#skip();
    const start = this.#text[this.#at];
    if (start === '{') return this.#object(depth);
    if (start === '[') return this.#array(depth);
    if (start === '"') return this.#string();
    return this.#word();
  }

  #object(depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.#at++;
    while (this.#more('}', entries.length > 0)) {
      if (this.#text[this.#at] !== '"') {
        this.#slip("a '}' is missing");
        break;
      }
      const key = this.#string();
      this.#skip();
      if (this.#text[this.#at] === ':') this.#at++;
      else this.#slip("a ':' is missing");
      entries.push([key, this.#value(depth + 1)]);
    }
    return Object.fromEntries(entries);
  }

  #array(depth: number): unknown[] {
    const items: unknown[] = [];
    this.#at++;
    while (this.#more(']', items.length > 0)) items.push(this.#value(depth + 1));
    return items;
  }

  /** Whether another member follows; takes the comma or the end. */
  #more(end: '}' | ']', hasMembers: boolean): boolean {
    this.#skip();
    let hasComma = false;
    while (this.#text[this.#at] === ',') {
      if (hasComma || !hasMembers) this.#slip("a ',' is too many");
      hasComma = true;
      this.#at++;
      this.#skip();
    }
    const next = this.#text[this.#at];
    if (next === end) {
      if (hasComma) this.#slip("a ',' is too many");
      this.#at++;
      return false;
    }
    if (next === undefined || next === '}' || next === ']') {
      this.#slip(`a '${end}' is missing`);
      return false;
    }
    if (hasMembers && !hasComma) this.#slip("a ',' is missing");
    return true;
  }

  #string(): string {
    const start = this.#at;
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      if (this.#text[this.#at] === '\\') this.#at++;
      else if (this.#text[this.#at] === '"') break;
    }
    this.#at++;
    const source = this.#text.slice(start, this.#at);
    try {
      return JSON.parse(source.replaceAll('\r', '\\r').replaceAll('\n', '\\n').replaceAll('\t', '\\t')) as string;
    } catch {
      throw this.#fault('holds a string that does not end');
    }
  }

  #word(): unknown {
    const [word = ''] = /^[^\s,:{}[\]"]+/.exec(this.#text.slice(this.#at, this.#at + 400)) ?? [];
    if (word === '') throw this.#fault('cannot be read');
    this.#at += word.length;
    try {
      return JSON.parse(word);
    } catch {
      this.#slip(`'${word.slice(0, 40)}' is no JSON value and is read as text`);
      return word;
    }
  }

  #skip(): void {
    const [space = ''] = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/.exec(this.#rest()) ?? [];
    if (space.includes('/')) this.#slip('there is a comment');
    this.#at += space.length;
  }

  /** Enough of the text for white space and comments. */
  #rest(): string {
    const next = this.#text[this.#at];
    return next === '/' || (next !== undefined && next <= ' ') ? this.#text.slice(this.#at, this.#at + 20_000) : '';
  }

  #slip(message: string): void {
    this.slips.push({ ...this.#position(), message });
  }

  #fault(message: string): SyntaxError {
    const { line, column } = this.#position();
    return new SyntaxError(`The JSON text ${message} at line ${line}, column ${column}.`);
  }

  #position(): { line: number; column: number } {
    const before = this.#text.slice(0, this.#at);
    return { line: before.split('\n').length, column: this.#at - before.lastIndexOf('\n') };
  }
}
