import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useMemo } from 'react';
import { useFormat } from '../format/use-format.ts';
import { readableValue } from '../format/value.ts';
import { type Column, DataTable } from './data-table.tsx';

type Row = Readonly<Record<string, unknown>>;

const useStyles = makeStyles({
  cell: { display: 'block', maxWidth: '340px', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  whole: { whiteSpace: 'nowrap' },
  none: { color: tokens.colorNeutralForeground3 },
});

/** Rows of any entity, a column for each attribute. */
export function Rows(props: {
  label: string;
  rows: readonly Row[];
  /** Attributes in order; those of the first row when left out. */
  names?: readonly string[] | undefined;
  /** Titles of columns that are not called as their attribute. */
  titles?: Readonly<Record<string, string>>;
  sort?: string;
  onSort?: (sort: string) => void;
  /** Shows some attributes in a way of their own. */
  show?: Readonly<Record<string, (row: Row) => ReactNode>>;
}) {
  const { rows, names, show, titles } = props;
  const columns = useMemo(
    () =>
      (names ?? Object.keys(rows[0] ?? {})).map(
        (name): Column<Row> => ({
          key: name,
          title: titles?.[name] ?? name,
          show: cellOf(name, show?.[name]),
          isNumber: isNumeric(rows.map((row) => row[name])),
        }),
      ),
    [rows, names, show, titles],
  );
  const { sort, onSort } = props;
  return (
    <DataTable
      label={props.label}
      rows={rows}
      keyOf={(_row, index) => String(index)}
      columns={columns}
      {...(sort !== undefined && { sort })}
      {...(onSort && { onSort })}
    />
  );
}

/** Whether there are numbers and nothing else among the values. */
function isNumeric(values: readonly unknown[]): boolean {
  const given = values.filter((value) => value !== null && value !== undefined);
  return given.length > 0 && given.every((value) => typeof value === 'number');
}

function cellOf(name: string, own: ((row: Row) => ReactNode) | undefined): (row: Row) => ReactNode {
  if (!own) return (row) => <Cell value={row[name]} />;
  return (row) => <OwnCell>{own(row)}</OwnCell>;
}

function OwnCell({ children }: { children: ReactNode }) {
  return <span className={useStyles().whole}>{children}</span>;
}

function Cell({ value }: { value: unknown }) {
  const styles = useStyles();
  const text = readableValue(value, useFormat());
  if (value === null || value === undefined) return <span className={styles.none}>{text}</span>;
  return (
    <span className={styles.cell} title={text.length > 40 ? text : undefined}>
      {text}
    </span>
  );
}

/** A value of a row as people read it. */
export function textOfValue(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
