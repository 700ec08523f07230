import type { FluxuError, Place } from '../../base/errors.ts';
import { parseMoment } from '../../base/moment.ts';
import { modelError } from '../catalogue.ts';
import { EXPRESSION_FUNCTIONS, type Expression, type ExpressionFunction } from '../measure.ts';
import { isNumeric, isTemporal } from '../operator.ts';
import type { AttributeType } from '../vocabulary.ts';

/** Units of `dateDifference`. */
const DIFFERENCE_UNITS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

type Types = readonly (AttributeType | undefined)[];
interface Inspected {
  readonly type: AttributeType | undefined;
  readonly problems: readonly FluxuError[];
}
interface Call {
  readonly function: ExpressionFunction;
  readonly arguments: readonly Expression[];
}
type Parameter = keyof typeof PARAMETERS;
interface Signature {
  /** One kind for every argument, or one for each. */
  readonly takes: readonly Parameter[];
  readonly gives: AttributeType | 'first' | 'widest' | 'common';
}

const PARAMETERS = {
  number: { takes: 'a number', fits: (type: AttributeType) => isNumeric(type) },
  text: { takes: 'a text', fits: (type: AttributeType) => type === 'string' },
  date: { takes: 'a date or moment', fits: (type: AttributeType) => isTemporal(type) },
  any: { takes: 'a value', fits: () => true },
  digits: { takes: 'a whole number from 0 to 9 written as a constant', fits: () => false },
  unit: { takes: `a constant that is one of ${DIFFERENCE_UNITS.join(', ')}`, fits: () => false },
} as const;

const numbers: Signature = { takes: ['number'], gives: 'widest' };
const sameNumber: Signature = { takes: ['number'], gives: 'first' };
const quotient: Signature = { takes: ['number'], gives: 'double' };
const text: Signature = { takes: ['text'], gives: 'string' };
const partOfDate: Signature = { takes: ['date'], gives: 'integer' };

const SIGNATURES: Readonly<Record<ExpressionFunction, Signature>> = {
  add: numbers,
  subtract: numbers,
  multiply: numbers,
  modulo: numbers,
  divide: quotient,
  power: quotient,
  negate: sameNumber,
  abs: sameNumber,
  floor: sameNumber,
  ceiling: sameNumber,
  round: { takes: ['number', 'digits'], gives: 'first' },
  coalesce: { takes: ['any'], gives: 'common' },
  concat: { takes: ['any'], gives: 'string' },
  lower: text,
  upper: text,
  length: { takes: ['text'], gives: 'integer' },
  year: partOfDate,
  month: partOfDate,
  day: partOfDate,
  dateDifference: { takes: ['date', 'date', 'unit'], gives: 'integer' },
  now: { takes: [], gives: 'dateTime' },
  today: { takes: [], gives: 'date' },
};

/** Type of a constant; a number with decimals is a decimal, null has none. */
export function constantTypeOf(value: string | number | boolean | null): AttributeType | undefined {
  if (value === null) return undefined;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'decimal';
  return typeof value === 'string' ? 'string' : 'boolean';
}

/** Type of a function's result for arguments of these types, and what is wrong with them. */
export function inspectCall(call: Call, types: Types, place: Place): Inspected {
  const { takes, gives } = SIGNATURES[call.function];
  const problems = [...checkCount(call, place), ...checkArguments(call, types, place)];
  if (gives === 'common' || gives === 'widest') {
    const common = commonTypeOf(call.function, types, place);
    return { type: common.type, problems: problems.length > 0 ? problems : common.problems };
  }
  const type = gives === 'first' ? types[0] : gives;
  return { type: takes.length === 0 || problems.length === 0 ? type : undefined, problems };
}

function checkCount(call: Call, place: Place): FluxuError[] {
  const expected = EXPRESSION_FUNCTIONS[call.function];
  const count = call.arguments.length;
  if (expected === -1 ? count > 0 : count === expected) return [];
  const takes = expected === -1 ? 'one or more' : expected;
  return [modelError('FLX_EXPRESSION_ARGUMENTS', { function: call.function, takes, count }, { place })];
}

function checkArguments(call: Call, types: Types, place: Place): FluxuError[] {
  const { takes } = SIGNATURES[call.function];
  return call.arguments.flatMap((argument, index) => {
    const parameter = takes[Math.min(index, takes.length - 1)];
    const type = types[index];
    if (parameter === undefined || isAccepted(parameter, argument, type)) return [];
    const pointer = `${place.pointer ?? ''}/arguments/${index}`;
    const fault = { function: call.function, position: index + 1, takes: PARAMETERS[parameter].takes };
    return [
      modelError('FLX_EXPRESSION_TYPE', { ...fault, found: type ?? 'nothing' }, { place: { ...place, pointer } }),
    ];
  });
}

function isAccepted(parameter: Parameter, argument: Expression, type: AttributeType | undefined): boolean {
  const constant = 'constant' in argument ? argument.constant : undefined;
  if (parameter === 'digits') return Number.isInteger(constant) && Number(constant) >= 0 && Number(constant) <= 9;
  if (parameter === 'unit') return DIFFERENCE_UNITS.some((unit) => unit === constant);
  if (parameter === 'date' && typeof constant === 'string') return parseMoment(constant) !== undefined;
  return type === undefined || PARAMETERS[parameter].fits(type);
}

/** The one type that values of these types can have together: numbers widen, days become moments. */
export function commonTypeOf(name: string, types: Types, place: Place): Inspected {
  const known = [...new Set(types.filter((type) => type !== undefined))];
  const [first] = known;
  if (known.length <= 1) return { type: first, problems: [] };
  if (known.every(isTemporal)) return { type: 'dateTime', problems: [] };
  if (known.every(isNumeric)) return { type: known.includes('double') ? 'double' : 'decimal', problems: [] };
  const fault = { function: name, types: known.join(', ') };
  return { type: undefined, problems: [modelError('FLX_EXPRESSION_MIXED', fault, { place })] };
}
