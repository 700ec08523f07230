import { valueError } from '../functions/argument-error.ts';
import { parseDecimal, toDecimal } from '../values/decimal.ts';
import { Decimal } from '../values/exact-number.ts';
import { floatText, isInteger, type NumberValue, toBigint, toDouble } from '../values/numbers.ts';
import { currencyCodeOf, INVARIANT, type NumberCulture, numberCulture } from './culture.ts';
import { groupDigits, roundHalfAway } from './digits.ts';
import { formatCustom } from './format-custom.ts';

/**
 * A number as text in a .NET standard (`N2`, `C`, `P1`, `D6`, `E3`, `F2`, `G`, `X`, `B`) or custom (`#,##0.00`) format.
 * @throws FLX_FLOW_ARGUMENT_VALUE for an unknown format or culture
 */
export function formatNumberPattern(number: NumberValue, format: string, locale: string): string {
  const culture = locale === '' ? INVARIANT : numberCulture(locale);
  const double = toDouble(number);
  if (!Number.isFinite(double)) return floatText(double).replace('Infinity', culture.infinity);
  const standard = /^([A-Za-z])(\d{0,9})$/.exec(format || 'G');
  if (!standard) return formatCustom(exactDecimal(number), format, culture);
  const [, letter = '', digits = ''] = standard;
  return formatStandard(number, {
    letter,
    precision: digits === '' ? undefined : Math.min(Number(digits), 300),
    culture,
    locale,
  });
}

/** The exact digits of a number: a float by its shortest text. */
function exactDecimal(number: NumberValue): Decimal {
  const exact = toDecimal(number);
  if (exact) return exact;
  const [mantissa = '0', exponent = '0'] = toDouble(number).toExponential().split('e');
  const decimal = parseDecimal(mantissa) ?? new Decimal(0n, 0);
  const shift = Number(exponent);
  const scale = decimal.scale - shift;
  return scale >= 0
    ? new Decimal(decimal.coefficient, scale)
    : new Decimal(decimal.coefficient * 10n ** BigInt(-scale), 0);
}

interface StandardFormat {
  readonly letter: string;
  readonly precision: number | undefined;
  readonly culture: NumberCulture;
  readonly locale: string;
}

function formatStandard(number: NumberValue, format: StandardFormat): string {
  const { letter, precision, culture } = format;
  const exact = exactDecimal(number);
  switch (letter.toUpperCase()) {
    case 'C':
      return formatCurrency(exact, format);
    case 'D':
      return formatInteger(number, { letter, render: (value) => value.toString().padStart(precision ?? 0, '0') });
    case 'E':
      return formatExponent(toDouble(number), { ...format, precision: precision ?? 6 });
    case 'F':
      return fixed(exact, { places: precision ?? 2, culture, isGrouped: false });
    case 'G':
      return formatGeneral(number, format);
    case 'N':
      return fixed(exact, { places: precision ?? 2, culture, isGrouped: true });
    case 'P':
      return formatPercent(exact, format);
    case 'R':
      return formatGeneral(number, { ...format, precision: undefined });
    case 'B':
    case 'X':
      return formatRadix(number, format);
    default:
      throw valueError(
        { function: 'formatNumber', parameter: 'format', expected: 'a .NET number format such as N2 or #,##0.00' },
        `${letter}${precision ?? ''}`,
      );
  }
}

interface FixedFormat {
  readonly places: number;
  readonly culture: NumberCulture;
  readonly isGrouped: boolean;
}

function fixed(exact: Decimal, { places, culture, isGrouped }: FixedFormat): string {
  const digits = absoluteFixed(exact, { places, culture, isGrouped });
  return exact.coefficient < 0n && /[1-9]/.test(digits) ? culture.minus + digits : digits;
}

function absoluteFixed(exact: Decimal, { places, culture, isGrouped }: FixedFormat): string {
  const { whole, fraction } = roundHalfAway(exact, places);
  return `${isGrouped ? groupDigits(whole, culture) : whole}${fraction ? culture.decimal + fraction : ''}`;
}

function formatCurrency(exact: Decimal, { precision, culture, locale }: StandardFormat): string {
  const currency = locale === '' ? undefined : currencyCodeOf(locale);
  const usual =
    currency === undefined
      ? 2
      : (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2);
  const amount = absoluteFixed(exact, { places: precision ?? usual, culture, isGrouped: true });
  const isNegative = exact.coefficient < 0n && /[1-9]/.test(amount);
  const sample =
    currency === undefined
      ? '¤1'
      : new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          currencyDisplay: 'narrowSymbol',
          maximumFractionDigits: 0,
        }).format(1);
  const placed = sample.replace(/[\u202f\u00a0]/g, '\u00a0').replace(/\d+/, () => amount);
  return isNegative ? culture.minus + placed : placed;
}

function formatPercent(exact: Decimal, { precision, culture, locale }: StandardFormat): string {
  const hundredfold = new Decimal(exact.coefficient * 100n, exact.scale);
  const amount = fixed(hundredfold, { places: precision ?? (locale === '' ? 2 : 3), culture, isGrouped: true });
  const sample = locale === '' ? '1 %' : new Intl.NumberFormat(locale, { style: 'percent' }).format(0.01);
  return sample.replace(/\d+/, () => amount);
}

function formatInteger(
  number: NumberValue,
  { letter, render }: { letter: string; render: (magnitude: bigint) => string },
): string {
  if (!isInteger(number))
    throw valueError(
      { function: 'formatNumber', parameter: 'number', expected: `an integer for the format ${letter}` },
      number,
    );
  const value = toBigint(number);
  return value < 0n ? `-${render(-value)}` : render(value);
}

function formatRadix(number: NumberValue, { letter, precision }: StandardFormat): string {
  if (!isInteger(number))
    throw valueError(
      { function: 'formatNumber', parameter: 'number', expected: `an integer for the format ${letter}` },
      number,
    );
  const digits = BigInt.asUintN(64, toBigint(number))
    .toString(letter.toUpperCase() === 'X' ? 16 : 2)
    .padStart(precision ?? 0, '0');
  return letter === 'X' ? digits.toUpperCase() : digits;
}

function formatExponent(value: number, { letter, precision, culture }: StandardFormat): string {
  const [mantissa = '', exponent = '+0'] = value.toExponential(Math.min(precision ?? 6, 100)).split('e');
  return `${localized(mantissa, culture)}${letter}${exponent.startsWith('-') ? '-' : '+'}${exponent.slice(1).padStart(3, '0')}`;
}

function formatGeneral(number: NumberValue, { precision, culture }: StandardFormat): string {
  const plain = number instanceof Decimal || isInteger(number) ? number.toString() : floatText(toDouble(number));
  if (!precision) return localized(plain, culture);
  const [mantissa = '', exponentText = '0'] = toDouble(number)
    .toExponential(Math.min(precision, 17) - 1)
    .split('e');
  const exponent = Number(exponentText);
  if (exponent >= precision || exponent < -5)
    return localized(
      `${trimZeros(mantissa)}E${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`,
      culture,
    );
  return localized(trimZeros(toDouble(number).toFixed(Math.max(0, Math.min(100, precision - 1 - exponent)))), culture);
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function localized(text: string, culture: NumberCulture): string {
  return text.replace('.', culture.decimal).replace(/^-/, culture.minus);
}
