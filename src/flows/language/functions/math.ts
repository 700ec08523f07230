import { languageError } from '../catalogue.ts';
import { compareNumbers } from '../values/comparison.ts';
import {
  addDecimals,
  divideDecimals,
  multiplyDecimals,
  remainderDecimals,
  subtractDecimals,
  toDecimal,
} from '../values/decimal.ts';
import { Decimal } from '../values/exact-number.ts';
import {
  createFloat,
  createInteger,
  fitsInt64,
  isInteger,
  isNumber,
  type NumberValue,
  toBigint,
  toDouble,
} from '../values/numbers.ts';
import { isArray, type Value } from '../values/value.ts';
import { toInt32, valueError } from './argument-error.ts';
import { defineFunction, type FunctionDefinition } from './define.ts';

interface Operation {
  readonly name: string;
  readonly summary: string;
  readonly example: { readonly expression: string; readonly result: Value };
  readonly dividesBySecond: boolean;
  /** On plain integers, whose result may be used when it is a safe integer. */
  readonly plain: (left: number, right: number) => number;
  readonly integers: (left: bigint, right: bigint) => bigint;
  readonly floats: (left: number, right: number) => number;
  readonly decimals: (left: Decimal, right: Decimal) => Decimal | undefined;
}

function defineOperation(operation: Operation): FunctionDefinition {
  const { name, summary, example } = operation;
  return defineFunction({
    name,
    family: 'math',
    summary,
    parameters: [
      { name: 'left', type: 'number', summary: 'First number.' },
      { name: 'right', type: 'number', summary: 'Second number.' },
    ],
    returns: 'number',
    example,
    run: ([left, right]) => calculate(operation, left, right),
  });
}

function calculate(operation: Operation, left: NumberValue, right: NumberValue): Value {
  if (operation.dividesBySecond && toDouble(right) === 0)
    throw languageError('FLX_FLOW_DIVISION_BY_ZERO', { function: operation.name });
  if (isInteger(left) && isInteger(right)) {
    const plain = typeof left === 'number' && typeof right === 'number' ? operation.plain(left, right) : Number.NaN;
    return Number.isSafeInteger(plain) ? plain + 0 : calculateIntegers(operation, toBigint(left), toBigint(right));
  }
  if (left instanceof Decimal || right instanceof Decimal) {
    const decimals = [toDecimal(left), toDecimal(right)] as const;
    if (decimals[0] && decimals[1])
      return operation.decimals(decimals[0], decimals[1]) ?? fail(operation, 'a decimal of 96 bits');
  }
  return createFloat(operation.floats(toDouble(left), toDouble(right)));
}

function calculateIntegers(operation: Operation, left: bigint, right: bigint): Value {
  const result = operation.integers(left, right);
  return fitsInt64(result) ? createInteger(result) : fail(operation, 'an integer of 64 bits');
}

function fail(operation: Operation, type: string): never {
  throw languageError('FLX_FLOW_NUMBER_RANGE', { function: operation.name, type });
}

const add = defineOperation({
  name: 'add',
  summary: 'Sum of two numbers.',
  example: { expression: 'add(1, 1.5)', result: 2.5 },
  dividesBySecond: false,
  plain: (left, right) => left + right,
  integers: (left, right) => left + right,
  floats: (left, right) => left + right,
  decimals: addDecimals,
});

const sub = defineOperation({
  name: 'sub',
  summary: 'Difference of two numbers.',
  example: { expression: 'sub(10, 4)', result: 6 },
  dividesBySecond: false,
  plain: (left, right) => left - right,
  integers: (left, right) => left - right,
  floats: (left, right) => left - right,
  decimals: subtractDecimals,
});

const mul = defineOperation({
  name: 'mul',
  summary: 'Product of two numbers.',
  example: { expression: 'mul(1.5, 3)', result: 4.5 },
  dividesBySecond: false,
  plain: (left, right) => left * right,
  integers: (left, right) => left * right,
  floats: (left, right) => left * right,
  decimals: multiplyDecimals,
});

