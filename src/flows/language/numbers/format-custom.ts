import { Decimal } from '../values/exact-number.ts';
import type { NumberCulture } from './culture.ts';
import { type Digits, groupDigits, roundHalfAway } from './digits.ts';

/** One piece of a custom number format. */
type Piece =
  | { readonly kind: 'digit'; readonly isZero: boolean }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'point' | 'comma' };

interface Section {
  readonly pieces: readonly Piece[];
  readonly percentFactor: bigint;
  readonly exponent?: { readonly text: string; readonly digits: number; readonly showsPlus: boolean };
}

/** A number in a .NET custom format, with its sections for positive, negative and zero. */
export function formatCustom(number: Decimal, format: string, culture: NumberCulture): string {
  const sections = splitSections(format);
  const [positive = '', negative, zero] = sections;
  if (number.coefficient === 0n) return formatSection(number, zero || positive, culture).text;
  const isNegative = number.coefficient < 0n;
  const chosen = isNegative && negative ? negative : positive;
  const magnitude = new Decimal(isNegative ? -number.coefficient : number.coefficient, number.scale);
  const { text, isZero } = formatSection(magnitude, chosen, culture);
  if (isZero && zero) return formatSection(new Decimal(0n, 0), zero, culture).text;
  return isNegative && chosen === positive && !isZero ? culture.minus + text : text;
}

function splitSections(format: string): readonly string[] {
  return (format.match(/(?:\\.|'[^']*'|"[^"]*"|[^;\\'"]|['"])*(?:;|$)/gs) ?? []).map((section) =>
    section.replace(/;$/, ''),
  );
}

function formatSection(number: Decimal, format: string, culture: NumberCulture): { text: string; isZero: boolean } {
  const section = parseSection(format);
  return section.exponent
    ? { text: formatScientific(number, section, culture), isZero: false }
    : formatPlain(number, section, culture);
}

const TOKEN = /\\(.)|'([^']*)'|"([^"]*)"|([eE][+-]?0+)|([0#])|([.,%‰])|([\s\S])/gu;

function parseSection(format: string): Section {
  const pieces: Piece[] = [];
  let percentFactor = 1n;
  let exponent: Section['exponent'];
  for (const [whole, escaped, single, double, scientific, digit, sign] of format.matchAll(TOKEN)) {
    if (digit) pieces.push({ kind: 'digit', isZero: digit === '0' });
    else if (sign === '.')
      pieces.push(pieces.some((piece) => piece.kind === 'point') ? { kind: 'literal', text: '' } : { kind: 'point' });
    else if (sign === ',') pieces.push({ kind: 'comma' });
    else if (scientific && !exponent)
      exponent = {
        text: scientific[0] ?? 'E',
        digits: (scientific.match(/0/g) ?? []).length,
        showsPlus: scientific[1] === '+',
      };
    else {
      if (sign) percentFactor *= sign === '%' ? 100n : 1000n;
      pieces.push({ kind: 'literal', text: escaped ?? single ?? double ?? whole });
    }
  }
  return { pieces, percentFactor, ...(exponent && { exponent }) };
}

/** What the digit marks before and after the point ask for. */
interface Marks {
  readonly pointAt: number;
  readonly wholeMinimum: number;
  readonly places: number;
  readonly minimumPlaces: number;
  readonly isGrouped: boolean;
  readonly thousands: number;
}

function readMarks(pieces: readonly Piece[]): Marks {
  const found = pieces.findIndex((piece) => piece.kind === 'point');
  const pointAt = found < 0 ? pieces.length : found;
  const isDigit = (piece: Piece): piece is Extract<Piece, { kind: 'digit' }> => piece.kind === 'digit';
  const before = pieces.slice(0, pointAt).filter(isDigit);
  const after = pieces.slice(pointAt).filter(isDigit);
  const firstZero = before.findIndex((piece) => piece.isZero);
  const lastDigit = pieces.slice(0, pointAt).findLastIndex((piece) => piece.kind === 'digit');
  const firstDigit = pieces.findIndex((piece) => piece.kind === 'digit');
  const commas = pieces.slice(0, pointAt).flatMap((piece, index) => (piece.kind === 'comma' ? [index] : []));
  return {
    pointAt,
    wholeMinimum: firstZero < 0 ? 0 : before.length - firstZero,
    places: after.length,
    minimumPlaces: after.findLastIndex((piece) => piece.isZero) + 1,
    isGrouped: commas.some((index) => index > firstDigit && index < lastDigit),
    thousands: lastDigit < 0 ? 0 : commas.filter((index) => index > lastDigit).length,
  };
}

