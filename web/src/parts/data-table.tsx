import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { scrollArea } from './scroll-area.ts';
import { useText } from './text.ts';

/** A column: its title and what a row shows in it. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly show: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
}

const useStyles = makeStyles({
  frame: {
    overflowX: 'auto',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke3}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow2,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  table: { width: '100%', borderCollapse: 'collapse' },
  head: { textAlign: 'start', color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  cell: { padding: '9px 16px', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, verticalAlign: 'top' },
  row: {
    '&:last-child > td': { borderBottomStyle: 'none' },
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  number: { textAlign: 'end', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});

/** Rows in columns; scrolls sideways where it is too wide. */
export function DataTable<Row>(props: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row, index: number) => string;
}) {
  const styles = useStyles();
  const text = useText();
  return (
    <section className={styles.frame} aria-label={props.label} {...scrollArea}>
      <table className={mergeClasses(styles.table, text.body)}>
        <thead>
          <tr>
            {props.columns.map(({ key, title, isNumber }) => (
              <th
                key={key}
                scope="col"
                className={mergeClasses(styles.cell, styles.head, text.caption, isNumber && styles.number)}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row, index) => (
            <tr key={props.keyOf(row, index)} className={styles.row}>
              {props.columns.map(({ key, show, isNumber }) => (
                <td key={key} className={mergeClasses(styles.cell, isNumber && styles.number)}>
                  {show(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
