import { previousTableOf, TABLES } from '../../model/tables.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { UnifyPlan } from '../plan/plan.ts';
import { keyTableOf } from '../tables.ts';

/** Customer of every record in the published data: rid, customer; null where a record belongs to none. */
export const CUSTOMER_TABLE = 'unify_customer_of';

/** Query of all records with their entity and key as text: rid, entity, key. */
export function keyedRecords({ entities }: UnifyPlan, dialect: Dialect): Sql {
  const text = dialect.typeName('string');
  const parts = entities.map(
    ({ name }) => sql`select rid, ${name} as entity, cast(key as ${text}) as key from ${id(keyTableOf(name))}`,
  );
  return join(parts, ' union all ');
}

/** Statement that writes `CUSTOMER_TABLE`; the session holds the published `AlternateKey`. */
export function customersOf(plan: UnifyPlan, dialect: Dialect): Sql {
  return sql`create or replace table ${id(CUSTOMER_TABLE)} as select record.rid, known.${id('CustomerId')} as customer
    from (${keyedRecords(plan, dialect)}) as record left join ${id(previousTableOf(TABLES.alternateKey))} as known
    on known.${id('EntityName')} = record.entity and known.${id('AlternateValue')} = record.key`;
}
