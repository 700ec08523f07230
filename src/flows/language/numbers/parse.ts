import { type NumberCulture, numberCulture } from './culture.ts';

/** What a number text may contain beyond digits, a decimal sign, groups, an exponent and a leading sign. */
export interface NumberStyle {
  readonly culture: string;
  readonly allowsTrailingSign: boolean;
}

/**
 * A number text of a culture in the plain form `-12.5e3`, or `NaN`, `Infinity`, `-Infinity`; undefined when it is none.
 * As in .NET, group signs may stand anywhere before the decimal sign.
 */
export function normalizeNumberText(
  text: string,
  { culture: name, allowsTrailingSign }: NumberStyle,
): string | undefined {
  const culture = numberCulture(name);
  const trimmed = text.trim();
  return specialNumber(trimmed, culture) ?? plainNumber(trimmed, { culture, allowsTrailingSign });
}

function specialNumber(text: string, { infinity }: NumberCulture): string | undefined {
  const lower = text.toLowerCase();
  if (['nan', '-nan', '+nan'].includes(lower)) return 'NaN';
  const unsigned = lower.replace(/^[+-]/, '');
  if (unsigned !== infinity.toLowerCase()) return undefined;
  return lower.startsWith('-') ? '-Infinity' : 'Infinity';
}

interface PlainStyle {
  readonly culture: NumberCulture;
  readonly allowsTrailingSign: boolean;
}

function plainNumber(text: string, { culture, allowsTrailingSign }: PlainStyle): string | undefined {
  const leading = /^[+-]/.exec(text)?.[0] ?? '';
  const trailing = allowsTrailingSign && !leading ? (/\s*([+-])$/.exec(text) ?? []) : [];
  const body = text.slice(leading.length, trailing[0] ? -trailing[0].length : undefined).trimStart();
  const exponent = /[eE][+-]?\d+$/.exec(body)?.[0] ?? '';
  const [whole = '', fraction, ...rest] = body.slice(0, exponent ? -exponent.length : undefined).split(culture.decimal);
  const digits = withoutGroups(whole, culture);
  if (rest.length > 0 || digits === undefined || !/^\d*$/.test(fraction ?? '') || digits + (fraction ?? '') === '')
    return undefined;
  const sign = (leading || trailing[1]) === '-' ? '-' : '';
  return `${sign}${digits || '0'}${fraction ? `.${fraction}` : ''}${exponent}`;
}

function withoutGroups(whole: string, { group }: NumberCulture): string | undefined {
  const isSpace = /\s/.test(group);
  const digits = isSpace ? whole.replace(/[\s\u00a0\u202f]/g, '') : whole.replaceAll(group, '');
  return /^\d*$/.test(digits) && (whole === '' || /^\d/.test(whole)) ? digits : undefined;
}
