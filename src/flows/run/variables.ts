import { suggestName } from '../../base/nearest.ts';
import { flowError } from '../catalogue.ts';
import {
  Decimal,
  evaluateExpression,
  isArray,
  isObject,
  LongInteger,
  type Scope,
  toText,
  type Value,
  WholeFloat,
} from '../language/index.ts';

/** A variable of a run. */
export interface Variable {
  readonly name: string;
  /** As declared, in lower case: boolean, integer, float, string, array or object. */
  readonly type: string;
  readonly value: Value;
}

/** Tells whether a value fits a type; null fits every one. */
const FITS: Readonly<Record<string, (value: Value) => boolean>> = {
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => value instanceof LongInteger || Number.isInteger(value),
  float: isNumber,
  string: (value) => typeof value === 'string',
  array: isArray,
  object: isObject,
};

function isNumber(value: Value): boolean {
  return (
    typeof value === 'number' || value instanceof LongInteger || value instanceof WholeFloat || value instanceof Decimal
  );
}

/** The variables of one run; names do not differ by case. */
export class Variables {
  readonly #byKey = new Map<string, Variable>();

  get(name: string): Variable | undefined {
    return this.#byKey.get(name.toLowerCase());
  }

  names(): Iterable<string> {
    return [...this.#byKey.values()].map(({ name }) => name);
  }

  /** @throws FLX_FLOW_VARIABLE_EXISTS, FLX_FLOW_VARIABLE_TYPE */
  initialize({ name, type, value }: Variable): void {
    if (this.get(name)) throw flowError('FLX_FLOW_VARIABLE_EXISTS', { name });
    const variable = { name, type: type.toLowerCase(), value };
    this.#put(variable, value === null && variable.type === 'array' ? [] : value);
  }

  /** @throws FLX_FLOW_VARIABLE_MISSING, FLX_FLOW_VARIABLE_TYPE */
  set(name: string, value: Value): Variable {
    return this.#put(this.#require(name), value);
  }

  /** Adds to a number, or subtracts. @throws as `set` */
  change(name: string, by: Value, sign: 'add' | 'sub'): Variable {
    const variable = this.#require(name);
    const numbers = ['integer', 'float'];
    if (!numbers.includes(variable.type)) throw misfit(variable, by);
    return this.#put(variable, calculate(sign, variable.value ?? 0, by));
  }

  /** Adds an element to an array, or text to a text. @throws as `set` */
  append(name: string, value: Value, type: 'array' | 'string'): Variable {
    const variable = this.#require(name);
    if (variable.type !== type) throw misfit(variable, value);
    if (type === 'string') return this.#put(variable, toText(variable.value) + toText(value));
    return this.#put(variable, [...(isArray(variable.value) ? variable.value : []), value]);
  }

  #require(name: string): Variable {
    const found = this.get(name);
    if (found) return found;
    const names = [...this.names()];
    throw flowError('FLX_FLOW_VARIABLE_MISSING', { name }, names.length > 0 ? { mend: suggestName(name, names) } : {});
  }

  #put(variable: Variable, value: Value): Variable {
    const fits = FITS[variable.type];
    if (!fits || (value !== null && !fits(value))) throw misfit(variable, value);
    const changed = { ...variable, value };
    this.#byKey.set(variable.name.toLowerCase(), changed);
    return changed;
  }
}

function misfit({ name, type }: Variable, value: Value): Error {
  return flowError('FLX_FLOW_VARIABLE_TYPE', { name, type, found: describe(value) });
}

function describe(value: Value): string {
  if (value === null) return 'null';
  if (isArray(value)) return 'an array';
  return isNumber(value) ? `the number ${toText(value)}` : `a value of type ${typeof value}`;
}

/** The sum or difference as the language's own `add` and `sub` give it: 64-bit, with every digit of decimals. */
function calculate(operation: 'add' | 'sub', a: Value, b: Value): Value {
  const operands: Partial<Scope> = { parameter: (name) => (name === 'a' ? a : b) };
  return evaluateExpression(`${operation}(parameters('a'), parameters('b'))`, operands as Scope);
}
