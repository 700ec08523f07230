import type { ErrorRecord } from '../../base/errors.ts';
import type { Column } from '../../sql/column.ts';
import { sourceError } from '../catalogue.ts';

/** What changed in the columns of an entity since the last refresh, as warnings with the names. */
export function findDrift(
  entity: string,
  previous: readonly Column[] | undefined,
  now: readonly Column[],
): ErrorRecord[] {
  if (!previous) return [];
  const known = new Map(previous.map((column) => [column.name, column.type]));
  const found = new Map(now.map((column) => [column.name, column.type]));
  const added = now.filter((column) => !known.has(column.name)).map((column) => column.name);
  const missing = previous.filter((column) => !found.has(column.name)).map((column) => column.name);
  const changed = now.filter((column) => known.has(column.name) && known.get(column.name) !== column.type);
  return [
    ...(added.length > 0 ? [sourceError('FLX_SOURCE_COLUMNS_ADDED', { entity, columns: added.join(', ') })] : []),
    ...(missing.length > 0 ? [sourceError('FLX_SOURCE_COLUMNS_MISSING', { entity, columns: missing.join(', ') })] : []),
    ...changed.map((column) =>
      sourceError('FLX_SOURCE_TYPE_CHANGED', {
        entity,
        attribute: column.name,
        before: known.get(column.name) ?? '',
        after: column.type,
      }),
    ),
  ].map((error) => error.toJSON());
}
