import type { Dialect } from '../../../sql/dialect.ts';
import { id, type Sql, sql } from '../../../sql/sql.ts';
import { TITLES } from '../../normalize/words/titles.ts';
import { type StandardLayer, whereThere } from './column.ts';
import { plainName, withoutBypassed } from './text.ts';

/** Titles before a name, and suffixes after it. */
const TITLE = `^(?:(?:${[...TITLES].join('|')}) )+`;
const SUFFIX = '(?: (?:jr|sr|junior|senior|ii|iii|iv|phd|md|esq|obe|cbe|kcb|bt))+$';

/** Names as plain words. A full name with a comma after its first word has the last name first; after that, a comma ends it. */
export const plainNamesLayer: StandardLayer = (context) => {
  const { dialect } = context;
  const full = id('raw_fullName');
  const part = (place: number) => sql`split_part(${full}, ',', ${place})`;
  const turned = sql`case when ${full} not like '%,%' then ${full} when trim(${part(1)}) like '% %' then ${part(1)} else ${part(2)} || ' ' || ${part(1)} end`;
  return whereThere(context, [
    { from: 'raw_firstName', name: '_first', value: () => plainName(id('raw_firstName'), dialect) },
    { from: 'raw_lastName', name: '_last', value: () => plainName(id('raw_lastName'), dialect) },
    { from: 'raw_middleName', name: '_middle', value: () => plainName(id('raw_middleName'), dialect) },
    { from: 'raw_fullName', name: '_full', value: () => plainName(turned, dialect) },
  ]);
};

/** Names without titles and without values that stand for a missing one. */
export const bareNamesLayer: StandardLayer = (context) => {
  const { dialect, bypass } = context;
  const bare = (column: string) => withoutTitle(id(column), dialect, bypass);
  return whereThere(context, [
    { from: '_first', name: '_first_given', value: () => bare('_first') },
    { from: '_last', name: '_last_given', value: () => bare('_last') },
    { from: '_middle', name: 'middle', value: () => bare('_middle') },
    {
      from: '_full',
      name: '_full_given',
      value: () => sql`nullif(${dialect.regexpReplace(bare('_full'), SUFFIX, '')}, '')`,
    },
  ]);
};

/** Only names of several words can have a title. */
function withoutTitle(name: Sql, dialect: Dialect, bypass: readonly string[]): Sql {
  const short = withoutBypassed(name, bypass, dialect);
  return sql`case when ${name} like '% %' then ${dialect.regexpReplace(short, TITLE, '')} else ${short} end`;
}

/** First and last name: as given, else from the full name. */
export const partsLayer: StandardLayer = ({ dialect, has }) => {
  const full = id('_full_given');
  const head = sql`split_part(${full}, ' ', 1)`;
  const tail = sql`nullif(${dialect.regexpReplace(sql`case when ${full} like '% %' then ${full} end`, '^.* ', '')}, '')`;
  const either = (given: string, derived: Sql) => {
    if (!has('_full_given')) return id(given);
    return has(given) ? sql`coalesce(${id(given)}, ${derived})` : derived;
  };
  return [
    ...(has('_first_given') || has('_full_given') ? [{ name: 'first', value: either('_first_given', head) }] : []),
    ...(has('_last_given') || has('_full_given') ? [{ name: 'last', value: either('_last_given', tail) }] : []),
    ...(has('_full_given') ? [{ name: 'full', value: full }] : []),
  ];
};

/** What blocking reads of names: the first word, and both names in one order. */
export const keysLayer: StandardLayer = (context) =>
  whereThere(context, [
    { from: 'first', name: '_first_head', value: () => sql`split_part(${id('first')}, ' ', 1)` },
    ...(context.has('first')
      ? [
          {
            from: 'last',
            name: 'name_pair',
            value: () => sql`least(${id('first')}, ${id('last')}) || '|' || greatest(${id('first')}, ${id('last')})`,
          },
        ]
      : []),
  ]);
