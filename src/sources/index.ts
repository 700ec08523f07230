import { suggestName } from '../base/nearest.ts';
import { sourceError } from './catalogue.ts';
import { csvSource } from './csv/index.ts';
import { httpSource } from './http/index.ts';
import { jsonSource } from './json/index.ts';
import type { SourceKind } from './kind.ts';
import { parquetSource } from './parquet/index.ts';
import { postgresqlSource } from './postgresql/index.ts';

/** Kinds of data sources. */
export const sourceKinds: Readonly<Record<string, SourceKind>> = Object.freeze({
  csv: csvSource,
  json: jsonSource,
  parquet: parquetSource,
  postgresql: postgresqlSource,
  http: httpSource,
});

/** The kind of that name. @throws FLX_SOURCE_KIND with the nearest name */
export function findSourceKind(kind: string): SourceKind {
  const found = Object.hasOwn(sourceKinds, kind) ? sourceKinds[kind] : undefined;
  if (found) return found;
  throw sourceError('FLX_SOURCE_KIND', { kind }, { mend: suggestName(kind, Object.keys(sourceKinds)) });
}
