import { languageError } from '../catalogue.ts';
import { normalizeNumberText } from '../numbers/parse.ts';
import { parseDecimal, toDecimal } from '../values/decimal.ts';
import { Decimal, LongInteger } from '../values/exact-number.ts';
import { createFloat, createInteger, fitsInt64, isInteger, isNumber, toDouble } from '../values/numbers.ts';
import { toText } from '../values/text.ts';
import type { Value } from '../values/value.ts';
import { valueError } from './argument-error.ts';
import { defineFunction, type FunctionDefinition } from './define.ts';

const ANY = { name: 'value', type: 'any', summary: 'Number, text or boolean to convert.' } as const;

const bool = defineFunction({
  name: 'bool',
  family: 'conversion',
  summary: "Boolean of a number (0 is false), or of the texts 'true' and 'false'.",
  parameters: [ANY],
  returns: 'boolean',
  example: { expression: 'bool(1)', result: true },
  run: ([value]) => {
    if (typeof value === 'boolean') return value;
    if (isNumber(value)) return toDouble(value) !== 0;
    const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
    if (word === 'true' || word === 'false') return word === 'true';
    throw valueError({ function: 'bool', parameter: 'value', expected: "a number, 'true' or 'false'" }, value);
  },
});

const decimal = defineFunction({
  name: 'decimal',
  family: 'conversion',
  summary: 'Decimal number with all its digits, up to 28.',
  parameters: [ANY],
  returns: 'number',
  example: { expression: "decimal('1.2345678912312131')", result: new Decimal(12345678912312131n, 16) },
  run: ([value]) => {
    const rule = {
      function: 'decimal',
      parameter: 'value',
      expected: 'a number, or a text that is one and fits 96 bits',
    };
    const plain =
      typeof value === 'string' ? normalizeNumberText(value, { culture: '', allowsTrailingSign: true }) : undefined;
    const result = isNumber(value) ? toDecimal(value) : plain === undefined ? undefined : parseDecimal(plain);
    if (!result) throw valueError(rule, value);
    return result;
  },
});

const float = defineFunction({
  name: 'float',
  family: 'conversion',
  summary: 'Floating-point number of a text or number.',
  parameters: [
    ANY,
    {
      name: 'locale',
      type: 'string',
      summary: 'Culture whose signs a text uses; en-US when absent.',
      isOptional: true,
      isNullable: true,
    },
  ],
  returns: 'number',
  example: { expression: "float('10,000.333')", result: 10000.333 },
  run: ([value, locale]) => {
    if (isNumber(value)) return createFloat(toDouble(value));
    const plain =
      typeof value === 'string'
        ? normalizeNumberText(value, { culture: locale ?? 'en-US', allowsTrailingSign: true })
        : undefined;
    if (plain === undefined)
      throw valueError({ function: 'float', parameter: 'value', expected: 'a number, or a text that is one' }, value);
    return createFloat(Number(plain));
  },
});

/** 2^63: the first double too large for a 64-bit integer. */
const INT64_END = 2 ** 63;

const int = defineFunction({
  name: 'int',
  family: 'conversion',
  summary: 'Integer of a text or number without fraction.',
  parameters: [ANY],
  returns: 'integer',
  example: { expression: "int('10')", result: 10 },
  run: ([value]) => {
    if (isInteger(value)) return value;
    const plain = isNumber(value)
      ? toText(value)
      : typeof value === 'string'
        ? normalizeNumberText(value, { culture: '', allowsTrailingSign: false })
        : undefined;
    const result = plain === undefined ? undefined : integerOf(plain);
    if (result === undefined) throw languageError('FLX_FLOW_NOT_INTEGER', { value: toText(value).slice(0, 80) });
    return result;
  },
});

/**
 * The integer that a plain number text says. It goes by way of a double, as on the original host: NaN becomes the lowest
 * integer, and the highest one is out of range; but digits that a 64-bit integer holds are kept.
 */
function integerOf(text: string): Value | undefined {
  const double = Number(text);
  if (Number.isNaN(double)) return new LongInteger(-(2n ** 63n));
  if (double >= INT64_END || double < -INT64_END || !Number.isInteger(double)) return undefined;
  const [digits] = /^-?\d+(?=\.?0*$)/.exec(text) ?? [];
  const exact = digits === undefined ? BigInt(double) : BigInt(digits);
  return createInteger(fitsInt64(exact) ? exact : BigInt(double));
}

/** Functions that give numbers and booleans. */
export const NUMBER_CONVERSION_FUNCTIONS: readonly FunctionDefinition[] = [bool, decimal, float, int];
