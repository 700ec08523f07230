import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSession } from '../../../../test/support/unify.ts';
import type { EngineSession } from '../../../sql/engine.ts';
import { id, sql } from '../../../sql/sql.ts';
import { makeSounds } from '../block/sound.ts';
import { type DateReading, ROLES, type Role } from '../role.ts';
import { SOUND_TABLE, STANDARD_TABLE, WORD_TABLE } from '../tables.ts';
import { DEFAULT_LISTS, makeStandardTable } from './stage.ts';
import { plainName, plainNameInText } from './text.ts';

let session: EngineSession;
beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

type Values = Readonly<Partial<Record<Role, string>>>;

const dates = (shape: DateReading['shape'], ...monthFirst: string[]): DateReading => ({ shape, monthFirst });

async function standardOf(values: Values, reading = dates('iso')): Promise<readonly string[]> {
  const roles = Object.keys(values) as Role[];
  const columns = [
    { name: 'rid', type: 'integer' as const },
    ...roles.map((name) => ({ name, type: 'string' as const })),
  ];
  await session.insert('given', columns, [[{ rid: 1, ...values }]]);
  const roleColumns = roles.map((role) => ({
    column: role,
    role,
    from: 'declared' as const,
    ...(role === 'birthDate' && { dates: reading }),
  }));
  const source = { name: 'Given', table: 'given', rid: 'rid', columns: roleColumns };
  const made = await makeStandardTable(session, [source], DEFAULT_LISTS);
  await makeSounds(
    session,
    ['first', 'last'].filter((name) => made.includes(name)),
  );
  return made;
}

