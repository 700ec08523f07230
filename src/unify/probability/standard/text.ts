import type { Dialect } from '../../../sql/dialect.ts';
import { join, type Sql, sql } from '../../../sql/sql.ts';

/** Lower case letters and digits without accents, one blank between words; what is blank becomes null. */
export function plainWords(text: Sql, dialect: Dialect): Sql {
  const lower = dialect.stripAccents(sql`lower(${text})`);
  return sql`nullif(trim(${dialect.regexpReplace(lower, '[^\\p{L}\\p{N}]+', ' ')}), '')`;
}

/** The same for names: apostrophes join (`O'Brien` is obrien), every other mark parts. */
export function plainName(text: Sql, dialect: Dialect): Sql {
  return plainWords(sql`replace(replace(replace(${text}, '''', ''), '’', ''), '.', ' ')`, dialect);
}

/** Letters and digits only. */
export function plainCode(text: Sql, dialect: Dialect): Sql {
  return sql`nullif(${dialect.regexpReplace(sql`lower(${text})`, '[^\\p{L}\\p{N}]+', '')}, '')`;
}

/** Null where the value is one that stands for a missing one. */
export function withoutBypassed(value: Sql, bypass: readonly string[]): Sql {
  if (bypass.length === 0) return value;
  return sql`case when ${value} not in (${join(bypass.map((word) => sql`${word}`))}) then ${value} end`;
}

/** First letter and the consonants after it: vowels, h, w and y are where spelling varies most. */
export function consonants(word: Sql, dialect: Dialect): Sql {
  return sql`${dialect.prefix(word, 1)} || ${dialect.regexpReplace(sql`substr(${word}, 2)`, '[aeiouhwy ]+', '')}`;
}
