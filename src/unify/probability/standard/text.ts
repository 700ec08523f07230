import type { Dialect } from '../../../sql/dialect.ts';
import { type Sql, sql } from '../../../sql/sql.ts';
import {
  type CharacterMap,
  replaceCharacters,
  replaceCharactersInText,
  whereBeyondAscii,
} from '../../normalize/characters.ts';

/** Found in a text that is more than letters, digits and single blanks. Most texts are not, and need no rewriting. */
const UNPLAIN = '[^a-zA-Z0-9 ]|  |^ | $';

/** Small letters that are no accented form of another, with what is written where a keyboard lacks them. */
const SPELLED: CharacterMap = new Map([
  ['ł', 'l'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ı', 'i'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
]);

/** Small letters without accents, those of few languages spelled with common ones. */
function plainLetters(text: Sql, dialect: Dialect): Sql {
  const bare = dialect.stripAccents(sql`lower(${text})`);
  return whereBeyondAscii(bare, dialect, replaceCharacters(bare, SPELLED));
}

/** Lower case letters and digits without accents, one blank between words; what is blank becomes null. */
export function plainWords(text: Sql, dialect: Dialect): Sql {
  const lower = plainLetters(text, dialect);
  const parted = sql`trim(${dialect.regexpReplace(lower, '[^\\p{L}\\p{N}]+', ' ')})`;
  return sql`case when ${dialect.regexpMatches(text, UNPLAIN)} then nullif(${parted}, '') else nullif(lower(${text}), '') end`;
}

/** The same for names: apostrophes join (`O'Brien` is obrien), every other mark parts. */
export function plainName(text: Sql, dialect: Dialect): Sql {
  const joined = plainLetters(sql`replace(replace(${text}, '''', ''), '’', '')`, dialect);
  const parted = sql`trim(${dialect.regexpReplace(joined, '[^\\p{L}\\p{N}]+', ' ')})`;
  return sql`case when ${dialect.regexpMatches(text, UNPLAIN)} then nullif(${parted}, '') else nullif(lower(${text}), '') end`;
}

/** The same on a text; undefined where nothing is left. */
export function plainNameInText(text: string): string | undefined {
  const bare = text
    .replaceAll(/['’]/g, '')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .normalize('NFC');
  const parted = replaceCharactersInText(bare, SPELLED).replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  return parted.trim() || undefined;
}

/** Letters and digits only. */
export function plainCode(text: Sql, dialect: Dialect): Sql {
  const stripped = dialect.regexpReplace(sql`lower(${text})`, '[^\\p{L}\\p{N}]+', '');
  return sql`case when ${dialect.regexpMatches(text, '[^a-zA-Z0-9]')} then nullif(${stripped}, '') else nullif(lower(${text}), '') end`;
}

/**
 * Null where the value is one that stands for a missing one. The value must be a column: it is read twice. One pattern of
 * all words costs a third of looking each value up in their list.
 */
export function withoutBypassed(value: Sql, bypass: readonly string[], dialect: Dialect): Sql {
  if (bypass.length === 0) return value;
  const words = `^(?:${bypass.map(literal).join('|')})$`;
  return sql`case when not ${dialect.regexpMatches(value, words)} then ${value} end`;
}

const literal = (word: string) => word.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Without blanks around it. The value must be a column: most texts have none, and trimming costs more than looking. */
export function trimmed(value: Sql): Sql {
  return sql`case when starts_with(${value}, ' ') or ends_with(${value}, ' ') then trim(${value}) else ${value} end`;
}
