import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSession } from '../../../test/support/unify.ts';
import type { Normalization } from '../../model/vocabulary.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { NORMALIZATION_STEPS } from './index.ts';
import { normalizedQuery } from './query.ts';
import { normalizeText } from './text.ts';
import { aliasRows, bypassRows } from './user-list.ts';
import { FORMAL_NAMES } from './words/formal-names.ts';
import { wordRows, wordTableOf } from './words.ts';

let session: EngineSession;

beforeAll(async () => {
  session = await openTestSession();
  const columns = [
    { name: 'word', type: 'string' },
    { name: 'replacement', type: 'string' },
    { name: 'is_opening', type: 'boolean' },
  ] as const;
  for (const step of NORMALIZATION_STEPS)
    if (step.kind === 'words') await session.insert(wordTableOf(step), columns, [wordRows(step)]);
});
afterAll(() => session.close());

async function normalizeInSql(text: string, normalize: readonly Normalization[]): Promise<unknown> {
  await session.insert(
    'given',
    [
      { name: 'rid', type: 'integer' },
      { name: 'text', type: 'string' },
    ],
    [[{ rid: 1, text }]],
  );
  const column = { name: 'text (normal)', value: id('text'), normalize, lists: {} };
  const [row] = await session.rows(normalizedQuery(id('given'), 'rid', [column], session.dialect));
  return row?.['text (normal)'];
}

const CASES: readonly (readonly [Normalization | readonly Normalization[], given: string, expected: string | null])[] =
  [
    ['lowerCase', 'Miren ETXEBERRIA', 'miren etxeberria'],
    ['lowerCase', 'ÀÉÑ', 'àéñ'],
    ['symbols', "O'Brien-Smith, (Jr.)", 'OBrienSmith Jr'],
    ['symbols', 'a!?"#$%&\'()+,.-_/:;<=>@^~{}[]b', 'ab'],
    ['symbols', '---', null],
    ['whitespace', ' a b\tc\u00a0d\ne ', 'abcde'],
    ['numerals', '❽ and Ⅷ and ８', '8 and 8 and 8'],
    ['numerals', '٤٢ ⅻ ⑳ x²', '42 12 20 x2'],
    ['numerals', 'Henry VIII', 'Henry 8'],
    ['numerals', 'Pius XII., Louis XIV', 'Pius 12., Louis 14'],
    ['numerals', 'Xi Jinping', 'Xi Jinping'],
    ['numerals', 'XI Jinping', 'XI Jinping'],
    ['numerals', 'Malcolm X', 'Malcolm X'],
    ['numerals', 'vitamin IX-a', 'vitamin 9-a'],
    ['phone', '+1 (425) 555-0100', '14255550100'],
    ['phone', '1-425-555-0100', '14255550100'],
    ['phone', '425.555.0100', '4255550100'],
    ['phone', '+01 425 555 0100', '14255550100'],
    ['phone', '001-811-506-2553x442', '18115062553'],
    ['phone', '0044 20 7946 0958', '442079460958'],
    ['phone', '+44 (0)20 7946 0958', '442079460958'],
    ['phone', '020 7946 0958', '02079460958'],
    ['phone', '425 555 0100 ext. 12', '4255550100'],
    ['phone', '425 555 0100 Extension 12 (work)', '4255550100'],
    ['phone', '425 555 0100 #12', '4255550100'],
    ['phone', 'tel: 425 555 0100', '4255550100'],
    ['phone', 'none', null],
    ['name', 'Bob', 'robert'],
    ['name', 'BOB  smith', 'robert smith'],
    ['name', 'Dr. Bob Smith', 'robert smith'],
    ['name', 'Mrs', 'mrs'],
    ['name', "Liz O'Hara", 'elizabeth ohara'],
    ['name', 'Don Johnson', 'donald johnson'],
    ['name', 'Jean-Luc', 'jean lucas'],
    ['name', 'a b c d e Bob', 'a b c d e bob'],
    ['address', '129 Northwest Miller Street, Apartment 4', '129 nw miller st apt 4'],
    ['address', '129 nw miller st. Apt.4', '129 nw miller st apt4'],
    ['address', '1 Fifth Avenue', '1 fifth ave'],
    ['organization', 'The Contoso Company, Ltd.', 'contoso'],
    ['organization', 'Contoso', 'contoso'],
    ['organization', 'Smith & Sons Inc', 'smith sons'],
    ['organization', 'The Company', 'the company'],
    ['unicodeToAscii', 'Łódź, Straße, Æon', 'Lodz, Strasse, AEon'],
    ['unicodeToAscii', 'José Núñez', 'Jose Nunez'],
    ['unicodeToAscii', 'Ｆｕｌｌ　ｗｉｄｔｈ', 'Full width'],
    ['unicodeToAscii', 'Сосо “x” – y', 'Coco "x" - y'],
    [['name', 'unicodeToAscii', 'whitespace'], 'Dr. José  Bob', 'joserobert'],
    [['lowerCase', 'symbols', 'whitespace'], ' A. b-C ', 'abc'],
    [['numerals', 'name'], 'Bob Smith III', 'robert smith 3'],
  ];

