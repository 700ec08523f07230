import type { EntityRow, EntityView } from '../../../../src/app/view/entity.ts';
import type { UnifiedEntity } from '../../../../src/model/unification.ts';
import { textOfValue } from '../../parts/rows.tsx';

/** An attribute of a record as it is called there, with its value. */
interface RecordValue {
  readonly attribute: string;
  readonly value: string;
}

/** Values of a record by what they mean; by their name where nobody said what they mean. */
export type PairRecord = ReadonlyMap<string, RecordValue>;

/** The record of an entity in a row of matched pairs; a meaning that two attributes have belongs to the first. */
export function recordOf(
  row: EntityRow,
  { entity, attributes: mapped }: Pick<UnifiedEntity, 'entity' | 'attributes'>,
  entities: readonly Pick<EntityView, 'name' | 'attributes'>[],
): PairRecord {
  const prefix = `${entity}_`;
  const known = entities.find(({ name }) => name === entity)?.attributes ?? [];
  const record = new Map<string, RecordValue>();
  for (const [column, value] of Object.entries(row)) {
    if (!column.startsWith(prefix) || value === null || column.endsWith('_Alternate')) continue;
    const attribute = column.slice(prefix.length);
    const meaning =
      mapped?.find((each) => each.attribute === attribute)?.semanticType ??
      known.find(({ name }) => name === attribute)?.semanticType ??
      attribute;
    record.set(record.has(meaning) ? attribute : meaning, { attribute, value: textOfValue(value) });
  }
  return record;
}

/** Names under which records hold a meaning, each once. */
export function namesOf(records: readonly PairRecord[], meaning: string): string {
  const names = records.map((record) => record.get(meaning)?.attribute).filter((name) => name !== undefined);
  return [...new Set(names)].join(' / ');
}

/** Whether another record holds the same value, whatever its case. */
export function isShared(value: string | undefined, records: readonly PairRecord[], column: number): boolean {
  if (value === undefined) return false;
  const wanted = value.trim().toLowerCase();
  return records.some(
    (record, index) =>
      index !== column && [...record.values()].some((other) => other.value.trim().toLowerCase() === wanted),
  );
}
