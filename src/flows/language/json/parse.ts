import { isFluxuError } from '../../../base/errors.ts';
import { languageError } from '../catalogue.ts';
import { Decimal, LongInteger } from '../values/exact-number.ts';
import { createFloat } from '../values/numbers.ts';
import type { Value } from '../values/value.ts';

/** Deepest JSON read or written. */
export const MAX_JSON_DEPTH = 1000;

const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const PLAIN_STRING = /"([^"\\[\p{Cc}--[\x7f-\x9f]]]*)"/vy;
const ESCAPED_STRING = /"(?:[^"\\[\p{Cc}--[\x7f-\x9f]]]|\\(?:["\\\/bfnrt]|u[0-9a-fA-F]{4}))*"/vy;
const CONSTANTS = [
  ['null', null],
  ['true', true],
  ['false', false],
] as const;

/** Options of `parseJson`. */
export interface JsonParseOptions {
  /** Accept a comma before `]` or `}`; default false. */
  readonly allowTrailingCommas?: boolean;
  /** Called for a key that its object already has, with the offset of the second one. */
  readonly onDuplicateKey?: (key: string, offset: number) => void;
}

/**
 * Reads JSON and keeps what a double would lose: whether a number is an integer or a float, and all its digits.
 * Of a key that comes twice the last value counts and takes the later place.
 * @throws FLX_FLOW_JSON, FLX_FLOW_JSON_DEEP
 */
export function parseJson(text: string, options: JsonParseOptions = {}): Value {
  return new JsonParser(text, options).parse();
}

/** What is wrong in a text that should be JSON, and at which offset. */
export interface JsonFault {
  readonly problem: string;
  readonly position: number;
}

/** Why a text is not JSON; undefined when it is, and when it only nests too deep. */
export function findJsonFault(text: string): JsonFault | undefined {
  try {
    parseJson(text);
    return undefined;
  } catch (error) {
    if (!isFluxuError(error)) throw error;
    return error.code === 'FLX_FLOW_JSON' ? (error.cause as JsonFault) : undefined;
  }
}

class JsonParser {
  readonly #text: string;
  readonly #options: JsonParseOptions;
  #position = 0;

  constructor(text: string, options: JsonParseOptions) {
    this.#text = text;
    this.#options = options;
  }

  parse(): Value {
    const value = this.#value(0);
    this.#skipSpace();
    if (this.#position < this.#text.length) this.#fail('there is more after the value');
    return value;
  }

  #skipSpace(): void {
    SPACE.lastIndex = this.#position;
    SPACE.exec(this.#text);
    this.#position = SPACE.lastIndex;
  }

  #fail(problem: string): never {
    const cause: JsonFault = { problem, position: this.#position };
    throw languageError('FLX_FLOW_JSON', { ...cause }, { cause });
  }

  #value(depth: number): Value {
    if (depth > MAX_JSON_DEPTH) throw languageError('FLX_FLOW_JSON_DEEP', { limit: MAX_JSON_DEPTH });
    this.#skipSpace();
    switch (this.#text[this.#position]) {
      case '{':
        return this.#object(depth);
      case '[':
        return this.#array(depth);
      case '"':
        return this.#string();
      case undefined:
        return this.#fail('the text ends');
      default:
        return this.#constant();
    }
  }

  #constant(): Value {
    for (const [word, value] of CONSTANTS) {
      if (!this.#text.startsWith(word, this.#position)) continue;
      this.#position += word.length;
      return value;
    }
    NUMBER.lastIndex = this.#position;
    const match = NUMBER.exec(this.#text);
    if (!match) return this.#fail(`'${this.#text[this.#position]}' cannot stand here`);
    this.#position = NUMBER.lastIndex;
    return numberFromJson(match[0], match[1] !== undefined || match[2] !== undefined);
  }

  #string(): string {
    PLAIN_STRING.lastIndex = this.#position;
    const plain = PLAIN_STRING.exec(this.#text);
    if (plain) {
      this.#position = PLAIN_STRING.lastIndex;
      return plain[1] as string;
    }
    ESCAPED_STRING.lastIndex = this.#position;
    const escaped = ESCAPED_STRING.exec(this.#text);
    if (!escaped) return this.#fail('a string is not closed or holds a character that must be escaped');
    this.#position = ESCAPED_STRING.lastIndex;
    return JSON.parse(escaped[0]) as string;
  }

  #array(depth: number): Value {
    const elements: Value[] = [];
    this.#position++;
    while (!this.#closes(']')) {
      elements.push(this.#value(depth + 1));
      if (!this.#separates(']')) return elements;
    }
    return elements;
  }

  #object(depth: number): Value {
    const members: Record<string, Value> = {};
    this.#position++;
    while (!this.#closes('}')) {
      this.#skipSpace();
      const offset = this.#position;
      if (this.#text[offset] !== '"') this.#fail('a property name in double quotes is expected');
      const key = this.#string();
      this.#skipSpace();
      if (this.#text[this.#position] !== ':') this.#fail("':' is expected");
      this.#position++;
      this.#define(members, key, { value: this.#value(depth + 1), offset });
      if (!this.#separates('}')) return members;
    }
    return members;
  }

  #define(members: Record<string, Value>, key: string, { value, offset }: { value: Value; offset: number }): void {
    if (Object.hasOwn(members, key)) {
      this.#options.onDuplicateKey?.(key, offset);
      delete members[key];
    }
    if (key === '__proto__')
      Object.defineProperty(members, key, { value, enumerable: true, configurable: true, writable: true });
    else members[key] = value;
  }

  /** Takes the closing bracket when it comes first (or, where allowed, after a comma). */
  #closes(bracket: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#position] !== bracket) return false;
    this.#position++;
    return true;
  }

  /** Takes a comma (true) or the closing bracket (false). */
  #separates(bracket: string): boolean {
    this.#skipSpace();
    const character = this.#text[this.#position];
    if (character === bracket) {
      this.#position++;
      return false;
    }
    if (character !== ',') this.#fail(`',' or '${bracket}' is expected`);
    this.#position++;
    this.#skipSpace();
    if (this.#text[this.#position] === bracket && !this.#options.allowTrailingCommas)
      this.#fail(`there is a comma before '${bracket}'`);
    return true;
  }
}

/** Most digits an exact number may have; longer ones are read as floats. */
const MAX_EXACT_DIGITS = 400;

function numberFromJson(text: string, hasFraction: boolean): Value {
  const double = Number(text);
  if (!hasFraction)
    return Number.isSafeInteger(double)
      ? double
      : text.length > MAX_EXACT_DIGITS
        ? double
        : new LongInteger(BigInt(text));
  if (isExactlyTold(text, double)) return createFloat(double);
  return decimalFromJson(text) ?? createFloat(double);
}

function isExactlyTold(text: string, double: number): boolean {
  if (text.length <= 16) return Number.isFinite(double);
  return Number.isFinite(double) && significantDigits(text) === significantDigits(String(double));
}

function significantDigits(text: string): string {
  const [mantissa = ''] = text.toLowerCase().split('e');
  return mantissa.replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '');
}

function decimalFromJson(text: string): Decimal | undefined {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  if (Math.abs(scale) > MAX_EXACT_DIGITS || text.length > MAX_EXACT_DIGITS) return undefined;
  const coefficient = BigInt(whole + fraction);
  return scale >= 0 ? new Decimal(coefficient, scale) : new Decimal(coefficient * 10n ** BigInt(-scale), 0);
}