describe('normalisations', () => {
  it.each(CASES)('%s: %j is compared as %j', async (names, given, expected) => {
    const normalize = typeof names === 'string' ? [names as Normalization] : (names as readonly Normalization[]);
    expect(await normalizeInSql(given, normalize)).toBe(expected);
    expect(normalizeText(given, normalize) ?? null).toBe(expected);
  });

  it.each(NORMALIZATION_STEPS.filter(({ kind }) => kind !== 'list'))('$name has a row of its own', ({ name }) => {
    expect(CASES.map(([names]) => names)).toContain(name);
  });

  it('know more than five hundred name variants, each with one formal name that is none itself', () => {
    expect(FORMAL_NAMES.size).toBeGreaterThan(500);
    expect([...FORMAL_NAMES.values()].filter((formal) => FORMAL_NAMES.has(formal))).toEqual([]);
  });

  it.each([
    ['pepe', 'jose'],
    ['quique', 'enrique'],
    ['charo', 'rosario'],
    ['lupe', 'guadalupe'],
    ['nacho', 'ignacio'],
    ['paco', 'francisco'],
    ['kiko', 'francisco'],
    ['concha', 'concepcion'],
    ['lola', 'dolores'],
    ['chelo', 'consuelo'],
    ['manolo', 'manuel'],
    ['pili', 'pilar'],
    ['lisl', 'elisabeth'],
    ['sepp', 'josef'],
    ['hans', 'johannes'],
    ['fritz', 'friedrich'],
    ['kathi', 'katharina'],
    ['pierrot', 'pierre'],
    ['babette', 'elisabeth'],
    ['patxi', 'frantzisko'],
    ['patxi', 'francisco'],
    ['koldo', 'luis'],
    ['txema', 'jose'],
    ['inaki', 'ignazio'],
    ['kepa', 'pedro'],
    ['gorka', 'jorge'],
    ['mertxe', 'mercedes'],
  ])('count %s and %s as one first name', (form, other) => {
    const formal = (name: string) => FORMAL_NAMES.get(name) ?? name;
    expect(formal(form)).toBe(formal(other));
  });

  it('know each form of a first name once', () => {
    const lines = readFileSync(new URL('./words/formal-names.ts', import.meta.url), 'utf8').split('`')[1] ?? '';
    const forms = lines.trim().split(/\s+/);
    expect(forms.filter((form, index) => forms.indexOf(form) !== index)).toEqual([]);
  });

  it('let alias pairs count as equal through others', () => {
    const rows = aliasRows(
      [
        ['Big Apple', 'NYC'],
        ['nyc', 'New York'],
        ['LA', 'Los Angeles'],
      ],
      ['lowerCase'],
    );
    expect(rows).toEqual([
      { value: 'big apple', stands_for: 'big apple' },
      { value: 'la', stands_for: 'la' },
      { value: 'los angeles', stands_for: 'la' },
      { value: 'new york', stands_for: 'big apple' },
      { value: 'nyc', stands_for: 'big apple' },
    ]);
  });

  it('bypass a value once, however it is written', () => {
    expect(bypassRows(['N/A', 'n/a', ' '], ['lowerCase'])).toEqual([{ value: 'n/a' }]);
  });

  it('look values up in lists after all else', async () => {
    await session.run(sql`create or replace table aliases as select 'nyc' as value, 'new york' as stands_for`);
    await session.run(sql`create or replace table bypassed as select 'n/a' as value`);
    await session.run(
      sql`create or replace table cities as select * from (values (1, 'NYC'), (2, 'New York'), (3, 'N/A')) as city(rid, text)`,
    );
    const column = {
      name: 'city',
      value: id('text'),
      normalize: ['lowerCase', 'alias', 'bypass'] as const,
      lists: { alias: 'aliases', bypass: 'bypassed' },
    };
    const query = normalizedQuery(id('cities'), 'rid', [column], session.dialect);
    expect(await session.rows(sql`select * from (${query}) order by rid`)).toEqual([
      { rid: 1, city: 'new york' },
      { rid: 2, city: 'new york' },
      { rid: 3, city: null },
    ]);
  });
});
