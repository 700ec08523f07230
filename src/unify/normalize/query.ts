import type { Normalization } from '../../model/vocabulary.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { saysSomething } from '../../sql/text.ts';
import { stepsOf } from './index.ts';
import type { ListNormalization, NormalizationStep, WordNormalization } from './normalization.ts';
import { cleanWords, replaceWords } from './words.ts';

/** A column to be normalised: its name in the result, the text it starts from, what is done to it. */
export interface NormalizedColumn {
  readonly name: string;
  /** Expression over the relation. */
  readonly value: Sql;
  readonly normalize: readonly Normalization[];
  /** Tables of the user's lists, where the column uses them. */
  readonly lists: { readonly alias?: string | undefined; readonly bypass?: string | undefined };
}

interface Query {
  readonly relation: Sql;
  readonly dialect: Dialect;
}

/**
 * A query over `relation` with its key column and each column as it is compared; what is blank becomes null. Each step
 * is one select around the step before, so that no text is computed twice; word and user lists are joins with a small table.
 */
export function normalizedQuery(
  relation: Sql,
  key: string,
  columns: readonly NormalizedColumn[],
  dialect: Dialect,
): Sql {
  const start = columns.map((column) => sql`${column.value} as ${id(column.name)}`);
  const first: Query = { dialect, relation: sql`select ${join([id(key), ...start])} from ${relation}` };
  const rounds = Math.max(0, ...columns.map((column) => layersOf(column).length));
  let query = first;
  for (let round = 0; round < rounds; round++) query = applyRound(query, key, columns, round);
  const last = columns.map((column) => sql`${finish(column)} as ${id(column.name)}`);
  return sql`select ${join([id(key), ...last])} from (${applyLists(query, key, columns).relation})`;
}

/** What is done to a column before its lists are looked up. */
function layersOf(column: NormalizedColumn): readonly Exclude<NormalizationStep, ListNormalization>[] {
  return stepsOf(column.normalize).filter((step) => step.kind !== 'list');
}

/** What is left of the text, or null where that is blank. */
function finish(column: NormalizedColumn): Sql {
  const value = id(column.name);
  return layersOf(column).length > 0 ? sql`case when ${saysSomething(value)} then ${value} end` : value;
}

/** Step number `round` of every column: a select of expressions, and around it the joins of word lists. */
function applyRound(
  { relation, dialect }: Query,
  key: string,
  columns: readonly NormalizedColumn[],
  round: number,
): Query {
  const words = new Map<string, WordNormalization>();
  const selected = columns.map((column) => {
    const step = layersOf(column)[round];
    if (!step) return id(column.name);
    if (step.kind === 'words') words.set(column.name, step);
    const value = step.kind === 'words' ? cleanWords(id(column.name), dialect) : step.toSql(id(column.name), dialect);
    return sql`${value} as ${id(column.name)}`;
  });
  const expressions = sql`select ${join([id(key), ...selected])} from (${relation})`;
  if (words.size === 0) return { dialect, relation: expressions };
  const names = [key, ...columns.map((column) => column.name)];
  return { dialect, relation: replaceWords(sql`(${expressions})`, names, words, dialect) };
}

function applyLists({ relation, dialect }: Query, key: string, columns: readonly NormalizedColumn[]): Query {
  const joins = columns.flatMap((column) => listJoins(column));
  if (joins.length === 0) return { dialect, relation };
  const selected = columns.map((column) => sql`${lookedUp(column)} as ${id(column.name)}`);
  return {
    dialect,
    relation: sql`select ${join([sql`base.${id(key)}`, ...selected])} from (${relation}) as base ${join(joins, '\n')}`,
  };
}

const aliasName = (column: NormalizedColumn) => id(`${column.name} alias`);
const bypassName = (column: NormalizedColumn) => id(`${column.name} bypass`);

function listJoins(column: NormalizedColumn): Sql[] {
  const value = sql`base.${id(column.name)}`;
  const { alias, bypass } = column.lists;
  return [
    ...(alias ? [sql`left join ${id(alias)} as ${aliasName(column)} on ${aliasName(column)}.value = ${value}`] : []),
    ...(bypass
      ? [sql`left join ${id(bypass)} as ${bypassName(column)} on ${bypassName(column)}.value = ${value}`]
      : []),
  ];
}

function lookedUp(column: NormalizedColumn): Sql {
  const value = sql`base.${id(column.name)}`;
  const named = column.lists.alias ? sql`coalesce(${aliasName(column)}.stands_for, ${value})` : value;
  return column.lists.bypass ? sql`case when ${bypassName(column)}.value is null then ${named} end` : named;
}
