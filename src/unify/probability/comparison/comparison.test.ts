import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSession } from '../../../../test/support/unify.ts';
import type { EngineSession } from '../../../sql/engine.ts';
import { sql } from '../../../sql/sql.ts';
import type { Role } from '../role.ts';
import { DEFAULT_LISTS, makeStandardTable } from '../standard/stage.ts';
import { codesOf } from '../train/levels.ts';
import { levelName, levelOfCode } from './comparison.ts';
import { comparisonsOver, EVIDENCE } from './index.ts';

let session: EngineSession;
beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

type Values = Partial<Record<Role, string>>;

/** Level names by comparison of two records with these values. */
async function levelsOf(left: Values, right: Values): Promise<Record<string, string>> {
  const roles = [...new Set([...Object.keys(left), ...Object.keys(right)])] as Role[];
  const row = (rid: number, values: Values) => ({
    rid,
    ...Object.fromEntries(roles.map((role) => [role, values[role] ?? null])),
  });
  const columns = [
    { name: 'rid', type: 'integer' as const },
    ...roles.map((name) => ({ name, type: 'string' as const })),
  ];
  await session.insert('given', columns, [[row(1, left), row(2, right)]]);
  const standard = await makeStandardTable(
    session,
    [
      {
        name: 'Given',
        table: 'given',
        rid: 'rid',
        columns: roles.map((role) => ({
          column: role,
          role,
          from: 'declared',
          ...(role === 'birthDate' && { dates: { shape: 'iso' as const, monthFirst: [] } }),
        })),
      },
    ],
    DEFAULT_LISTS,
  );
  const comparisons = comparisonsOver(standard);
  const pairs = sql`select cast(1 as integer) as left_rid, cast(2 as integer) as right_rid`;
  const [codes] = await session.rows(codesOf(pairs, { comparisons, columns: standard, session }));
  return Object.fromEntries(
    comparisons.map((comparison) => [
      comparison.name,
      levelName(comparison, levelOfCode(Number(codes?.[comparison.name]), comparison)),
    ]),
  );
}

