import type { ErrorRecord } from '../../base/errors.ts';
import type { DataSource } from '../../model/data-source.ts';
import { corruptTableOf } from '../../model/tables.ts';
import type { EngineSession, Row } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { sourceError } from '../catalogue.ts';
import { rejectedLines } from './typed-rows.ts';

const DEFAULT_CORRUPT_SHARE = 0.5;

/** Warns of rows that were set apart. @throws FLX_SOURCE_CORRUPT when they are more than the source allows */
export async function checkCorrupt(
  session: EngineSession,
  { source, entityName, total, corrupt }: { source: DataSource; entityName: string; total: number; corrupt: number },
): Promise<ErrorRecord[]> {
  if (corrupt === 0) return [];
  const allowed = source.allowedCorruptShare ?? DEFAULT_CORRUPT_SHARE;
  const [first] = await session.rows(
    sql`select * from ${id(corruptTableOf(entityName))} order by ${id('rowNumber')} limit 1`,
  );
  const example = describeCorrupt(first ?? {});
  if (corrupt > total * allowed)
    throw sourceError('FLX_SOURCE_CORRUPT', {
      entity: entityName,
      corrupt,
      total,
      allowed: percentOf(allowed),
      example,
    });
  return [sourceError('FLX_SOURCE_CORRUPT_ROWS', { entity: entityName, corrupt, total, example }).toJSON()];
}

/** The first line of raw rows that the reader could not split into fields, in words; undefined where there is none. */
export async function describeRejected(
  session: EngineSession,
  rawTable: string,
): Promise<{ readonly line: number; readonly example: string } | undefined> {
  const [first] = await session.rows(
    sql`select * from (${rejectedLines(rawTable)}) as rejected order by ${id('rowNumber')} limit 1`,
  );
  return first && { line: Number(first['rowNumber']), example: describeCorrupt(first) };
}

/** A row that was set apart, in words. */
function describeCorrupt({ rowNumber, field, value, reason }: Row): string {
  if (field === 'line' && value === null) return `line ${String(rowNumber)}: ${String(reason)}`;
  if (value === null) return `row ${String(rowNumber)}, '${String(field)}': ${String(reason)}`;
  return `row ${String(rowNumber)}, '${String(field)}' with '${String(value).slice(0, 40)}': ${String(reason)}`;
}

/** A share in percent, to two decimal places. */
function percentOf(share: number): number {
  return Math.round(share * 10_000) / 100;
}
