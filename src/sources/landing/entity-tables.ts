import type { Attribute } from '../../model/attribute.ts';
import type { SourceEntity } from '../../model/data-source.ts';
import { corruptTableOf } from '../../model/tables.ts';
import type { Column } from '../../sql/column.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import { createOutputStage, createTableStage, runStages, type Stage, type StageRun } from '../../sql/stage.ts';
import { changedRows, changedTableOf, type UpsertRequest, upsertedChange, upsertedRows } from './combine.ts';
import type { PlannedColumn } from './planned-column.ts';
import {
  corruptRowsStages,
  doValuesFit,
  faultsTableOf,
  freshTableOf,
  hasRepeatedKeys,
  typedRows,
} from './typed-rows.ts';

/** Raw rows on their way to the table of their entity. */
export interface RowsRequest {
  readonly session: EngineSession;
  readonly entity: SourceEntity;
  readonly entityName: string;
  readonly rawTable: string;
  readonly planned: readonly PlannedColumn[];
  readonly run: StageRun;
}

const typedOf = ({ session, entity, entityName, rawTable, planned }: RowsRequest) => ({
  ...{ entityName, rawTable, columns: planned, primaryKey: entity.primaryKey, dialect: session.dialect },
  allowsRepeatedKeys: entity.load === 'incremental',
});

/** Sets rows apart that do not fit, and gives their number. */
export async function setApart(request: RowsRequest): Promise<number> {
  const { session, entityName, run } = request;
  await runStages(session, corruptRowsStages(typedOf(request)), run);
  const rows = sql`count(distinct (${id('file')}, ${id('rowNumber')}, ${id('field')} = 'line'))`;
  return Number(await session.value(sql`select ${rows} from ${id(corruptTableOf(entityName))}`));
}

/** Whether none of the rows would be set apart, where each has a key of its own. */
export function doRowsFit(request: RowsRequest): Promise<boolean> {
  return doValuesFit(request.session, typedOf(request));
}

/** Whether a key stands in several of the rows. */
export function areKeysRepeated(request: RowsRequest): Promise<boolean> {
  return hasRepeatedKeys(request.session, typedOf(request));
}

export interface TableRequest extends RowsRequest {
  /** Columns of the published table, when the raw rows are an increment to it. */
  readonly previous: readonly Column[] | undefined;
  /** Whether several raw rows may have one key. */
  readonly hasVersions: boolean;
  /** Query of the keys of published rows that left. */
  readonly gone?: Sql;
  /** Whether every raw row is known to fit and to be new or another, none with the key of another. */
  readonly areChanged?: boolean;
}

/**
 * A load of everything as a change of the published rows: it knows neither older rows nor marks of deleted ones, and rows
 * whose keys are among `gone` leave unless they came again.
 */
export function wholeLoad(rows: RowsRequest, gone: Sql) {
  const { lastUpdated: _updated, deleted: _deleted, ...entity } = rows.entity;
  return { ...rows, entity, gone };
}

/** Makes the table of an entity of the rows that were not set apart. */
export async function makeTable(request: TableRequest) {
  const { session, entity, entityName, planned, previous, run, hasVersions, gone, areChanged = false } = request;
  const rows = typedOf(request);
  const fresh = planned.map((column): Column => ({ name: column.attribute, type: column.type }));
  const columns = previous ? mergeColumns(previous, fresh) : fresh;
  const isUpsert = previous !== undefined || hasVersions;
  if (isUpsert) {
    await runStages(session, [freshStage(entityName, typedRows(rows, { isNumbered: true, doFit: areChanged }))], run);
    await fillMissing(session, { entityName, columns, fresh });
  }
  const upsert = { entityName, entity, columns, previous: previous ?? [], dialect: session.dialect, areChanged };
  const hasSameColumns = previous !== undefined && columns.length === previous.length;
  const stage = hasSameColumns
    ? changeStage({ ...upsert, gone })
    : entityStage(entityName, isUpsert ? upsertedRows(upsert) : typedRows(rows));
  await runStages(session, [stage], run);
  await session.drop(freshTableOf(entityName), changedTableOf(entityName));
  const semanticTypes = new Map(planned.map((column) => [column.attribute, column.semanticType]));
  const attributes = columns.map(({ name, type }): Attribute => {
    const semanticType = semanticTypes.get(name);
    return semanticType === undefined ? { name, type } : { name, type, semanticType };
  });
  return { columns, attributes, rowCount: await session.rowCount(entityName) };
}

/** Removes raw rows and what looking through them left. */
export async function dropRaw({ session, entityName, rawTable }: Omit<RowsRequest, 'planned'>): Promise<void> {
  await session.drop(faultsTableOf(entityName), rawTable);
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
