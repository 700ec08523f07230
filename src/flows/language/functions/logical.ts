import { languageError } from '../catalogue.ts';
import { normalizeNumberText } from '../numbers/parse.ts';
import { compareNumbers, compareOrdinal } from '../values/comparison.ts';
import { describeValue } from '../values/describe.ts';
import { isEqual } from '../values/equality.ts';
import { fitsInt64, isNumber, toDouble } from '../values/numbers.ts';
import type { Value } from '../values/value.ts';
import { valueError } from './argument-error.ts';
import { defineFunction, defineLazyFunction, type FunctionDefinition, type Thunk } from './define.ts';

const CONDITIONS = [
  { name: 'condition', type: 'boolean', summary: 'First condition.' },
  { name: 'conditions', type: 'boolean', summary: 'More conditions.', isRest: true, isOptional: true },
] as const;

const and = defineLazyFunction({
  name: 'and',
  family: 'logical',
  summary: 'True when all conditions are; those after the first false one are not evaluated.',
  parameters: CONDITIONS,
  returns: 'boolean',
  example: { expression: 'and(equals(1, 1), equals(1, 2))', result: false },
  runLazily: (given) => given.every((thunk, index) => toCondition('and', thunk, index)),
});

const or = defineLazyFunction({
  name: 'or',
  family: 'logical',
  summary: 'True when any condition is; those after the first true one are not evaluated.',
  parameters: CONDITIONS,
  returns: 'boolean',
  example: { expression: 'or(equals(1, 1), equals(1, 2))', result: true },
  runLazily: (given) => given.some((thunk, index) => toCondition('or', thunk, index)),
});

const ifFunction = defineLazyFunction({
  name: 'if',
  family: 'logical',
  summary: 'One of two values, by a condition; the other one is not evaluated.',
  parameters: [
    { name: 'condition', type: 'boolean', summary: 'What decides.' },
    { name: 'valueIfTrue', type: 'any', summary: 'Value when the condition is true.' },
    { name: 'valueIfFalse', type: 'any', summary: 'Value when it is false.' },
  ],
  returns: 'any',
  example: { expression: "if(equals(1, 1), 'yes', 'no')", result: 'yes' },
  runLazily: ([condition, whenTrue, whenFalse]) =>
    toCondition('if', condition, 0) ? (whenTrue?.() ?? null) : (whenFalse?.() ?? null),
});

function toCondition(name: string, thunk: Thunk | undefined, index: number): boolean {
  const value = thunk?.() ?? null;
  if (typeof value === 'boolean') return value;
  throw languageError('FLX_FLOW_ARGUMENT_TYPE', {
    function: name,
    position: index + 1,
    parameter: 'condition',
    expected: 'of type boolean',
    found: describeValue(value),
  });
}

const not = defineFunction({
  name: 'not',
  family: 'logical',
  summary: 'True when the condition is false.',
  parameters: [{ name: 'condition', type: 'boolean', summary: 'Condition to turn round.' }],
  returns: 'boolean',
  example: { expression: 'not(false)', result: true },
  run: ([condition]) => !condition,
});

const TWO_VALUES = [
  { name: 'left', type: 'any', summary: 'First value.' },
  { name: 'right', type: 'any', summary: 'Value to compare it with.' },
] as const;

const equals = defineFunction({
  name: 'equals',
  family: 'logical',
  summary: 'True when two values are the same; upper and lower case of text differ.',
  parameters: TWO_VALUES,
  returns: 'boolean',
  example: { expression: "equals('abc', 'abcd')", result: false },
  run: ([left, right], { booleansEqualNumbers }) =>
    booleansEqualNumbers ? isEqual(numberOfBoolean(left, right), numberOfBoolean(right, left)) : isEqual(left, right),
});

/** A boolean as 1 or 0 when it meets a number. */
function numberOfBoolean(value: Value, other: Value): Value {
  return typeof value === 'boolean' && isNumber(other) ? Number(value) : value;
}

/** Order of two numbers or two texts; other pairs have none. */
function compare(name: string, left: Value, right: Value): number {
  if (isNumber(left) && isNumber(right))
    return Number.isNaN(toDouble(left)) || Number.isNaN(toDouble(right)) ? Number.NaN : compareNumbers(left, right);
  if (typeof left === 'string' && typeof right === 'string') return compareOrdinal(left, right);
  const odd = [left, right].find((value) => !isNumber(value) && typeof value !== 'string');
  if (odd === undefined)
    throw languageError('FLX_FLOW_ARGUMENT_MIX', {
      function: name,
      left: describeValue(left),
      right: describeValue(right),
    });
  throw valueError(
    { function: name, parameter: odd === left ? 'left' : 'right', expected: 'a number or a string' },
    odd,
  );
}

function defineComparison(name: string, summary: string, holds: (sign: number) => boolean): FunctionDefinition {
  return defineFunction({
    name,
    family: 'logical',
    summary,
    parameters: TWO_VALUES,
    returns: 'boolean',
    example: { expression: `${name}(10, 5)`, result: holds(1) },
    run: ([left, right]) => holds(compare(name, left, right)),
  });
}

const greater = defineComparison(
  'greater',
  'True when the first number or text is above the second.',
  (sign) => sign > 0,
);
const greaterOrEquals = defineComparison(
  'greaterOrEquals',
  'True when the first number or text is not below the second.',
  (sign) => sign >= 0,
);
const less = defineComparison('less', 'True when the first number or text is below the second.', (sign) => sign < 0);
const lessOrEquals = defineComparison(
  'lessOrEquals',
  'True when the first number or text is not above the second.',
  (sign) => sign <= 0,
);

const isFloat = defineFunction({
  name: 'isFloat',
  family: 'logical',
  summary: 'True when a text can be read as a floating-point number.',
  parameters: [
    { name: 'text', type: 'string', summary: 'Text to look at.' },
    {
      name: 'locale',
      type: 'string',
      summary: 'Culture whose signs it uses; invariant when absent.',
      isOptional: true,
      isNullable: true,
    },
  ],
  returns: 'boolean',
  example: { expression: "isFloat('10,000.00')", result: true },
  run: ([text, locale]) => normalizeNumberText(text, { culture: locale ?? '', allowsTrailingSign: true }) !== undefined,
});

const isInt = defineFunction({
  name: 'isInt',
  family: 'logical',
  summary: 'True when a text is an integer of 64 bits.',
  parameters: [{ name: 'text', type: 'string', summary: 'Text to look at.' }],
  returns: 'boolean',
  example: { expression: "isInt('10')", result: true },
  run: ([text]) => /^\s*[+-]?\d+\s*$/.test(text) && fitsInt64(BigInt(text.trim().replace(/^\+/, ''))),
});

/** Functions on conditions. */
export const LOGICAL_FUNCTIONS: readonly FunctionDefinition[] = [
  and,
  equals,
  greater,
  greaterOrEquals,
  ifFunction,
  isFloat,
  isInt,
  less,
  lessOrEquals,
  not,
  or,
];
