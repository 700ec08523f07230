import { languageError } from '../catalogue.ts';

/** How a culture writes numbers. */
export interface NumberCulture {
  readonly decimal: string;
  readonly group: string;
  readonly infinity: string;
  readonly minus: string;
  readonly currency: string;
  readonly percent: string;
  /** Digits of each group from the right; the last size repeats. */
  readonly groupSizes: readonly number[];
}

/** The culture of no country, as .NET has it. */
export const INVARIANT: NumberCulture = {
  decimal: '.',
  group: ',',
  infinity: 'Infinity',
  minus: '-',
  currency: '¤',
  percent: '%',
  groupSizes: [3],
};

const known = new Map<string, NumberCulture>();

/**
 * How the culture of that name (any case; empty means invariant) writes numbers.
 * @throws FLX_FLOW_ARGUMENT_VALUE for a name that is none
 */
export function numberCulture(name: string): NumberCulture {
  if (name === '') return INVARIANT;
  const key = canonicalLocale(name);
  const culture = known.get(key) ?? readCulture(key);
  known.set(key, culture);
  return culture;
}

/**
 * The canonical form of a culture name, such as `fr-FR` for `fr-fr`; the empty name stays.
 * @throws FLX_FLOW_ARGUMENT_VALUE
 */
export function canonicalLocale(name: string): string {
  try {
    return Intl.getCanonicalLocales(name.replaceAll('_', '-'))[0] ?? '';
  } catch (cause) {
    throw languageError(
      'FLX_FLOW_ARGUMENT_VALUE',
      { function: 'locale', parameter: 'locale', found: `'${name}'`, expected: 'a culture name such as en-US' },
      { cause },
    );
  }
}

function readCulture(locale: string): NumberCulture {
  const format = new Intl.NumberFormat(locale, {
    useGrouping: true,
    minimumFractionDigits: 1,
    numberingSystem: 'latn',
  });
  const parts = format.formatToParts(-123456789.5);
  const groups = parts.filter((part) => part.type === 'integer').map((part) => part.value.length);
  return {
    decimal: parts.find((part) => part.type === 'decimal')?.value ?? '.',
    group: parts.find((part) => part.type === 'group')?.value ?? ',',
    minus: '-',
    infinity: format.formatToParts(Number.POSITIVE_INFINITY).find((part) => part.type === 'infinity')?.value ?? '∞',
    currency: currencyOf(locale),
    percent: '%',
    groupSizes: groups.length > 2 && groups.at(-2) !== groups.at(-1) ? [groups.at(-1) ?? 3, groups.at(-2) ?? 3] : [3],
  };
}

/** Currencies by region; regions of the euro and others that are not named here show the neutral sign or the euro. */
const CURRENCY_BY_REGION: Readonly<Record<string, string>> = {
  US: 'USD',
  GB: 'GBP',
  CA: 'CAD',
  AU: 'AUD',
  NZ: 'NZD',
  JP: 'JPY',
  CN: 'CNY',
  IN: 'INR',
  KR: 'KRW',
  BR: 'BRL',
  MX: 'MXN',
  CH: 'CHF',
  SE: 'SEK',
  NO: 'NOK',
  DK: 'DKK',
  IS: 'ISK',
  PL: 'PLN',
  CZ: 'CZK',
  HU: 'HUF',
  RO: 'RON',
  BG: 'BGN',
  TR: 'TRY',
  RU: 'RUB',
  UA: 'UAH',
  IL: 'ILS',
  ZA: 'ZAR',
  SG: 'SGD',
  HK: 'HKD',
  TW: 'TWD',
  TH: 'THB',
  ID: 'IDR',
  MY: 'MYR',
  PH: 'PHP',
  VN: 'VND',
  AR: 'ARS',
  CL: 'CLP',
  CO: 'COP',
  PE: 'PEN',
  EG: 'EGP',
  SA: 'SAR',
  AE: 'AED',
  NG: 'NGN',
  KE: 'KES',
  PK: 'PKR',
  BD: 'BDT',
};

/** The ISO code of a culture's currency. */
export function currencyCodeOf(locale: string): string {
  const { region } = new Intl.Locale(locale).maximize();
  return (region && CURRENCY_BY_REGION[region]) ?? 'EUR';
}

function currencyOf(locale: string): string {
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currencyCodeOf(locale),
    currencyDisplay: 'narrowSymbol',
  });
  return format.formatToParts(1).find((part) => part.type === 'currency')?.value ?? '¤';
}
