import { type ReactNode, useState } from 'react';
import { BulkBar } from './bulk/bulk-bar.tsx';
import { ColumnChooser, useHiddenColumns } from './column-chooser.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { Toolbar } from './toolbar.tsx';

/** A column of a list: `value` is what it is sorted, searched and saved by; absent where it only draws or commands. */
export interface ListColumn<Row> extends Column<Row> {
  readonly value?: (row: Row) => string | number | boolean | undefined;
}

/** What every list says about itself. */
export interface ListProps<Row> {
  /** Under which its columns are remembered and its files are saved. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly ListColumn<Row>[];
  readonly keyOf: (row: Row) => string;
  /** What stands when there are no rows at all. */
  readonly empty: ReactNode;
  readonly filters?: ReactNode;
  /** What stands at the end of the toolbar, before the columns. */
  readonly commands?: ReactNode;
  /** Commands for the rows that are chosen; without them no row can be chosen. `onEnd` chooses none. */
  readonly bulk?: ((chosen: readonly Row[], onEnd: () => void) => ReactNode) | undefined;
}

/** A list with filters, chosen columns, commands for several rows, and what saves it as a file. */
export function ListFrame<Row>(
  props: ListProps<Row> & {
    rows: readonly Row[];
    /** All rows that fit, also those that are not shown. */
    allRows: () => Promise<readonly Row[]>;
    sort?: string;
    onSort?: (sort: string) => void;
    /** Keys of the columns that rows can be ordered by. Default: those with a value. */
    sortable?: readonly string[];
    /** What stands in place of the table while there is none. */
    instead?: ReactNode;
  },
) {
  const [hidden, setHidden] = useHiddenColumns(props.name);
  const { rows, columns, keyOf, sortable } = props;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const chosenRows = rows.filter((row) => chosen.has(keyOf(row)));
  const clear = () => setChosen(new Set());
  const exported = async () => {
    const all = await props.allRows();
    return all.map((row) =>
      Object.fromEntries(columns.flatMap(({ key, value }) => (value ? [[key, value(row)]] : []))),
    );
  };
  const nameOf = (row: Row) => String(columns[0]?.value?.(row) ?? keyOf(row));
  return (
    <>
      <Toolbar
        end={
          <>
            {props.commands}
            <ColumnChooser columns={columns} hidden={hidden} onChange={setHidden} />
            <ExportButtons name={props.name} rows={exported} />
          </>
        }
      >
        {props.filters}
      </Toolbar>
      {props.bulk && chosenRows.length > 0 && (
        <BulkBar count={chosenRows.length} onClear={clear}>
          {props.bulk(chosenRows, clear)}
        </BulkBar>
      )}
      {props.instead ?? (
        <DataTable
          label={props.label}
          rows={rows}
          columns={columns
            .filter(({ key }) => !hidden.includes(key))
            .map((column) => ({ ...column, canSort: sortable?.includes(column.key) ?? column.value !== undefined }))}
          keyOf={keyOf}
          sort={props.sort}
          onSort={props.onSort}
          selection={props.bulk && { chosen, nameOf, onChange: setChosen }}
        />
      )}
    </>
  );
}
