/** Types a column can have; the same words as the model's attribute types. */
export type ColumnType = 'string' | 'integer' | 'decimal' | 'double' | 'boolean' | 'date' | 'dateTime' | 'guid';

/** A column of a table. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}
