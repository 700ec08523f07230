import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowDownRegular, ArrowUpRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { scrollArea } from './scroll-area.ts';
import { SelectAll, type Selection, SelectRow, useSelectRow } from './selection.tsx';
import { useText } from './text.ts';

/** A column: its title and what a row shows in it. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly show: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
  /** Whether rows can be ordered by it, where they can be ordered at all. Default true. */
  readonly canSort?: boolean;
}

const useStyles = makeStyles({
  frame: {
    overflowX: 'auto',
    backgroundColor: tokens.colorNeutralBackground1,
    // A shadow at the side where more can be scrolled to; at the end a cover that scrolls along hides it.
    backgroundImage: [
      `linear-gradient(to right, ${tokens.colorNeutralBackground1} 50%, transparent)`,
      `linear-gradient(to left, ${tokens.colorNeutralBackground1} 50%, transparent)`,
      `linear-gradient(to right, ${tokens.colorNeutralShadowKey}, transparent)`,
      `linear-gradient(to left, ${tokens.colorNeutralShadowKey}, transparent)`,
    ].join(', '),
    backgroundPosition: 'left, right, left, right',
    backgroundRepeat: 'no-repeat',
    backgroundSize: '32px 100%, 32px 100%, 10px 100%, 10px 100%',
    backgroundAttachment: 'local, local, scroll, scroll',
    border: `1px solid ${tokens.colorNeutralStroke3}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow2,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  table: { width: '100%', borderCollapse: 'collapse' },
  head: { textAlign: 'start', color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  cell: {
    padding: '9px 16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    verticalAlign: 'baseline',
    '& .fui-Button, & .fui-Switch': { verticalAlign: 'middle' },
  },
  // Where there is little room a table rather scrolls than breaks every word onto a line of its own.
  words: { '@media (max-width: 1099px)': { minWidth: '112px' } },
  row: {
    '&:last-child > td': { borderBottomStyle: 'none' },
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  sorter: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    padding: 0,
    border: 'none',
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  arrow: { fontSize: '12px' },
  select: { width: '32px', padding: '2px 0 0 8px' },
  number: { textAlign: 'end', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});

/** Rows in columns; scrolls sideways where it is too wide. */
export function DataTable<Row>(props: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row, index: number) => string;
  /** Key of the column that orders the rows, with `-` before it from the largest down. */
  sort?: string | undefined;
  onSort?: ((sort: string) => void) | undefined;
  /** Makes rows that can be chosen. */
  selection?: Selection<Row> | undefined;
}) {
  const styles = useStyles();
  const text = useText();
  const { selection } = props;
  const keys = props.rows.map(props.keyOf);
  const select = useSelectRow(keys, selection);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a frame that scrolls is neither a form's group nor a landmark
    <div role="group" className={styles.frame} aria-label={props.label} {...scrollArea}>
      <table className={mergeClasses(styles.table, text.body)}>
        <thead>
          <tr>
            {selection && (
              <td className={mergeClasses(styles.cell, styles.select)}>
                <SelectAll keys={keys} selection={selection} />
              </td>
            )}
            {props.columns.map(({ key, title, isNumber, canSort = true }) => (
              <th
                key={key}
                scope="col"
                aria-sort={sortOf(props.sort, key)}
                className={mergeClasses(styles.cell, styles.head, text.caption, isNumber && styles.number)}
              >
                {props.onSort && canSort ? (
                  <Sorter column={key} title={title} sort={props.sort} onSort={props.onSort} />
                ) : (
                  title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row, index) => (
            <tr key={keys[index]} className={styles.row}>
              {selection && (
                <td className={mergeClasses(styles.cell, styles.select)}>
                  <SelectRow row={row} rowKey={keys[index] ?? ''} selection={selection} select={select} />
                </td>
              )}
              {props.columns.map(({ key, show, isNumber }) => (
                <td key={key} className={mergeClasses(styles.cell, isNumber ? styles.number : styles.words)}>
                  {show(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sortOf(sort: string | undefined, key: string): 'ascending' | 'descending' | undefined {
  if (sort === key) return 'ascending';
  return sort === `-${key}` ? 'descending' : undefined;
}

function Sorter(props: { column: string; title: string; sort: string | undefined; onSort: (sort: string) => void }) {
  const styles = useStyles();
  const state = sortOf(props.sort, props.column);
  const next = { none: props.column, ascending: `-${props.column}`, descending: '' }[state ?? 'none'];
  return (
    <button type="button" className={styles.sorter} onClick={() => props.onSort(next)}>
      {props.title}
      {state === 'ascending' && <ArrowUpRegular className={styles.arrow} />}
      {state === 'descending' && <ArrowDownRegular className={styles.arrow} />}
    </button>
  );
}
