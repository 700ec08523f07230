import { CORRUPT_COLUMNS, corruptTableOf } from '../../model/tables.ts';
import type { ColumnType } from '../../sql/column.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { type EngineSession, LOAD_COLUMNS, rejectsTableOf } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { createTableStage, type Stage } from '../../sql/stage.ts';
import { trimmedText } from '../../sql/text.ts';
import { parseDate } from './date-format.ts';
import { parseDecimalComma } from './decimal-comma.ts';
import type { PlannedColumn } from './planned-column.ts';

export interface TypedRowsRequest {
  readonly entityName: string;
  readonly rawTable: string;
  readonly columns: readonly PlannedColumn[];
  readonly primaryKey: string | undefined;
  /** Incremental loading brings several versions of a row; then a repeated key is no fault. */
  readonly allowsRepeatedKeys: boolean;
  readonly dialect: Dialect;
}

/** Table of the typed rows of this load, before they are joined with those of earlier loads. */
export function freshTableOf(entityName: string): string {
  return `fresh_${entityName}`;
}

/** Table of the values of this load that do not fit; their rows are numbered as in the raw table. */
export function faultsTableOf(entityName: string): string {
  return `faults_${entityName}`;
}

const ROW = id(LOAD_COLUMNS.row);
const FILE = id(LOAD_COLUMNS.file);

/** Stages that set rows apart which do not fit, with the reason. */
export function corruptRowsStages(request: TypedRowsRequest): Stage[] {
  const { entityName, rawTable } = request;
  const faults = faultQueries(request);
  const found = faultsTableOf(entityName);
  const faultStage = createTableStage({
    name: `ingest:fault:${entityName}`,
    summary: `Values of ${entityName} that do not fit, with field and reason.`,
    table: found,
    query: join(faults, ' union all '),
  });
  const set = faults.length === 0 ? sql`` : sql` union all select * from ${id(found)}`;
  const corruptStage = createTableStage({
    name: `ingest:corrupt:${entityName}`,
    summary: `Rows of ${entityName} that are set apart: lines that cannot be split into fields, and values that do not fit.`,
    table: corruptTableOf(entityName),
    query: sql`${rejectedLines(rawTable)}${set}`,
  });
  return faults.length === 0 ? [corruptStage] : [faultStage, corruptStage];
}

export interface TypedRowsOptions {
  /** Whether the number of each row in the load is wanted too. */
  readonly isNumbered?: boolean;
  /** Whether every row is known to fit, so that none was set apart. */
  readonly doFit?: boolean;
}

/** Rows that fit, with typed values. */
export function typedRows(
  request: TypedRowsRequest,
  { isNumbered = false, doFit = false }: TypedRowsOptions = {},
): Sql {
  const { entityName, rawTable, columns } = request;
  const typed = columns.map((column) => sql`${typedValue(column, request.dialect)} as ${id(column.attribute)}`);
  const isWhole =
    doFit || faultQueries(request).length === 0
      ? sql``
      : sql`where ${ROW} not in (select ${id('rowNumber')} from ${id(faultsTableOf(entityName))})`;
  return sql`select ${join(isNumbered ? [...typed, ROW] : typed)} from ${id(rawTable)} ${isWhole}`;
}

/** Whether all values fit, of rows that each have a key of their own. */
export async function doValuesFit(session: EngineSession, request: TypedRowsRequest): Promise<boolean> {
  const misfits = checkedColumns(request).map((column) => isMisfit(column, request.dialect));
  if (misfits.length === 0) return true;
  const rows = sql`select 1 from ${id(request.rawTable)} where ${join(misfits, ' or ')} limit 1`;
  return (await session.rows(rows)).length === 0;
}

function checkedColumns({ columns }: TypedRowsRequest): PlannedColumn[] {
  return columns.filter((column) => column.isDeclared && column.rawType === 'string' && column.type !== 'string');
}

/** True where there is a value, but none of the type of the column. */
function isMisfit(column: PlannedColumn, dialect: Dialect): Sql {
  return sql`(${trimmedText(id(column.column))} is not null and ${typedValue(column, dialect)} is null)`;
}

/** Whether a key stands in several rows of this load. */
export async function hasRepeatedKeys(session: EngineSession, request: TypedRowsRequest): Promise<boolean> {
  const key = request.columns.find((column) => column.attribute === request.primaryKey);
  if (!key) return false;
  const value = typedValue(key, request.dialect);
  const [row] = await session.rows(
    sql`select 1 from ${id(request.rawTable)} where ${value} is not null group by ${value} having count(*) > 1 limit 1`,
  );
  return row !== undefined;
}

