import type { ColumnType } from '../../sql/column.ts';

/** The model's type for a type of DuckDB; what has no counterpart is text. */
export function columnTypeOf(name: string): ColumnType {
  const type = name.toUpperCase();
  if (/^(TINY|SMALL|BIG|HUGE|U|UTINY|USMALL|UBIG|UHUGE)?INT(EGER)?$/.test(type)) return 'integer';
  if (type.startsWith('DECIMAL')) return 'decimal';
  if (type === 'DOUBLE' || type === 'FLOAT') return 'double';
  if (type === 'BOOLEAN') return 'boolean';
  if (type === 'DATE') return 'date';
  if (type.startsWith('TIMESTAMP')) return 'dateTime';
  if (type === 'UUID') return 'guid';
  return 'string';
}