/** Rows: what is compared, its role, both values, the level. */
const TRUTH: readonly (readonly [string, Role, string, string, string])[] = [
  ['first_name', 'firstName', 'Robert', 'ROBERT', 'same'],
  ['first_name', 'firstName', 'Dr. Robert', 'robert', 'same'],
  ['first_name', 'firstName', 'José', 'Jose', 'same'],
  ['first_name', 'firstName', 'Łukasz', 'Lukasz', 'same'],
  ['first_name', 'firstName', 'Robert', 'Bob', 'nickname'],
  ['first_name', 'firstName', 'Robert', 'Robret', 'spelled alike'],
  ['first_name', 'firstName', 'Robert', 'R.', 'initial'],
  ['first_name', 'firstName', 'Marta', 'Maria', 'a little alike'],
  ['first_name', 'firstName', 'Mary Ann', 'Ann', 'one within the other'],
  ['first_name', 'fullName', 'Ann Louise Smith', 'Louise Smith', 'among the other names'],
  ['first_name', 'firstName', 'Robert', 'Susan', 'different'],
  ['first_name', 'firstName', 'Robert', 'unknown', 'missing'],
  ['first_name', 'firstName', 'Robert', 'desconocido', 'missing'],
  ['first_name', 'firstName', 'Robert', 'ezezaguna', 'missing'],
  ['last_name', 'lastName', "O'Brien", 'OBrien', 'same'],
  ['last_name', 'lastName', 'Etxeberria', 'Etxeberia', 'spelled alike'],
  ['last_name', 'lastName', 'Smith-Jones', 'Jones', 'one within the other'],
  ['last_name', 'fullName', 'Mary Clifford of Chudleigh', 'Mary Clifford', 'among the other names'],
  ['last_name', 'lastName', 'Smith', 'Zabala', 'different'],
  ['last_name', 'lastName', 'Marta', 'Maria', 'a little alike'],
  ['middle_name', 'middleName', 'Louise', 'LOUISE', 'same'],
  ['middle_name', 'middleName', 'Louise', 'L.', 'same initial'],
  ['middle_name', 'middleName', 'Louise', 'Louisa', 'spelled alike'],
  ['middle_name', 'middleName', 'Louise', 'Frank', 'different'],
  ['birth_date', 'birthDate', '1971-06-24', '1971-06-24', 'same'],
  ['birth_date', 'birthDate', '1971-06-24', '1971-06-25', 'one digit off, or day and month swapped'],
  ['birth_date', 'birthDate', '1971-06-04', '1971-04-06', 'one digit off, or day and month swapped'],
  ['birth_date', 'birthDate', '1971-06-24', '1971-24-06', 'one digit off, or day and month swapped'],
  ['birth_date', 'birthDate', '1971-06-24', '1983-06-24', 'same day of another year'],
  ['birth_date', 'birthDate', '1971-06-24', '1971-06-13', 'same year and month'],
  ['birth_date', 'birthDate', '1971-06-24', '1971-11-24', 'same year and day, or two digits off'],
  ['birth_date', 'birthDate', '1971-06-29', '1971-01-01', 'same year, one without a day'],
  ['birth_date', 'birthDate', '1971-06-29', '1971-00-00', 'same year, one without a day'],
  ['birth_date', 'birthDate', '1971-00-00', '1888-00-00', 'different'],
  ['birth_date', 'birthDate', '1971-06-24', '1971-12-13', 'same year'],
  ['birth_date', 'birthDate', '1971-06-24', '1988-11-05', 'different'],
  ['birth_date', 'birthDate', '1971-06-24', 'no date', 'missing'],
  ['email', 'email', 'Ane.Agirre@Example.org', ' ane.agirre@example.org', 'same'],
  ['email', 'email', 'ane.agirre@example.org', 'aneagirre+shop@gmail.com', 'same user, another domain'],
  ['email', 'email', 'ane.agirre@example.org', 'ane.agirer@example.org', 'two edits apart'],
  ['email', 'email', 'etxeberria.miren@example.org', 'etxeberria.mirentxu@gmail.com', 'users spelled alike'],
  ['email', 'email', 'miren.agirre@example.org', 'miren.agurtzane@gmail.com', 'users a little alike'],
  ['email', 'email', 'ane.agirre@example.org', 'jon@example.org', 'different'],
  ['email', 'email', 'ane.agirre@example.org', 'none', 'missing'],
  ['phone', 'phone', '+34 943 123 456', '943-12-34-56', 'same'],
  ['phone', 'phone', '+1 (212) 555-1234 x99', '2125551234', 'same'],
  ['phone', 'phone', '943123456', '943123457', 'one digit off'],
  ['phone', 'phone', '943123456', '688123456', 'same last six digits'],
  ['phone', 'phone', '943123456', '600987654', 'different'],
  ['phone', 'phone', '943123456', '000000000', 'missing'],
  ['identifier', 'identifier', '72-456.789 Z', '72456789z', 'same'],
  ['identifier', 'identifier', '72456789Z', '72456788Z', 'one edit apart'],
  ['identifier', 'identifier', '72456789Z', '72456700Z', 'two edits apart'],
  ['identifier', 'identifier', '72456789Z', '11112222A', 'different'],
  ['gender', 'gender', 'Emakumea', 'F', 'same'],
  ['gender', 'gender', 'male', 'w', 'different'],
  ['organization', 'organization', 'Acme Widgets, Inc.', 'ACME WIDGETS', 'same'],
  ['organization', 'organization', 'Bright Child Dev. Ctr', 'Bright Child Development Center', 'same'],
  ['organization', 'organization', 'Hope Day Care', 'Hope Daycare, Inc.', 'same'],
  ['organization', 'organization', 'City Colleges - Rilason Nursery', 'Rilason Early Learning', 'same rarest word'],
  ['organization', 'organization', 'Saint Mary Nursery School', 'Saint Mary', 'one within the other'],
  ['organization', 'organization', 'Acme Widgets', 'Zenith Motors', 'different'],
  ['organization', 'organization', 'Little Angels Nursery', 'Little Angles Nursery', 'spelled alike'],
  ['organization', 'organization', 'Sunrise Academy', 'Sunrisa Acadamy', 'a little alike'],
  ['organization', 'organization', 'Mt Sinai', 'Mt Carmel Methodist', 'same first word'],
  ['address', 'street', '12 Main Street', '12 MAIN STREET', 'same'],
  ['address', 'street', '12 Main Street', '12 main st.', 'same street and number'],
  ['address', 'street', '12 Main Street Apt 4', '12 Main Road', 'same street and number'],
  ['address', 'street', 'Calle Mayor 5', '5 Mayor', 'same street and number'],
  ['address', 'street', '12 Wallaby Place', '12 Walaby Pl', 'same number, street spelled alike'],
  ['address', 'street', '12 Wallaby Place', '15 Wallaby Place', 'same street'],
  ['address', 'street', '12 Wallaby Place', '15 Walaby Place', 'street spelled alike'],
  ['address', 'street', '12 Wallaby Place', '12 Zebra Road', 'same number'],
  ['address', 'street', '12 Wallaby Place', '77 Zebra Road', 'different'],
  ['postal_code', 'postalCode', '94105-1234', '94105', 'same'],
  ['postal_code', 'postalCode', 'SW1A 1AA', 'sw1a1aa', 'same'],
  ['postal_code', 'postalCode', '94105', '94106', 'one edit apart'],
  ['postal_code', 'postalCode', '94105', '94187', 'same area'],
  ['postal_code', 'postalCode', '94105', '84106', 'two edits apart'],
  ['postal_code', 'postalCode', '94105', '20003', 'different'],
  ['city', 'city', 'Donostia', 'DONOSTIA', 'same'],
  ['city', 'city', 'Portsmouth', 'Portsmuoth', 'spelled alike'],
  ['city', 'city', 'Bilbao', 'London', 'different'],
  ['birth_place', 'birthPlace', 'Paris 5e', 'Paris', 'spelled alike'],
  ['birth_place', 'birthPlace', 'Paris', 'PARIS', 'same'],
  ['birth_place', 'birthPlace', 'Newcastle upon Tyne', 'Newcastle (county of Northumberland)', 'same first word'],
  ['birth_place', 'birthPlace', 'Paris', 'London', 'different'],
  ['occupation', 'occupation', 'Writer', 'writer', 'same'],
  ['occupation', 'occupation', 'Politician', 'Politican', 'spelled alike'],
  ['occupation', 'occupation', 'Writer', 'Footballer', 'different'],
];

