import type { ErrorRecord } from '../../base/errors.ts';
import type { Attribute } from '../../model/attribute.ts';
import type { DataSource, SourceEntity } from '../../model/data-source.ts';
import { corruptTableOf } from '../../model/tables.ts';
import type { Column } from '../../sql/column.ts';
import { type EngineSession, rejectsTableOf } from '../../sql/engine.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import { createOutputStage, createTableStage, runStages, type Stage, type StageRun } from '../../sql/stage.ts';
import { sourceError } from '../catalogue.ts';
import type { RawRows } from '../kind.ts';
import { planColumns } from './column-plan.ts';
import { changedRows, changedTableOf, type UpsertRequest, upsertedChange, upsertedRows } from './combine.ts';
import { checkCorrupt } from './corrupt.ts';
import { corruptRowsStages, faultsTableOf, freshTableOf, hasRepeatedKeys, typedRows } from './typed-rows.ts';

/** What became of the raw rows of an entity: its table, and one of the rows set apart. */
export interface MadeTables {
  readonly columns: readonly Column[];
  readonly attributes: readonly Attribute[];
  readonly rowCount: number;
  readonly quarantineRowCount: number;
  readonly warnings: readonly ErrorRecord[];
}

export interface TableRequest {
  readonly session: EngineSession;
  readonly source: DataSource;
  readonly entity: SourceEntity;
  readonly entityName: string;
  readonly rawTable: string;
  readonly raw: RawRows;
  /** Columns of the published table, when the raw rows are an increment to it. */
  readonly previous: readonly Column[] | undefined;
  readonly run: StageRun;
}

/** Makes the tables of an entity of its raw rows, which are removed. */
export async function makeTables(request: TableRequest): Promise<MadeTables> {
  const { session, source, entity, entityName, rawTable, raw, previous, run } = request;
  const { dialect } = session;
  const { columns: planned, warnings } = await planColumns({
    session,
    rawTable,
    rawColumns: raw.columns,
    entity,
    entityName,
  });
  const isIncremental = entity.load === 'incremental';
  const { primaryKey } = entity;
  const rows = { entityName, rawTable, columns: planned, primaryKey, allowsRepeatedKeys: isIncremental, dialect };
  await runStages(session, corruptRowsStages(rows), run);
  const quarantineRowCount = Number(
    await session.value(
      sql`select count(distinct (${id('file')}, ${id('rowNumber')}, ${id('field')} = 'line')) from ${id(corruptTableOf(entityName))}`,
    ),
  );
  const total = (await session.rowCount(rawTable)) + (await session.rowCount(rejectsTableOf(rawTable)));
  const corruptWarnings = await checkCorrupt(session, { source, entityName, total, corrupt: quarantineRowCount });
  const fresh = planned.map((column): Column => ({ name: column.attribute, type: column.type }));
  const columns = previous ? mergeColumns(previous, fresh) : fresh;
  const isUpsert =
    previous !== undefined ||
    (isIncremental && (entity.deleted !== undefined || (await hasRepeatedKeys(session, rows))));
  if (isUpsert) {
    await runStages(session, [freshStage(entityName, typedRows(rows, true))], run);
    await fillMissing(session, { entityName, columns, fresh });
  }
  const upsert = { entityName, entity, columns, previous: previous ?? [], dialect };
  const hasSameColumns = previous !== undefined && columns.length === previous.length;
  const stage = hasSameColumns
    ? changeStage(upsert)
    : entityStage(entityName, isUpsert ? upsertedRows(upsert) : typedRows(rows));
  await runStages(session, [stage], run);
  for (const tableOf of [freshTableOf, faultsTableOf, changedTableOf]) await session.drop(tableOf(entityName));
  await session.drop(rawTable);
  const rowCount = await session.rowCount(entityName);
  const empty = rowCount === 0 ? [sourceError('FLX_SOURCE_EMPTY', { entity: entityName }).toJSON()] : [];
  const semanticTypes = new Map(planned.map((column) => [column.attribute, column.semanticType]));
  const attributes = columns.map(({ name, type }): Attribute => {
    const semanticType = semanticTypes.get(name);
    return semanticType === undefined ? { name, type } : { name, type, semanticType };
  });
  return { columns, attributes, rowCount, quarantineRowCount, warnings: [...warnings, ...corruptWarnings, ...empty] };
}

function freshStage(entityName: string, query: Sql): Stage {
  const summary = `Rows of ${entityName} with typed values.`;
  return createTableStage({ name: `ingest:type:${entityName}`, summary, table: freshTableOf(entityName), query });
}

function entityStage(entityName: string, query: Sql): Stage {
  const summary = `All rows of ${entityName}: typed, and of each key the newest.`;
  return createOutputStage({ name: `ingest:entity:${entityName}`, summary, table: entityName, query });
}

/** An increment to rows with the same columns: only what changed is written. */
function changeStage(request: UpsertRequest): Stage {
  const { entityName } = request;
  return {
    name: `ingest:entity:${entityName}`,
    summary: `All rows of ${entityName}: those published, but for the keys that are new or other rows now.`,
    table: entityName,
    statements: [sql`create or replace table ${id(changedTableOf(entityName))} as ${changedRows(request)}`],
    run: (session) => session.createChangedTable(entityName, upsertedChange(request)),
  };
}

/** An increment keeps the types that are published, and adds columns that are new. */
function mergeColumns(previous: readonly Column[], fresh: readonly Column[]): Column[] {
  return [...previous, ...fresh.filter((column) => !previous.some((known) => known.name === column.name))];
}

/** Gives the fresh rows every column of the entity, in its type. */
async function fillMissing(
  session: EngineSession,
  { entityName, columns, fresh }: { entityName: string; columns: readonly Column[]; fresh: readonly Column[] },
): Promise<void> {
  const table = id(freshTableOf(entityName));
  for (const column of columns) {
    const own = fresh.find((candidate) => candidate.name === column.name);
    const type = session.dialect.typeName(column.type);
    if (!own) await session.run(sql`alter table ${table} add column ${id(column.name)} ${type}`);
    else if (own.type !== column.type)
      await session.run(
        sql`alter table ${table} alter ${id(column.name)} type ${type} using ${session.dialect.tryCast(id(column.name), column.type)}`,
      );
  }
}
