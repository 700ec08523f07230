import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { phone } from './phone.ts';
import { COUNTRY_FACTS } from './words/calling-codes.ts';

/** How telephone numbers are written in a country. */
export interface PhoneCountry {
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly alpha3: string;
  /** Country calling code (ITU-T E.164). */
  readonly code: string;
  /** Digits in front of a national number that are no part of it; empty where there are none. */
  readonly trunk: string;
  /** Digits in front of a number abroad. */
  readonly abroad: string;
  /** Lengths that a national number without its prefix has, as `,9,10,`. */
  readonly lengths: string;
}

const COUNTRIES: readonly PhoneCountry[] = COUNTRY_FACTS.trim()
  .split('\n')
  .map((line) => {
    const [country = '', alpha3 = '', code = '', trunk = '', abroad = '', lengths = ''] = line.split(' ');
    return { country, alpha3, code, trunk: trunk === '-' ? '' : trunk, abroad, lengths: `,${lengths},` };
  });

const LANGUAGES = ['en', 'es', 'eu', 'de', 'fr'] as const;
const FURTHER_NAMES: readonly (readonly [name: string, country: string])[] = [
  ['uk', 'GB'],
  ['great britain', 'GB'],
  ['england', 'GB'],
  ['scotland', 'GB'],
  ['wales', 'GB'],
  ['usa', 'US'],
  ['u.s.a.', 'US'],
  ['united states of america', 'US'],
  ['holland', 'NL'],
];

/** Countries by codes and names (English, Spanish, Basque, German, French; with and without accents), all in lower case. */
const BY_NAME: ReadonlyMap<string, PhoneCountry> = (() => {
  const byCode = new Map(COUNTRIES.map((facts) => [facts.country, facts]));
  const names = LANGUAGES.map((language) => new Intl.DisplayNames([language], { type: 'region' }));
  const known = new Map<string, PhoneCountry>();
  const add = (name: string | undefined, facts: PhoneCountry | undefined) => {
    const key = name?.toLowerCase();
    if (key && facts && !known.has(key)) known.set(key, facts);
  };
  for (const facts of COUNTRIES) for (const code of [facts.country, facts.alpha3]) add(code, facts);
  for (const [name, country] of FURTHER_NAMES) add(name, byCode.get(country));
  for (const facts of COUNTRIES)
    for (const language of names) {
      const name = language.of(facts.country);
      for (const spelling of [name, name?.normalize('NFD').replaceAll(/\p{M}/gu, '')]) add(spelling, facts);
    }
  return known;
})();

/** The country that a code or name means; undefined for none that is known. */
export function findPhoneCountry(name: string): PhoneCountry | undefined {
  return BY_NAME.get(name.trim().toLowerCase());
}

/** Marked as international by a plus sign or two zeros. */
const INTERNATIONAL = '^[^0-9+]*(?:[+]|00)';

/**
 * A telephone number of a country with its calling code, as `+34944123456` (ITU-T E.164); the text itself where it is
 * international already, or no number of that country. A number that could be read with and without the calling code is
 * taken as a national one.
 */
export function withCallingCode(text: string, { code, trunk, abroad, lengths }: PhoneCountry): string {
  const digits = phone.toText(text);
  const fits = (number: string) => lengths.includes(`,${number.length},`);
  if (new RegExp(INTERNATIONAL).test(text)) return text;
  if (digits.startsWith(abroad)) return `+${digits.slice(abroad.length)}`;
  if (trunk !== '' && digits.startsWith(trunk) && fits(digits.slice(trunk.length)))
    return `+${code}${digits.slice(trunk.length)}`;
  return fits(digits) ? `+${code}${digits}` : text;
}

/** Table of the countries that an attribute can name, where one is read: see `phoneCountryRows`. */
export const PHONE_COUNTRY_TABLE = 'unify_phone_country';
const FACTS = ['code', 'trunk', 'abroad', 'lengths'] as const;
export const PHONE_COUNTRY_COLUMNS = (['name', ...FACTS] as const).map((name) => ({ name, type: 'string' as const }));

/** Rows of `PHONE_COUNTRY_TABLE`, one a code or name. */
export function phoneCountryRows(): readonly Readonly<Record<string, string>>[] {
  return [...BY_NAME].map(([name, { code, trunk, abroad, lengths }]) => ({ name, code, trunk, abroad, lengths }));
}

/** Columns of a relation that hold telephone numbers, and where their country comes from. */
export interface PhoneNumbers {
  /** Text in the relation, and the column that the number with its calling code gets. */
  readonly numbers: readonly { readonly value: Sql; readonly name: string }[];
  /** Text in the relation that names the country of the row, by code or name. */
  readonly country: Sql | undefined;
  /** The country of rows that name none that is known. */
  readonly fallback: PhoneCountry | undefined;
}

/** `withCallingCode` as SQL: the relation with one column more for each number. */
export function withCallingCodes(relation: Sql, { numbers, country, fallback }: PhoneNumbers, dialect: Dialect): Sql {
  const text = dialect.typeName('string');
  const facts = FACTS.map((fact) => {
    const known = fallback ? sql`${fallback[fact]}` : sql`cast(null as ${text})`;
    return sql`${country ? sql`coalesce(country.${id(fact)}, ${known})` : known} as ${id(`__${fact}`)}`;
  });
  const digits = numbers.flatMap(({ value }, index) => [
    sql`${phone.toSql(value, dialect)} as ${id(`__digits${index}`)}`,
    sql`${dialect.regexpMatches(value, INTERNATIONAL)} as ${id(`__international${index}`)}`,
  ]);
  const joined = country
    ? sql` left join ${id(PHONE_COUNTRY_TABLE)} as country on country.name = lower(trim(cast(${country} as ${text})))`
    : sql``;
  const prepared = sql`select record.*, ${join([...facts, ...digits])} from ${relation} as record${joined}`;
  const coded = numbers.map(({ value, name }, index) => sql`${codedNumber(value, index, dialect)} as ${id(name)}`);
  return sql`(select *, ${join(coded)} from (${prepared}) as record)`;
}

function codedNumber(text: Sql, index: number, dialect: Dialect): Sql {
  const digits = id(`__digits${index}`);
  const [code, trunk, abroad, lengths] = [id('__code'), id('__trunk'), id('__abroad'), id('__lengths')];
  const fits = (length: Sql) => sql`${lengths} like ('%,' || cast(${length} as ${dialect.typeName('string')}) || ',%')`;
  const without = (prefix: Sql) => sql`substr(${digits}, length(${prefix}) + 1)`;
  return sql`case when ${code} is null or ${id(`__international${index}`)} then ${text}
    when ${digits} like (${abroad} || '%') then '+' || ${without(abroad)}
    when ${trunk} <> '' and ${digits} like (${trunk} || '%') and ${fits(sql`length(${digits}) - length(${trunk})`)} then '+' || ${code} || ${without(trunk)}
    when ${fits(sql`length(${digits})`)} then '+' || ${code} || ${digits} else ${text} end`;
}
