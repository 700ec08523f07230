import { suggestName } from '../../base/nearest.ts';
import type { Attribute } from '../../model/attribute.ts';
import { TABLES } from '../../model/tables.ts';
import type { AttributeType } from '../../model/vocabulary.ts';
import type { SnapshotEntity } from '../../store/snapshots.ts';
import { appError } from '../catalogue.ts';

/** Column by which everything belongs to a customer. */
export const CUSTOMER_ID = 'CustomerId';

/** The attribute of that name, whatever its case. @throws FLX_QUERY_ATTRIBUTE with the nearest name */
export function attributeOf({ name: entity, columns }: SnapshotEntity, name: string): Attribute {
  const found = columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  const mend = suggestName(
    name,
    columns.map((column) => column.name),
  );
  throw appError('FLX_QUERY_ATTRIBUTE', { entity, name }, { mend });
}

/** The attribute that names the rows of an entity. @throws FLX_ITEM_KEY when there is none */
export function keyOf(entity: SnapshotEntity): Attribute {
  const name = entity.primaryKey ?? (entity.name === TABLES.customer ? CUSTOMER_ID : undefined);
  if (name === undefined) throw appError('FLX_ITEM_KEY', { entity: entity.name });
  return attributeOf(entity, name);
}

const JSON_TYPES: Readonly<Record<AttributeType, { readonly type: string; readonly format?: string }>> = {
  string: { type: 'string' },
  integer: { type: 'integer', format: 'int64' },
  decimal: { type: 'number' },
  double: { type: 'number', format: 'double' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  dateTime: { type: 'string', format: 'date-time' },
  guid: { type: 'string', format: 'uuid' },
};

/** JSON Schema of the rows of an entity, with a title for every attribute; `write` asks for the key only where there is none yet. */
export function schemaOf(entity: SnapshotEntity, purpose: 'read' | 'write') {
  const isProfile = entity.name === TABLES.customer;
  const columns =
    purpose === 'write' && isProfile ? entity.columns.filter(({ name }) => name !== CUSTOMER_ID) : entity.columns;
  const properties = columns.map(({ name, type, semanticType }) => [
    name,
    {
      ...JSON_TYPES[type],
      title: name,
      'x-ms-summary': name,
      description: semanticType ?? `${name}.`,
      ...(name === entity.primaryKey && { 'x-ms-visibility': 'important' }),
    },
  ]);
  return { type: 'object', properties: Object.fromEntries(properties) as Record<string, object> };
}