/** Rows: column of the standard table, what the record says, the value that is compared. */
const NORMAL: readonly (readonly [string, Values, string | null, DateReading?])[] = [
  ['first', { firstName: '  ANNE-Marie ' }, 'anne marie'],
  ['first', { firstName: 'Dr. José' }, 'jose'],
  ['first', { firstName: "D'Arcy" }, 'darcy'],
  ['first', { firstName: 'Dr' }, 'dr'],
  ['first', { firstName: 'N/A' }, null],
  ['first', { firstName: '日本' }, '日本'],
  ['first', { firstName: 'ŁUKASZ' }, 'lukasz'],
  ['first', { firstName: 'Þór' }, 'thor'],
  ['first', { fullName: 'Mr John Smith' }, 'john'],
  ['first', { fullName: 'Smith, John' }, 'john'],
  ['first_formal', { firstName: 'Bob' }, 'robert'],
  ['first_formal', { firstName: 'Bob James' }, 'robert'],
  ['first_formal', { firstName: 'Zork' }, 'zork'],
  ['middle', { middleName: ' L. ' }, 'l'],
  ['middle', { middleName: 'unknown' }, null],
  ['last', { lastName: "O'Brien" }, 'obrien'],
  ['last', { lastName: 'García Márquez' }, 'garcia marquez'],
  ['last', { fullName: 'John Smith Jr.' }, 'smith'],
  ['last', { lastName: 'Weiß' }, 'weiss'],
  ['last', { fullName: 'Cher' }, null],
  ['last', { fullName: 'Mary Moss, baroness of York' }, 'moss'],
  ['last', { lastName: 'Moss', fullName: 'Mary Smith' }, 'moss'],
  ['full', { fullName: 'Prof. Mary  Ann Moss PhD' }, 'mary ann moss'],
  ['full', { fullName: 'Moss, Mary' }, 'mary moss'],
  ['full', { fullName: 'none' }, null],
  ['name_pair', { firstName: 'Logan', lastName: 'Murphy' }, 'logan|murphy'],
  ['name_pair', { firstName: 'Murphy', lastName: 'Logan' }, 'logan|murphy'],
  ['first_sound', { firstName: 'Philip' }, 'plp'],
  ['last_sound', { lastName: 'Whyte' }, 'wt'],
  ['birth', { birthDate: '1971-06-24' }, '19710624'],
  ['birth', { birthDate: '1971-06-24 00:00:00' }, '19710624', dates('typed')],
  ['birth', { birthDate: '1971-06-24T10:00:00Z' }, '19710624'],
  ['birth', { birthDate: '19710624' }, '19710624', dates('compact')],
  ['birth', { birthDate: '1971/6/4' }, '19710604', dates('ymd')],
  ['birth', { birthDate: '4.6.1971' }, '19710604', dates('yearLast')],
  ['birth', { birthDate: '24/06/1971 00:00' }, '19710624', dates('yearLast')],
  ['birth', { birthDate: '6/4/1971' }, '19710604', dates('yearLast', '/')],
  ['birth', { birthDate: '1971-00-00' }, '19710000'],
  ['birth', { birthDate: '1971-24-06' }, '19712406'],
  ['birth', { birthDate: '1971-44-01' }, null],
  ['birth', { birthDate: '0000-00-00' }, null],
  ['birth', { birthDate: '24/06/71' }, null, dates('yearLast')],
  ['birth', { birthDate: 'spring' }, null],
  ['birth', { birthDate: '09.05.1948' }, '19480509', dates('iso', '/')],
  ['birth', { birthDate: '05/09/1948' }, '19480509', dates('iso', '/')],
  ['birth', { birthDate: '09/05/1948' }, '19480509', dates('iso')],
  ['birth', { birthDate: '12-25-1990 10:30' }, '19901225', dates('ymd')],
  ['birth', { birthDate: '1948/5/9' }, '19480509'],
  ['birth', { birthDate: '19480509' }, '19480509', dates('yearLast')],
  ['birth', { birthDate: '1948-05-09' }, '19480509', dates('yearLast')],
  ['birth', { birthDate: '1948-05-09' }, '19480509', dates('compact')],
  ['birth', { birthDate: '12/25/1990' }, '19901225', dates('yearLast')],
  ['birth', { birthDate: '25/12/1990' }, '19901225', dates('yearLast', '/')],
  ['birth', { birthDate: '09.05.1948' }, '19480509', dates('yearLast', '/')],
  ['birth', { birthDate: '9-5-1948' }, '19480905', dates('yearLast', '/', '-')],
  ['birth', { birthDate: '24/44/1971' }, null, dates('yearLast')],
  ['birth', { birthDate: '24/06/19711' }, null],
  ['birth', { birthDate: '24061930' }, null, dates('yearLast')],
  ['birth_year', { birthDate: '1971-06-24' }, '1971'],
  ['birth_day', { birthDate: '1971-06-24' }, '0624'],
  ['birth_day', { birthDate: '1971-01-01' }, null],
  ['birth_day', { birthDate: '1971-00-00' }, null],
  ['birth_day', { birthDate: '1971-06-00' }, null],
  ['birth_day', { birthDate: '1971-10-01' }, '1001'],
  ['birthPlace', { birthPlace: 'Donostia / San Sebastián' }, 'donostia san sebastian'],
  ['birthPlace', { birthPlace: 'unknown' }, null],
  ['gender', { gender: ' Female' }, 'f'],
  ['gender', { gender: 'Gizona' }, 'm'],
  ['gender', { gender: 'Männlich' }, 'm'],
  ['gender', { gender: 'X' }, 'x'],
  ['gender', { gender: ' ' }, null],
  ['email', { email: ' Ane.Agirre@Example.ORG ' }, 'ane.agirre@example.org'],
  ['email', { email: 'ane at example.org' }, null],
  ['email', { email: '@example.org' }, null],
  ['email', { email: 'ane@' }, null],
  ['email_user', { email: 'Ane.Agirre_Z-1+shop@example.org' }, 'aneagirrez1'],
  ['email_user', { email: 'nobody' }, null],
  ['phone', { phone: '+34 943 12 34 56' }, '943123456'],
  ['phone', { phone: '(212) 555-1234 ext. 99' }, '125551234'],
  ['phone', { phone: '943123456 #7' }, '943123456'],
  ['phone', { phone: '12345' }, null],
  ['phone', { phone: '111 111 111' }, null],
  ['phone_code', { phoneCode: '+34943123456' }, '34'],
  ['phone_code', { phoneCode: '943123456' }, null],
  ['phone_code', { phoneCode: '+943123456' }, null],
  ['identifier', { identifier: '72.456.789-Z' }, '72456789z'],
  ['identifier', { identifier: 'n/a' }, null],
  ['organization', { organization: 'The Contoso Company, Ltd.' }, 'contoso'],
  ['organization', { organization: "St. Mary's Elem. Sch." }, 'saint marys elementary school'],
  ['organization', { organization: 'Hope Day Care' }, 'hope daycare'],
  ['organization', { organization: 'The Company' }, 'the company'],
  ['organization', { organization: 'unknown' }, null],
  ['address', { houseNumber: '12', street: 'Main  Street' }, '12 main street'],
  ['address', { street: 'C/ Mayor, 5 - 2º' }, 'c mayor 5 2º'],
  ['address', { street: ' ' }, null],
  ['number', { street: '12 Main Street' }, '12'],
  ['number', { street: 'Calle Mayor 5' }, '5'],
  ['number', { street: '12b Main Street' }, '12'],
  ['number', { street: 'Main Street' }, null],
  ['street_name', { street: '12 Main Street Apt 4' }, 'main'],
  ['street_name', { street: 'Avenida de la Libertad 7' }, 'libertad'],
  ['street_name', { street: 'Etxaide kalea 3' }, 'etxaide'],
  ['street_name', { street: '14 Hauptstraße' }, 'hauptstrasse'],
  ['street_name', { street: 'Størregade 3' }, 'storregade'],
  ['street_name', { street: 'The Street 7' }, null],
  ['city', { city: 'DONOSTIA ' }, 'donostia'],
  ['city', { city: 'null' }, null],
  ['region', { region: 'Île-de-France' }, 'ile de france'],
  ['postal', { postalCode: '94105-1234' }, '94105'],
  ['postal', { postalCode: 'sw1a 1AA' }, 'sw1a1aa'],
  ['postal', { postalCode: '00000' }, null],
  ['postal_area', { postalCode: 'SW1A 1AA' }, 'sw1'],
  ['occupation', { occupation: 'Rugby-Player' }, 'rugby player'],
];

