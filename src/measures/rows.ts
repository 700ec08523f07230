import type { Hop } from '../model/hop.ts';
import { CUSTOMER_ID, isCustomer } from '../model/insight-model.ts';
import { hopsOf, hopsToCustomerId } from '../model/link.ts';
import { isScalarMeasure, type Measure } from '../model/measure.ts';
import { resolvePath, wayToCustomer } from '../model/path.ts';
import { customerMeasureTableOf, TABLES } from '../model/tables.ts';
import { lookupOf, reachOf } from '../sql/path/chain.ts';
import { keyOf, restrictionOf } from '../sql/path/hop.ts';
import { id, join, type Sql, sql } from '../sql/sql.ts';
import { compileExpression, type ExpressionContext } from './expression.ts';
import { type Lookup, ROW_COLUMNS, readingOf } from './row-columns.ts';

/** A join and the columns it adds to the rows. */
interface Addition {
  readonly join: Sql;
  readonly columns: readonly Sql[];
}

/**
 * The rows of a measure's base entity as a relation called r0: their own attributes, and in further columns their
 * customer, what their paths lead to, the other measures used, and the variables.
 */
export function prepareRows(measure: Measure, context: ExpressionContext): Sql {
  const { lookups, measures } = readingOf(measure);
  const ofCustomer = measures.filter((name) => !isScalar(name, context));
  const base = addColumns(id(measure.entity), [
    ...customerAddition(measure, context),
    ...lookups.map((lookup, index) => lookupAddition(lookup, `l${index}`, context)),
  ]);
  const valued = addColumns(
    base,
    ofCustomer.map((name, index) => measureAddition(name, `m${index}`, context)),
  );
  return (measure.variables ?? []).reduce((relation, { name, expression }) => {
    const { value } = compileExpression(expression, context);
    return sql`(select r0.*, ${value} as ${id(ROW_COLUMNS.variable(name))} from ${relation} as r0)`;
  }, valued);
}

function isScalar(name: string, { place }: ExpressionContext): boolean {
  return place.model.measures.some((measure) => measure.name === name && isScalarMeasure(measure));
}

function addColumns(relation: Sql, additions: readonly Addition[]): Sql {
  if (additions.length === 0) return relation;
  const columns = [sql`r0.*`, ...additions.flatMap((addition) => addition.columns)];
  const joins = join([sql`${relation} as r0`, ...additions.map((addition) => addition.join)], ' ');
  return sql`(select ${join(columns)} from ${joins})`;
}

/** The customer column of the prepared rows; undefined where rows have none. */
export function customerColumn(measure: Measure): Sql | undefined {
  if (isCustomer(measure.entity)) return id('r0', CUSTOMER_ID);
  return measure.kind === 'business' ? undefined : id('r0', ROW_COLUMNS.customer);
}

/** Each row counts once for every customer its path leads to; rows that lead to none drop out. */
function customerAddition(measure: Measure, { place, dialect }: ExpressionContext): Addition[] {
  if (measure.kind === 'business' || isCustomer(measure.entity)) return [];
  const result = wayToCustomer(place.model, measure.entity, measure.path);
  if (result.problem) throw result.problem;
  const [hop, ...further] = hopsToCustomerId(result.way);
  if (!hop) throw new Error('A way to Customer has at least one hop.');
  const start = keyOf('r0', hop.from, dialect);
  if (further.length === 0 && namesCustomerOnce(hop)) {
    const on = join([sql`${keyOf('k', hop.to, dialect)} = ${start}`, ...restrictionOf('k', hop)], ' and ');
    return [{ join: sql`join ${id(hop.table)} as k on ${on}`, columns: [asCustomer(id('k', CUSTOMER_ID))] }];
  }
  const reach = reachOf([hop, ...further], CUSTOMER_ID, dialect);
  return [{ join: sql`join ${reach} as k on k.key = ${start}`, columns: [asCustomer(sql`k.value`)] }];
}

/** True for the tables that have at most one row for each value joined on. */
function namesCustomerOnce({ table, to }: Hop): boolean {
  return table === TABLES.alternateKey || (table === TABLES.customer && to.name === CUSTOMER_ID);
}

function asCustomer(value: Sql): Sql {
  return sql`${value} as ${id(ROW_COLUMNS.customer)}`;
}

function lookupAddition({ path, attributes }: Lookup, alias: string, { place, dialect }: ExpressionContext): Addition {
  const result = resolvePath(place.model, place.entity, path);
  if (result.problem) throw result.problem;
  const [hop, ...further] = hopsOf(result.way);
  if (!hop) throw new Error('A path has at least one hop.');
  const found = lookupOf([hop, ...further], attributes, dialect);
  const columns = attributes.map(
    (attribute) => sql`${id(alias, attribute)} as ${id(ROW_COLUMNS.lookup(path, attribute))}`,
  );
  const on = sql`${id(alias, 'key')} = ${keyOf('r0', hop.from, dialect)}`;
  return { join: sql`left join ${found} as ${id(alias)} on ${on}`, columns };
}

function measureAddition(name: string, alias: string, { rows }: ExpressionContext): Addition {
  const table = id(customerMeasureTableOf(name));
  const on = sql`${id(alias, CUSTOMER_ID)} = ${rows.customerId ?? null}`;
  return {
    join: sql`left join ${table} as ${id(alias)} on ${on}`,
    columns: [sql`${id(alias, name)} as ${id(ROW_COLUMNS.measure(name))}`],
  };
}
