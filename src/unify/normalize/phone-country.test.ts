import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSession } from '../../../test/support/unify.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import {
  findPhoneCountry,
  PHONE_COUNTRY_COLUMNS,
  PHONE_COUNTRY_TABLE,
  phoneCountryRows,
  withCallingCode,
  withCallingCodes,
} from './phone-country.ts';
import { normalizeText } from './text.ts';

let session: EngineSession;
beforeAll(async () => {
  session = await openTestSession();
  await session.insert(PHONE_COUNTRY_TABLE, PHONE_COUNTRY_COLUMNS, [phoneCountryRows()]);
});
afterAll(() => session.close());

/** Country of the row, number as written, digits that are compared. */
const NUMBERS: readonly (readonly [country: string, given: string, expected: string])[] = [
  ['ES', '944 12 34 56', '34944123456'],
  ['ES', '+34 944-123-456', '34944123456'],
  ['ES', '0034 944123456', '34944123456'],
  ['ES', '34 944 123 456', '34944123456'],
  ['Espainia', '(944) 123 456 ext. 7', '34944123456'],
  ['ES', '+33 1 42 68 53 00', '33142685300'],
  ['FR', '01 42 68 53 00', '33142685300'],
  ['Frankreich', '1 42 68 53 00', '33142685300'],
  ['GB', '020 7946 0958', '442079460958'],
  ['United Kingdom', '+44 (0)20 7946 0958', '442079460958'],
  ['UK', '(020) 7946 0958', '442079460958'],
  ['US', '(425) 555-0100', '14255550100'],
  ['usa', '1-425-555-0100', '14255550100'],
  ['US', '011 34 944 123 456', '34944123456'],
  ['CAN', '416-555-0100', '14165550100'],
  ['DE', '030 123456', '4930123456'],
  ['Alemania', '0049 30 123456', '4930123456'],
  ['IT', '06 6982', '39066982'],
  ['HU', '06 1 123 4567', '3611234567'],
  ['RU', '8 (495) 123-45-67', '74951234567'],
  ['JP', '010 34 944123456', '34944123456'],
  ['AU', '(02) 9374 4000', '61293744000'],
  ['MX', '55 1234 5678', '525512345678'],
  ['ES', '112', '112'],
  ['ES', '944 12 34 5', '94412345'],
];

describe('telephone numbers by country', () => {
  it.each(NUMBERS)('of %s: %j is compared as %j', async (country, given, expected) => {
    const facts = findPhoneCountry(country);
    expect(normalizeText(facts ? withCallingCode(given, facts) : given, ['phone'])).toBe(expected);
    for (const source of ['row', 'default'] as const)
      expect(normalizeText(await inSql(given, country, source), ['phone'])).toBe(expected);
  });

  it('leaves a number alone where no country is known, and takes the default where the row names none', async () => {
    expect(await inSql('944 12 34 56', 'Atlantis', 'row')).toBe('944 12 34 56');
    expect(await inSql('944 12 34 56', 'Atlantis', 'row', 'ES')).toBe('+34944123456');
  });

  it('has every fact of every country, and no country twice', () => {
    const countries = [...new Set(phoneCountryRows().map(({ name }) => findPhoneCountry(name ?? '')))];
    expect(countries.length).toBe(243);
    expect(countries.filter((facts) => !/^[1-9]\d{0,2}$/.test(facts?.code ?? ''))).toEqual([]);
    expect(countries.filter((facts) => !/^\d{2,4}$/.test(facts?.abroad ?? ''))).toEqual([]);
    expect(countries.filter((facts) => !/^(?:,\d+)+,$/.test(facts?.lengths ?? ''))).toEqual([]);
  });
});

async function inSql(text: string, country: string, source: 'row' | 'default', fallback?: string): Promise<string> {
  const relation = sql`(select cast(${text} as ${session.dialect.typeName('string')}) as text, ${country} as land)`;
  const phones = {
    numbers: [{ value: id('text'), name: 'coded' }],
    country: source === 'row' ? id('land') : undefined,
    fallback: findPhoneCountry(source === 'row' ? (fallback ?? '') : country),
  };
  const [row] = await session.rows(sql`select coded from ${withCallingCodes(relation, phones, session.dialect)}`);
  return String(row?.['coded']);
}