const COMPLETE = NORMAL.map(([column, values, expected, reading]) => [column, values, expected, reading] as const);

describe('the value that is compared', () => {
  it.each(COMPLETE)('as %s of %j is %j', async (column, values, expected, reading) => {
    await standardOf(values, reading);
    const table = column.endsWith('_sound') ? SOUND_TABLE : STANDARD_TABLE;
    expect(await session.value(sql`select ${id(column)} from ${id(table)}`)).toBe(expected);
  });

  it.each([
    ['ŁUKASZ Weiß', 'lukasz weiss'],
    ["D’Arcy O'Neil", 'darcy oneil'],
    ['Jean–Luc  (Æon)', 'jean luc aeon'],
    ['İnci Dvořák', 'inci dvorak'],
    ['日本 Ñu', '日本 nu'],
    ['--', undefined],
  ])('as a name is the same in SQL and in lists: %s', async (given, expected) => {
    expect(plainNameInText(given)).toBe(expected);
    const text = sql`select cast(${given} as ${session.dialect.typeName('string')}) as name`;
    const plain = sql`select ${plainName(id('name'), session.dialect)} from (${text})`;
    expect(await session.value(plain)).toBe(expected ?? null);
  });

  it('has a row here for every column there is', async () => {
    const everything = Object.fromEntries(ROLES.map((role) => [role, 'x']));
    const made = await standardOf(everything);
    const sounds = (await session.columns(SOUND_TABLE))?.map(({ name }) => name).filter((name) => name !== 'rid') ?? [];
    const shown = new Set([...NORMAL.map(([column]) => column), 'word', 'organization_word']);
    expect([...made, ...sounds].filter((column) => !shown.has(column))).toEqual([]);
  });

  it('as the words of an organisation are those of three letters and more, the rarest that others share first', async () => {
    const names = ['Hope Day Care of Rilason', 'Rilason Nursery', 'Nursery', 'Nursery'];
    const rows = names.map((organization, index) => ({ rid: index + 1, organization }));
    const columns = [
      { name: 'rid', type: 'integer' as const },
      { name: 'organization', type: 'string' as const },
    ];
    await session.insert('given', columns, [rows]);
    const role = { column: 'organization', role: 'organization', from: 'declared' } as const;
    const source = { name: 'Given', table: 'given', rid: 'rid', columns: [role] };
    await makeStandardTable(session, [source], DEFAULT_LISTS);
    expect(await session.rows(sql`select word from ${id(WORD_TABLE)} where rid = 1 order by word`)).toEqual([
      { word: 'daycare' },
      { word: 'hope' },
      { word: 'rilason' },
    ]);
    expect(
      await session.rows(sql`select rid, organization_word as word from ${id(STANDARD_TABLE)} order by rid`),
    ).toEqual([
      { rid: 1, word: 'rilason' },
      { rid: 2, word: 'rilason' },
      { rid: 3, word: 'nursery' },
      { rid: 4, word: 'nursery' },
    ]);
  });
});
