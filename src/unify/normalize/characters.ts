import type { Dialect } from '../../sql/dialect.ts';
import { type Sql, sql } from '../../sql/sql.ts';

/** Characters and the text that stands for each. */
export type CharacterMap = ReadonlyMap<string, string>;

/** Anything beyond ASCII. */
const BEYOND_ASCII = '[^\\x00-\\x7F]';

/** SQL that replaces single characters: one `translate` for those that become one character, one `replace` for each other. */
export function replaceCharacters(text: Sql, map: CharacterMap): Sql {
  const single = [...map].filter(([, replacement]) => replacement.length === 1);
  const from = single.map(([character]) => character).join('');
  const to = single.map(([, replacement]) => replacement).join('');
  const translated = from ? sql`translate(${text}, ${from}, ${to})` : text;
  return [...map]
    .filter(([, replacement]) => replacement.length !== 1)
    .reduce((inner, [character, replacement]) => sql`replace(${inner}, ${character}, ${replacement})`, translated);
}

/** The same on a text. */
export function replaceCharactersInText(text: string, map: CharacterMap): string {
  return [...text].map((character) => map.get(character) ?? character).join('');
}

/** Does `work` only where the text has characters beyond ASCII, which few have. */
export function whereBeyondAscii(text: Sql, dialect: Dialect, work: Sql): Sql {
  return sql`case when ${dialect.regexpMatches(text, BEYOND_ASCII)} then ${work} else ${text} end`;
}
