import type { Dialect } from '../dialect.ts';
import { id, join, type Sql, sql } from '../sql.ts';
import { type Hop, keyOf, restrictionOf, whereAll } from './hop.ts';

/** The tables of a path joined, as `from … where …`; `first` and `last` name the rows at its ends. */
interface Chain {
  readonly from: Sql;
  readonly where: Sql;
  readonly first: string;
  readonly last: string;
}

function chainOf(hops: readonly Hop[], dialect: Dialect): Chain {
  const alias = (index: number) => `h${index + 1}`;
  const tables = hops.map((hop, index) => {
    const named = sql`${id(hop.table)} as ${id(alias(index))}`;
    if (index === 0) return sql`from ${named}`;
    const on = sql`${keyOf(alias(index), hop.to, dialect)} = ${keyOf(alias(index - 1), hop.from, dialect)}`;
    return sql`join ${named} on ${on}`;
  });
  const where = whereAll(hops.flatMap((hop, index) => restrictionOf(alias(index), hop)));
  return { from: join(tables, ' '), where, first: alias(0), last: alias(hops.length - 1) };
}

/** Column of the first hop's table by which a row joins it, under the name `key`. */
function keyColumn(hop: Hop, alias: string, dialect: Dialect): Sql {
  return sql`${keyOf(alias, hop.to, dialect)} as ${id('key')}`;
}

/**
 * Every pair of a key and a value at the end of a path, each once, as a subquery with columns `key` and `value`: joined
 * to rows it gives each row its values without counting the ways to them.
 */
export function reachOf(hops: readonly [Hop, ...Hop[]], value: string, dialect: Dialect): Sql {
  const { from, where, first, last } = chainOf(hops, dialect);
  const [hop] = hops;
  const values = sql`${keyColumn(hop, first, dialect)}, ${id(last, value)} as ${id('value')}`;
  return sql`(select distinct ${values} ${from}${where})`;
}

/** Attributes at the end of a path by key, one row a key, as a subquery; of several rows with one key, the smallest value. */
export function lookupOf(hops: readonly [Hop, ...Hop[]], attributes: readonly string[], dialect: Dialect): Sql {
  const { from, where, first, last } = chainOf(hops, dialect);
  const [hop] = hops;
  const values = attributes.map((attribute) => sql`min(${id(last, attribute)}) as ${id(attribute)}`);
  const grouping = keyOf(first, hop.to, dialect);
  return sql`(select ${join([keyColumn(hop, first, dialect), ...values])} ${from}${where} group by ${grouping})`;
}