const LOGAN = { firstName: 'Logan', lastName: 'Murphy' };
const [IN_LAST, IN_FIRST] = ['in the place of the last name', 'in the place of the first name'];

/** Rows: both records, the levels of first and last name. */
const SWAPPED: readonly (readonly [string, Values, Values, string, string])[] = [
  ['both', LOGAN, { firstName: 'Murphy', lastName: 'Logan' }, IN_LAST, IN_FIRST],
  ['both, with slips', LOGAN, { firstName: 'Murphey', lastName: 'Logann' }, IN_LAST, IN_FIRST],
  ['the last name alone, in the wrong place', LOGAN, { firstName: 'Murphy' }, IN_LAST, 'missing'],
  ['the first name alone, in the wrong place', LOGAN, { lastName: 'Logan' }, IN_LAST, 'different'],
  ['one of them', LOGAN, { firstName: 'Murphy', lastName: 'Zabala' }, 'different', 'different'],
];

describe('comparisons', () => {
  it.each(TRUTH)('of %s (%s): %s and %s are: %s', async (comparison, role, left, right, level) => {
    expect((await levelsOf({ [role]: left }, { [role]: right }))[comparison]).toBe(level);
  });

  it.each(EVIDENCE)('of $name have a row for every level', ({ name, levels }) => {
    const shown = new Set(TRUTH.filter(([compared]) => compared === name).map((row) => row[4]));
    const swapped = SWAPPED.flatMap((row) => (name === 'first_name' ? [row[3]] : name === 'last_name' ? [row[4]] : []));
    const expected = [...levels.map((level) => level.name), 'different'];
    expect(expected.filter((level) => !shown.has(level) && !swapped.includes(level))).toEqual([]);
  });

  it.each(SWAPPED)(
    'see first and last name in the place of each other: %s',
    async (_title, left, right, first, last) => {
      expect(await levelsOf(left, right)).toMatchObject({ first_name: first, last_name: last });
    },
  );

  it.each([
    ['the postcode agrees, which tells the town', '94105', 'missing'],
    ['the postcode differs', '20003', 'same'],
  ])('count the town once: %s', async (_title, postalCode, level) => {
    const levels = await levelsOf({ city: 'Bilbao', postalCode: '94105' }, { city: 'Bilbao', postalCode });
    expect(levels).toMatchObject({ city: level });
  });

  it.each([
    ['of one country', '+34943123456', '+34943123456', 'same'],
    ['of two countries', '+34943123456', '+33943123456', 'same last six digits'],
    ['one of which has no country', '+34943123456', '943123456', 'same'],
    ['one digit off, of two countries', '+34943123456', '+33943123457', 'different'],
  ])('know the country of telephone numbers: %s', async (_title, left, right, level) => {
    const levels = await levelsOf({ phone: left, phoneCode: left }, { phone: right, phoneCode: right });
    expect(levels).toMatchObject({ phone: level });
  });

  it('take first and last name from a full name, also with the last name first', async () => {
    const levels = await levelsOf({ fullName: 'Sir Thomas Moss Jr.' }, { fullName: 'Moss, Thomas' });
    expect(levels).toMatchObject({ first_name: 'same', last_name: 'same' });
  });
});
