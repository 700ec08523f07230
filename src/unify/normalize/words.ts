import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { WordNormalization } from './normalization.ts';

/** Marks that stand inside a word: they go, and the word stays whole. Every other symbol parts words. */
const INNER_MARKS = ['.', "'", '’', '`'];
const WORD_BREAKS = '[\\p{P}\\p{S}\\p{Z}\\t\\n\\f\\r]+';
/** Found where words are parted by anything but single blanks; most texts need no rewriting. */
const UNCLEAN = '[\\p{P}\\p{S}\\t\\n\\f\\r]|[\\p{Z}]{2}|^[\\p{Z}]|[\\p{Z}]$|[\\x{A0}\\x{2000}-\\x{200A}\\x{3000}]';

/** Table of a word list: word, replacement, is_opening. */
export const wordTableOf = (step: WordNormalization): string => `unify_words_${step.name}`;

/** Rows of that table, openings included. */
export function wordRows(step: WordNormalization): { word: string; replacement: string; is_opening: boolean }[] {
  const words = new Set([...step.words.keys(), ...step.openings]);
  return [...words].map((word) => ({
    word,
    replacement: step.words.get(word) ?? word,
    is_opening: step.openings.has(word),
  }));
}

/** Lower case, without symbols, one blank between words. */
export function cleanWords(text: Sql, dialect: Dialect): Sql {
  const whole = INNER_MARKS.reduce((inner, mark) => sql`replace(${inner}, ${mark}, '')`, sql`lower(${text})`);
  const parted = sql`trim(${dialect.regexpReplace(whole, WORD_BREAKS, ' ')})`;
  return sql`case when ${dialect.regexpMatches(text, UNCLEAN)} then ${parted} else lower(${text}) end`;
}

/** The same on a text. */
export function cleanWordsInText(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[.'’`]/g, '')
    .replaceAll(new RegExp(WORD_BREAKS, 'gu'), ' ')
    .replaceAll(/^ +| +$/g, '');
}

/**
 * A query that gives `relation` again with the words of some of its columns replaced. Each word is looked up by its
 * position, so that the work is a few joins with a small table instead of a search in every text.
 */
export function replaceWords(
  relation: Sql,
  columns: readonly string[],
  words: ReadonlyMap<string, WordNormalization>,
  dialect: Dialect,
): Sql {
  const parts = [...words].flatMap(([column, step]) => wordParts(column, step, dialect));
  const kept = columns.filter((column) => !words.has(column)).map((column) => id(column));
  const replaced = [...words].map(([column, step]) => sql`${replacedText(column, step)} as ${id(column)}`);
  const lookups = [...words].flatMap(([column, step]) =>
    positionsOf(step).map((position) => lookup(column, step, position)),
  );
  return sql`select ${join([...kept, ...replaced])} from (select *, ${join(parts)} from ${relation}) ${join(lookups, '\n')}`;
}

const positionsOf = (step: WordNormalization) => Array.from({ length: step.maxWords }, (_, index) => index + 1);
const partName = (column: string, position: number) => `${column} #${position}`;
const lookupName = (column: string, position: number) => `${column} @${position}`;

function wordParts(column: string, step: WordNormalization, dialect: Dialect): Sql[] {
  const parts = positionsOf(step).map(
    (position) => sql`split_part(${id(column)}, ' ', ${position}) as ${id(partName(column, position))}`,
  );
  const rest = dialect.regexpReplace(id(column), `^(?:[^ ]+ ){${step.maxWords}}`, '');
  const hasRest = sql`split_part(${id(column)}, ' ', ${step.maxWords + 1}) <> ''`;
  return [...parts, sql`case when ${hasRest} then ${rest} end as ${id(partName(column, 0))}`];
}

function lookup(column: string, step: WordNormalization, position: number): Sql {
  const name = id(lookupName(column, position));
  return sql`left join ${id(wordTableOf(step))} as ${name} on ${name}.word = ${id(partName(column, position))}`;
}

function replacedText(column: string, step: WordNormalization): Sql {
  const words = positionsOf(step).map((position) => {
    const word = sql`coalesce(${id(lookupName(column, position))}.replacement, ${id(partName(column, position))})`;
    if (position > 1 || step.openings.size === 0) return sql`nullif(${word}, '')`;
    const isTitle = sql`${id(lookupName(column, 1))}.is_opening and ${id(partName(column, 2))} <> ''`;
    return sql`nullif(case when ${isTitle} then '' else ${word} end, '')`;
  });
  const text = sql`concat_ws(' ', ${join([...words, id(partName(column, 0))])})`;
  return sql`case when ${id(column)} is not null then coalesce(nullif(${text}, ''), ${id(column)}) end`;
}

/** The same on a text of clean words. */
export function replaceWordsInText(text: string, step: WordNormalization): string {
  const all = text.split(' ').filter((word) => word !== '');
  const startsWithTitle = all.length > 1 && step.openings.has(all[0] ?? '');
  const replaced = all.map((word, index) => {
    if (index === 0 && startsWithTitle) return '';
    return index < step.maxWords ? (step.words.get(word) ?? word) : word;
  });
  return replaced.filter((word) => word !== '').join(' ') || text;
}
