import type { Measure } from '../model/measure.ts';
import { id, type Sql, sql } from '../sql/sql.ts';
import { attributeColumn, type ExpressionContext } from './expression.ts';

type Dimension = NonNullable<Measure['dimensions']>[number];

/** Column that a dimension becomes in the measure's table. */
export function dimensionName({ name, attribute }: Dimension): string {
  return name ?? attribute;
}

/** A dimension of the prepared rows; a bucket is the first day of its day, month or year. */
export function dimensionColumn(dimension: Dimension, { dialect, rows }: ExpressionContext): Sql {
  const value = id(rows.alias, attributeColumn(dimension));
  const { bucket = 'none' } = dimension;
  const day = dialect.typeName('date');
  const grouped = bucket === 'none' ? value : sql`cast(${dialect.truncateDate(value, bucket)} as ${day})`;
  return sql`${grouped} as ${id(dimensionName(dimension))}`;
}