/** Field of lines that the reader itself could not split into fields; their number is that of the line in the file. */
const REJECTED = 'line';

/** Lines of raw rows that the reader could not split into fields, as rows that were set apart. */
export function rejectedLines(rawTable: string): Sql {
  return sql`select file as ${id('file')}, line as ${id('rowNumber')}, ${REJECTED} as ${id('field')}, cast(null as varchar) as ${id('value')}, reason as ${id('reason')}, text as ${id('row')} from ${id(rejectsTableOf(rawTable))}`;
}

/** The value of a raw column in its type; null where it does not fit. */
export function typedValue(column: PlannedColumn, dialect: Dialect): Sql {
  const raw = id(column.column);
  if (column.rawType !== 'string') return column.type === column.rawType ? raw : dialect.tryCast(raw, column.type);
  const value = trimmedText(raw);
  if (column.type === 'string') return value;
  if (column.hasDecimalComma) return parseDecimalComma(value, dialect);
  if (isPlainDate(column)) return dialect.tryCast(value, 'date');
  if (column.formats) return dialect.tryCast(parseDate(value, column.formats, dialect), column.type);
  return dialect.tryCast(value, column.type);
}

/** True where every value is known to be an ISO date without a time, which needs no parser of moments. */
function isPlainDate({ type, isDeclared, formats }: PlannedColumn): boolean {
  return type === 'date' && !isDeclared && formats?.length === 1 && formats[0] === 'iso';
}

/** Why a value does not fit, by the type it should have. */
const NO_VALUE: Readonly<Record<ColumnType, string>> = {
  string: 'The value is no string.',
  integer: 'The value is no integer.',
  decimal: 'The value is no decimal.',
  double: 'The value is no double.',
  boolean: 'The value is no boolean.',
  date: 'The value is no date.',
  dateTime: 'The value is no dateTime.',
  guid: 'The value is no guid.',
};

function faultQueries(request: TypedRowsRequest): Sql[] {
  const { columns, dialect, primaryKey } = request;
  const key = columns.find((column) => column.attribute === primaryKey);
  return [
    ...checkedColumns(request).map((column) =>
      fault(request, {
        column,
        reason: NO_VALUE[column.type],
        condition: isMisfit(column, dialect),
      }),
    ),
    ...(key
      ? [
          fault(request, {
            column: key,
            reason: 'The primary key is missing.',
            condition: sql`${typedValue(key, dialect)} is null`,
          }),
        ]
      : []),
    ...(key && !request.allowsRepeatedKeys ? [repeatedKeys(request, key)] : []),
  ];
}

interface Fault {
  readonly column: PlannedColumn;
  readonly reason: string;
  readonly condition: Sql;
}

function fault({ rawTable }: TypedRowsRequest, { column, reason, condition }: Fault): Sql {
  return sql`select ${corruptFields({ column, reason: sql`${reason}`, rawTable })} from ${id(rawTable)} as source where ${condition}`;
}

function repeatedKeys(request: TypedRowsRequest, key: PlannedColumn): Sql {
  const value = typedValue(key, request.dialect);
  const reason = sql`'The primary key stands in row ' || first_row || ' already.'`;
  const repeats = sql`select *, min(${ROW}) over (partition by ${value}) as first_row from ${id(request.rawTable)} where ${value} in (select ${value} from ${id(request.rawTable)} group by 1 having count(*) > 1)`;
  return sql`select ${corruptFields({ column: key, reason, rawTable: request.rawTable })} from (${repeats}) as source where ${ROW} > first_row`;
}

function corruptFields({ column, reason }: { column: PlannedColumn; reason: Sql; rawTable: string }): Sql {
  const values: Readonly<Record<(typeof CORRUPT_COLUMNS)[number]['name'], Sql>> = {
    file: sql`cast(${FILE} as varchar)`,
    rowNumber: sql`${ROW}`,
    field: sql`${column.attribute}`,
    value: sql`cast(${id(column.column)} as varchar)`,
    reason,
    row: sql`cast(to_json(source) as varchar)`,
  };
  return join(CORRUPT_COLUMNS.map(({ name }) => sql`${values[name]} as ${id(name)}`));
}