const div = defineOperation({
  name: 'div',
  summary: 'Quotient of two numbers; of two integers without the fraction.',
  example: { expression: 'div(11, 5)', result: 2 },
  dividesBySecond: true,
  plain: (left, right) => Math.trunc(left / right),
  integers: (left, right) => left / right,
  floats: (left, right) => left / right,
  decimals: divideDecimals,
});

const mod = defineOperation({
  name: 'mod',
  summary: 'Remainder of a division, with the sign of the dividend.',
  example: { expression: 'mod(-4, 3)', result: -1 },
  dividesBySecond: true,
  plain: (left, right) => left % right,
  integers: (left, right) => left % right,
  floats: (left, right) => left % right,
  decimals: remainderDecimals,
});

const NUMBERS = { name: 'numbers', type: 'any', summary: 'Numbers, or one array of numbers.', isRest: true } as const;

const max = defineFunction({
  name: 'max',
  family: 'math',
  summary: 'Highest of the numbers.',
  parameters: [NUMBERS],
  returns: 'number',
  example: { expression: 'max(1, 2, 3)', result: 3 },
  run: ([numbers]) => pick('max', numbers, (sign) => sign > 0),
});

const min = defineFunction({
  name: 'min',
  family: 'math',
  summary: 'Lowest of the numbers.',
  parameters: [NUMBERS],
  returns: 'number',
  example: { expression: 'min(createArray(1, 2, 3))', result: 1 },
  run: ([numbers]) => pick('min', numbers, (sign) => sign < 0),
});

function pick(name: string, given: readonly Value[], isBetter: (sign: number) => boolean): Value {
  const rule = { function: name, parameter: 'numbers', expected: 'numbers, or one array of numbers' };
  const [only] = given;
  const numbers = given.length === 1 && isArray(only) ? only : given;
  let best: NumberValue | undefined;
  for (const number of numbers) {
    if (!isNumber(number)) throw valueError(rule, number);
    if (best === undefined || isBetter(compareNumbers(number, best))) best = number;
  }
  if (best === undefined) throw valueError(rule, []);
  return best;
}

const rand = defineFunction({
  name: 'rand',
  family: 'math',
  summary: 'A random integer from a range.',
  parameters: [
    { name: 'minValue', type: 'integer', summary: 'Lowest integer.' },
    { name: 'maxValue', type: 'integer', summary: 'Integer after the highest one.' },
  ],
  returns: 'integer',
  isRandom: true,
  example: { expression: 'rand(1, 5)', result: 4 },
  run: ([minValue, maxValue], { scope }) => {
    const low = toInt32(minValue, { function: 'rand', parameter: 'minValue' });
    const high = toInt32(maxValue, { function: 'rand', parameter: 'maxValue' });
    if (high < low)
      throw valueError({ function: 'rand', parameter: 'maxValue', expected: `at least ${low}` }, maxValue);
    return Math.min(low + Math.floor(scope.randomFraction() * (high - low)), Math.max(low, high - 1));
  },
});

/** Most integers of a range. */
const MAX_RANGE = 100_000;

const range = defineFunction({
  name: 'range',
  family: 'math',
  summary: 'Array of consecutive integers.',
  parameters: [
    { name: 'startIndex', type: 'integer', summary: 'First integer.' },
    { name: 'count', type: 'integer', summary: 'How many, at most 100,000.' },
  ],
  returns: 'array',
  example: { expression: 'range(1, 4)', result: [1, 2, 3, 4] },
  run: ([startIndex, countValue], evaluation) => {
    const start = toInt32(startIndex, { function: 'range', parameter: 'startIndex' });
    const count = toInt32(countValue, { function: 'range', parameter: 'count' });
    if (count < 0 || count > MAX_RANGE)
      throw valueError({ function: 'range', parameter: 'count', expected: `between 0 and ${MAX_RANGE}` }, countValue);
    if (start + count > 0x7fffffff)
      throw valueError(
        { function: 'range', parameter: 'startIndex', expected: 'an integer whose range stays within 32 bits' },
        startIndex,
      );
    evaluation.spend(count);
    return Array.from({ length: count }, (_, index) => start + index);
  },
});

/** Functions on numbers. */
export const MATH_FUNCTIONS: readonly FunctionDefinition[] = [add, div, max, min, mod, mul, rand, range, sub];
