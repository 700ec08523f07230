import { id, type Sql, sql } from '../../../sql/sql.ts';
import { TITLES } from '../../normalize/words/titles.ts';
import type { StandardLayer } from './column.ts';
import { consonants, plainName, withoutBypassed } from './text.ts';

/** Titles before a name, and suffixes after it. */
const TITLE = `^(?:(?:${[...TITLES].join('|')}) )+`;
const SUFFIX = '(?: (?:jr|sr|junior|senior|ii|iii|iv|phd|md|esq|obe|cbe|kcb|bt))+$';

/** Names as plain words, without titles. A full name with a comma has the last name first. */
export const namesLayer: StandardLayer = ({ dialect, has, bypass }) => {
  const name = (column: string) =>
    withoutBypassed(dialect.regexpReplace(plainName(id(column), dialect), TITLE, ''), bypass);
  const turned = sql`case when ${id('raw_fullName')} like '%,%' then split_part(${id('raw_fullName')}, ',', 2) || ' ' || split_part(${id('raw_fullName')}, ',', 1) else ${id('raw_fullName')} end`;
  return [
    ...(has('raw_firstName') ? [{ name: 'first_given', value: name('raw_firstName') }] : []),
    ...(has('raw_lastName') ? [{ name: 'last_given', value: name('raw_lastName') }] : []),
    ...(has('raw_middleName') ? [{ name: 'middle', value: name('raw_middleName') }] : []),
    ...(has('raw_fullName')
      ? [
          {
            name: 'full',
            value: sql`nullif(${dialect.regexpReplace(dialect.regexpReplace(withoutBypassed(plainName(turned, dialect), bypass), TITLE, ''), SUFFIX, '')}, '')`,
          },
        ]
      : []),
  ];
};

/** First and last name: as given, else from the full name. */
export const partsLayer: StandardLayer = ({ dialect, has }) => {
  const head = sql`split_part(${id('full')}, ' ', 1)`;
  const tail = sql`nullif(${dialect.regexpReplace(sql`case when ${id('full')} like '% %' then ${id('full')} end`, '^.* ', '')}, '')`;
  const either = (given: string, derived: typeof head) => {
    if (!has('full')) return sql`${id(given)}`;
    return has(given) ? sql`coalesce(${id(given)}, ${derived})` : derived;
  };
  return [
    ...(has('first_given') || has('full') ? [{ name: 'first', value: either('first_given', head) }] : []),
    ...(has('last_given') || has('full') ? [{ name: 'last', value: either('last_given', tail) }] : []),
  ];
};

/** What blocking and the levels of names read: first words, sounds, and both names in one order. */
export const soundsLayer: StandardLayer = ({ dialect, has }) => [
  ...(has('first')
    ? [
        { name: 'first_head', value: sql`split_part(${id('first')}, ' ', 1)` },
        { name: 'first_tail', value: tailOf('first') },
        { name: 'first_sound', value: consonants(id('first'), dialect) },
      ]
    : []),
  ...(has('last')
    ? [
        {
          name: 'last_head',
          value: sql`case when ${id('last')} like '% %' then split_part(${id('last')}, ' ', 1) end`,
        },
        { name: 'last_tail', value: tailOf('last') },
        { name: 'last_sound', value: consonants(id('last'), dialect) },
      ]
    : []),
  ...(has('first') && has('last')
    ? [
        {
          name: 'name_pair',
          value: sql`least(${id('first')}, ${id('last')}) || '|' || greatest(${id('first')}, ${id('last')})`,
        },
      ]
    : []),
];

/** The second word of a name that has several. */
function tailOf(column: string): Sql {
  return sql`nullif(split_part(${id(column)}, ' ', 2), '')`;
}