function formatPlain(
  number: Decimal,
  { pieces, percentFactor }: Section,
  culture: NumberCulture,
): { text: string; isZero: boolean } {
  const marks = readMarks(pieces);
  const scaled = new Decimal(number.coefficient * percentFactor, number.scale + marks.thousands * 3);
  const digits = roundHalfAway(scaled, marks.places);
  return { text: fill(pieces, { marks, digits, culture }), isZero: !/[1-9]/.test(digits.whole + digits.fraction) };
}

interface Filling {
  readonly marks: Marks;
  readonly digits: Digits;
  readonly culture: NumberCulture;
}

function fill(pieces: readonly Piece[], { marks, digits, culture }: Filling): string {
  const whole = digits.whole.replace(/^0+/, '').padStart(marks.wholeMinimum, '0');
  const fraction = digits.fraction.slice(0, Math.max(marks.minimumPlaces, digits.fraction.replace(/0+$/, '').length));
  const slots = pieces.slice(0, marks.pointAt).filter((piece) => piece.kind === 'digit').length;
  const slotTexts = spread(marks.isGrouped ? groupPositions(whole, culture) : [...whole], slots);
  let wholeIndex = 0;
  let fractionIndex = 0;
  let text = '';
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === 'literal') text += piece.text;
    else if (piece.kind === 'point') text += fraction ? culture.decimal : '';
    else if (piece.kind === 'digit')
      text += (index < marks.pointAt ? slotTexts[wholeIndex++] : fraction[fractionIndex++]) ?? '';
  }
  return slots === 0 && whole !== '' && marks.pointAt < pieces.length ? prependWhole(text, whole, culture) : text;
}

/** Digits over the marks that stand for them: the first mark takes all that are too many, the first ones stay empty. */
function spread(digits: readonly string[], slots: number): readonly string[] {
  if (digits.length <= slots) return [...Array.from({ length: slots - digits.length }, () => ''), ...digits];
  const surplus = digits.length - slots + 1;
  return [digits.slice(0, surplus).join(''), ...digits.slice(surplus)];
}

function prependWhole(text: string, whole: string, culture: NumberCulture): string {
  const at = text.indexOf(culture.decimal);
  return at < 0 ? whole + text : text.slice(0, at) + whole + text.slice(at);
}

/** Digits, each with the group sign that follows it. */
function groupPositions(digits: string, culture: NumberCulture): readonly string[] {
  const grouped = groupDigits(digits, culture);
  return grouped.split('').reduce<string[]>((parts, character) => {
    if (/\d/.test(character)) parts.push(character);
    else parts.push(`${parts.pop() ?? ''}${character}`);
    return parts;
  }, []);
}

function formatScientific(number: Decimal, { pieces, exponent }: Section, culture: NumberCulture): string {
  const marks = readMarks(pieces);
  const wholeDigits = Math.max(1, pieces.slice(0, marks.pointAt).filter((piece) => piece.kind === 'digit').length);
  const length = number.coefficient.toString().length;
  const power = number.coefficient === 0n ? 0 : length - number.scale - wholeDigits;
  const scale = number.scale + power;
  const mantissa =
    scale >= 0 ? new Decimal(number.coefficient, scale) : new Decimal(number.coefficient * 10n ** BigInt(-scale), 0);
  const sign = power < 0 ? '-' : exponent?.showsPlus ? '+' : '';
  const text = fill(pieces, { marks, digits: roundHalfAway(mantissa, marks.places), culture });
  return `${text}${exponent?.text ?? 'E'}${sign}${String(Math.abs(power)).padStart(exponent?.digits ?? 1, '0')}`;
}
