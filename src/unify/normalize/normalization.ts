import type { Normalization } from '../../model/vocabulary.ts';
import type { Dialect } from '../../sql/dialect.ts';
import type { Sql } from '../../sql/sql.ts';

/** A step that rewrites text before it is compared, as SQL and as TypeScript with the same outcome. */
export interface TextNormalization {
  readonly kind: 'text';
  readonly name: Normalization;
  readonly summary: string;
  readonly toSql: (text: Sql, dialect: Dialect) => Sql;
  readonly toText: (text: string) => string;
}

/**
 * A step that replaces words by a list. It works on clean words (lower case, no symbols, one blank between), so it
 * stands for the steps lowerCase and symbols as well. Words after the first `maxWords` stay as they are.
 */
export interface WordNormalization {
  readonly kind: 'words';
  readonly name: Normalization;
  readonly summary: string;
  /** Word to its replacement; an empty replacement drops the word. */
  readonly words: ReadonlyMap<string, string>;
  /** Words that are dropped where they open a longer text, such as titles. */
  readonly openings: ReadonlySet<string>;
  readonly maxWords: number;
}

/** A step that looks whole values up in a list of the user. */
export interface ListNormalization {
  readonly kind: 'list';
  readonly name: 'alias' | 'bypass';
  readonly summary: string;
}

export type NormalizationStep = TextNormalization | WordNormalization | ListNormalization;
