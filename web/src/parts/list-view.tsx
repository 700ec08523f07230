import { SearchRegular } from '@fluentui/react-icons';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ColumnChooser, useHiddenColumns } from './column-chooser.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { Empty } from './empty.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { SearchField } from './search-field.tsx';
import { Toolbar } from './toolbar.tsx';
import { useAddress } from './use-address.ts';

/** A column of a list that is held whole: `value` is what it is sorted, searched and exported by. */
export interface ListColumn<Row> extends Column<Row> {
  readonly value: (row: Row) => string | number | boolean | undefined;
}

/** A list that is held whole: searched, sorted and narrowed in the address, with chosen columns, saved as a file. */
export function ListView<Row>(props: {
  name: string;
  label: string;
  rows: readonly Row[];
  columns: readonly ListColumn<Row>[];
  keyOf: (row: Row) => string;
  /** What stands when there are no rows at all. */
  empty: ReactNode;
  /** Filters beside the search field. */
  filters?: ReactNode;
}) {
  const { t } = useTranslation();
  const [{ search, sort }, change] = useAddress('search', 'sort');
  const [hidden, setHidden] = useHiddenColumns(props.name);
  const rows = useMemo(
    () => sortRows(searchRows(props.rows, props.columns, search), props.columns, sort),
    [props.rows, props.columns, search, sort],
  );
  if (props.rows.length === 0) return props.empty;
  const columns = props.columns.filter(({ key }) => !hidden.includes(key));
  const exported = () =>
    rows.map((row) => Object.fromEntries(props.columns.map(({ key, value }) => [key, value(row)])));
  return (
    <>
      <Toolbar
        end={
          <>
            <ColumnChooser columns={props.columns} hidden={hidden} onChange={setHidden} />
            <ExportButtons name={props.name} rows={exported} />
          </>
        }
      >
        <SearchField
          label={t('list.search')}
          value={search}
          onChange={(value) => change({ search: value }, { isTyping: true })}
        />
        {props.filters}
      </Toolbar>
      {rows.length === 0 ? (
        <Empty icon={SearchRegular} title={t('list.noneFits')} text={t('list.noneFitsText')} />
      ) : (
        <DataTable
          label={props.label}
          rows={rows}
          columns={columns}
          keyOf={props.keyOf}
          sort={sort}
          onSort={(wanted) => change({ sort: wanted })}
        />
      )}
    </>
  );
}

function searchRows<Row>(rows: readonly Row[], columns: readonly ListColumn<Row>[], search: string): readonly Row[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = fold(columns.map(({ value }) => String(value(row) ?? '')).join(' '));
    return words.every((word) => text.includes(word));
  });
}

function sortRows<Row>(rows: readonly Row[], columns: readonly ListColumn<Row>[], sort: string): readonly Row[] {
  const column = columns.find(({ key }) => key === sort.replace(/^-/, ''));
  if (!column) return rows;
  const sign = sort.startsWith('-') ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare(column.value(a), column.value(b)));
}

/** What is not there comes last. */
function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true, sensitivity: 'base' });
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
