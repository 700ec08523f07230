import { deduplicationTableOf, previousTableOf, TABLES } from '../../model/tables.ts';
import { type EngineSession, PLACE_COLUMN, type TableChange } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { Stage } from '../../sql/stage.ts';
import { KNOWN_SKIPPED } from '../blocking/skipped.ts';
import { pairIdOf } from '../match/output.ts';
import { ID_HISTORY_TABLE } from '../naming/stage.ts';
import type { UnifyPlan } from '../plan/plan.ts';
import { NAME_TABLE } from '../tables.ts';
import { probableSplices } from './probable.ts';
import { AFFECTED_ID_TABLE, AFFECTED_TABLE, AREAS, changeTableOf, PART_KEY_TABLE, SKIPPED_TABLE } from './tables.ts';

/** How a published table follows a change of some records. */
interface Splice extends Omit<TableChange, 'previous'> {
  readonly table: string;
}

/**
 * Stages that put the tables of unification together: published rows of other records, new rows of the affected ones.
 * Warnings and statistics are read from those that are `told`.
 */
export function spliceStages(plan: UnifyPlan): Readonly<Record<'told' | 'others', Stage[]>> {
  const isTold = ({ table }: Splice) => table === TABLES.skippedBlock || table === ID_HISTORY_TABLE;
  const all = splices(plan);
  const probable = plan.mode === 'rules' ? { told: [], others: [] } : probableSplices(plan);
  return {
    told: [...all.filter(isTold).map(spliceStage), ...probable.told],
    others: [...all.filter((splice) => !isTold(splice)).map(spliceStage), ...probable.others],
  };
}

function spliceStage({ table, ...change }: Splice): Stage {
  return {
    name: `merge:splice:${table}`,
    summary: `${table} as published, but for the records that changed and those of their clusters.`,
    table,
    run: (session) => session.createChangedTable(table, { previous: previousTableOf(table), ...change }),
  };
}

function splices(plan: UnifyPlan): Splice[] {
  const remade = (table: string) => sql`select * from ${remadeRows(table)}`;
  const { customer, alternateKey, blockKey, skippedBlock, matchPairs } = TABLES;
  const recounted = sql`select ${id('Rule')}, ${id('Hash')} from ${id(SKIPPED_TABLE)}`;
  const keys = ['EntityName', 'AlternateValue'];
  const affected = sql`select entity as ${id('EntityName')}, value as ${id('AlternateValue')} from ${id(AFFECTED_TABLE)}`;
  const deduplications = plan.entities
    .filter(({ hasDeduplication }) => hasDeduplication)
    .map(({ name, primaryKey }): Splice => {
      const table = deduplicationTableOf(name);
      const key = id(primaryKey.name);
      const gone = sql`select ${key} from ${id(AREAS.after, name)} union all select key from ${id(changeTableOf(name))}`;
      return { table, keys: [primaryKey.name], gone, rows: remade(table) };
    });
  return [
    {
      table: customer,
      keys: ['CustomerId'],
      gone: sql`select ${id('CustomerId')} from ${id(AFFECTED_ID_TABLE)}`,
      gonePlaces: placesIn(AFFECTED_ID_TABLE),
      rows: remade(customer),
    },
    { table: alternateKey, keys, gone: affected, rows: remade(alternateKey) },
    { table: blockKey, keys, gone: affected, gonePlaces: placesIn(PART_KEY_TABLE), rows: remade(blockKey) },
    { table: matchPairs, keys: ['TrueObjectId'], gone: pairIds(plan), rows: remade(matchPairs) },
    ...deduplications,
    { table: skippedBlock, keys: ['Rule', 'Hash'], gone: recounted, rows: recountedBlocks() },
    {
      table: ID_HISTORY_TABLE,
      keys: ['CustomerId'],
      gone: sql`select '' as ${id('CustomerId')} where false`,
      gonePlaces: sql`select 0 as ${id(PLACE_COLUMN)} where false`,
      rows: newIds(),
    },
  ];
}

const placesIn = (table: string) => sql`select ${id(PLACE_COLUMN)} from ${id(table)}`;

/** What the pairs of affected clusters are called: after one of their records. */
function pairIds({ entities }: UnifyPlan): Sql {
  const ids = entities.map(
    ({ name, position }) =>
      sql`select ${pairIdOf(position, sql`value`)} as ${id('TrueObjectId')} from ${id(AFFECTED_TABLE)} where entity = ${name}`,
  );
  return join(ids, ' union all ');
}

function recountedBlocks(): Sql {
  return sql`select published.${id('Rule')}, published.${id('Hash')}, published.${id('Key')}, recounted.${id('Size')} from ${KNOWN_SKIPPED} as published
    join ${id(SKIPPED_TABLE)} as recounted on recounted.${id('Rule')} = published.${id('Rule')} and recounted.${id('Hash')} = published.${id('Hash')}`;
}

/** Ids given for the first time: the record of ids does not know them, of which naming was left what tells of this part. */
function newIds(): Sql {
  const [customerId, known] = [id('CustomerId'), previousTableOf(ID_HISTORY_TABLE)];
  return sql`select ${customerId}, (select coalesce(max(${id('FirstRefresh')}), 0) + 1 from ${id(known)}) as ${id('FirstRefresh')}
    from ${id(AREAS.after, NAME_TABLE)} where ${customerId} not in (select ${customerId} from ${id(AREAS.after, known)})`;
}

/** Tables of the probabilistic mode. */
const LEARNED = [TABLES.matchModel, TABLES.matchFrequency, TABLES.matchReview, TABLES.largeBlock];

/** The tables that are spliced; all of them must have been published. */
export async function hasPublished(session: EngineSession, plan: UnifyPlan): Promise<boolean> {
  const entities = plan.entities.map(({ name }) => name);
  const learned = plan.mode === 'rules' ? [] : LEARNED;
  for (const name of [...splices(plan).map(({ table }) => table), ...learned, ...entities])
    if ((await session.columns(previousTableOf(name))) === undefined) return false;
  return true;
}

/** After the merge: the rows that the affected profiles have now in a table of unification. */
export const remadeRows = (table: string): Sql => id(AREAS.after, table);

/** After the merge: query of every profile that is new, gone or another: CustomerId. */
export function affectedCustomers(): Sql {
  return sql`select ${id('CustomerId')} from ${id(AFFECTED_ID_TABLE)} union select ${id('CustomerId')} from ${id(AREAS.after, TABLES.customer)}`;
}
