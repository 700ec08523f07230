import type { ColumnType } from '../../sql/column.ts';

/** How one raw column becomes an attribute. */
export interface PlannedColumn {
  readonly attribute: string;
  readonly column: string;
  readonly rawType: ColumnType;
  readonly type: ColumnType;
  /** Set for dates written as text. */
  readonly formats?: readonly string[] | undefined;
  /** True of decimals written as text with commas, as in `1.234,50`. */
  readonly hasDecimalComma?: boolean | undefined;
  /** Declared by the user or the source: rows that do not fit are set apart. Otherwise every value is known to fit. */
  readonly isDeclared: boolean;
  readonly semanticType?: string | undefined;
}
