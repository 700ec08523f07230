import type { Evaluation } from '../evaluate/evaluation.ts';
import { type IntegerValue, isInteger, isNumber, type NumberValue } from '../values/numbers.ts';
import { isArray, isObject, type Value, type ValueObject } from '../values/value.ts';

/** What a parameter takes; `collection` is an array or a string, `container` also an object or null. */
export type ValueType = keyof TypeMap;

interface TypeMap {
  readonly any: Value;
  readonly string: string;
  readonly integer: IntegerValue;
  readonly number: NumberValue;
  readonly boolean: boolean;
  readonly array: readonly Value[];
  readonly object: ValueObject;
  readonly collection: readonly Value[] | string;
}

/** The families of the documentation. */
export type FunctionFamily =
  | 'string'
  | 'collection'
  | 'logical'
  | 'conversion'
  | 'math'
  | 'date and time'
  | 'workflow'
  | 'uri'
  | 'manipulation';

/** One parameter of a function. */
export interface FunctionParameter {
  readonly name: string;
  readonly type: ValueType;
  readonly summary: string;
  /** May be left out; those after it too. */
  readonly isOptional?: boolean;
  /** An optional one that may also be null, which then means "left out". */
  readonly isNullable?: boolean;
  /** Any number of arguments, given to the function as one array. */
  readonly isRest?: boolean;
}

/** An argument that is evaluated only when asked for. */
export type Thunk = () => Value;

/** A function of the language: it describes itself for docs, completion and signature help, and runs itself. */
export interface FunctionDefinition {
  readonly name: string;
  readonly family: FunctionFamily;
  readonly summary: string;
  readonly parameters: readonly FunctionParameter[];
  /** Type of the result, in words of the language. */
  readonly returns: ValueType | 'null' | 'xml' | 'binary' | 'timestamp';
  /** A call and what it gives; run by a test unless `isRandom` or `needsRun`. */
  readonly example: { readonly expression: string; readonly result: Value };
  /** Kept for old flows; use `replacement` instead. */
  readonly replacement?: string;
  /** True when two calls with the same arguments may differ. */
  readonly isRandom?: boolean;
  /** True when it reads the run, so that its example needs one. */
  readonly needsRun?: boolean;
  readonly run: (values: readonly Value[], evaluation: Evaluation) => Value;
  readonly runLazily?: (given: readonly Thunk[], evaluation: Evaluation) => Value;
}

/** The arguments that parameters take, in order: a rest parameter gives one array, an optional one may be absent. */
type ArgumentsOf<Parameters extends readonly FunctionParameter[]> = {
  readonly [Index in keyof Parameters]: ArgumentOf<Parameters[Index]>;
};
type ArgumentOf<Parameter extends FunctionParameter> = Parameter extends { isRest: true }
  ? readonly TypeMap[Parameter['type']][]
  : Parameter extends { isNullable: true }
    ? TypeMap[Parameter['type']] | null | undefined
    : Parameter extends { isOptional: true }
      ? TypeMap[Parameter['type']] | undefined
      : TypeMap[Parameter['type']];

type Description<Parameters extends readonly FunctionParameter[]> = Omit<
  FunctionDefinition,
  'parameters' | 'run' | 'runLazily'
> & {
  readonly parameters: Parameters;
  readonly run: (values: ArgumentsOf<Parameters>, evaluation: Evaluation) => Value;
};

/** A function from its description; its arguments have been counted and checked when it runs. */
export function defineFunction<const Parameters extends readonly FunctionParameter[]>(
  description: Description<Parameters>,
): FunctionDefinition {
  return Object.freeze({ ...description, run: description.run as unknown as FunctionDefinition['run'] });
}

/** A function that decides itself which arguments it evaluates. */
export function defineLazyFunction(
  description: Omit<FunctionDefinition, 'run'> & Required<Pick<FunctionDefinition, 'runLazily'>>,
): FunctionDefinition {
  const run: FunctionDefinition['run'] = (values, evaluation) =>
    description.runLazily(
      values.map((value) => () => value),
      evaluation,
    );
  return Object.freeze({ ...description, run });
}

/** True when a value fits a parameter. */
export function hasType(value: Value, { type, isNullable }: FunctionParameter): boolean {
  if (value === null && isNullable) return true;
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return isInteger(value);
    case 'number':
      return isNumber(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return isArray(value);
    case 'object':
      return isObject(value);
    case 'collection':
      return typeof value === 'string' || isArray(value);
    default:
      return true;
  }
}

const TYPE_WORDS: Readonly<Record<ValueType, string>> = {
  any: 'any value',
  string: 'of type string',
  integer: 'of type integer',
  number: 'a number',
  boolean: 'of type boolean',
  array: 'of type array',
  object: 'of type object',
  collection: 'an array or a string',
};

/** What a parameter takes, in words for an error message. */
export function describeType({ type, isNullable }: FunctionParameter): string {
  return isNullable ? `${TYPE_WORDS[type]}, or null` : TYPE_WORDS[type];
}
