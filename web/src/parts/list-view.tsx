import { SearchRegular } from '@fluentui/react-icons';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from './empty.tsx';
import { type ListColumn, ListFrame, type ListProps } from './list-frame.tsx';
import { SearchField } from './search-field.tsx';
import { useAddress } from './use-address.ts';

/** A list that is held whole: searched, sorted and narrowed in the address, with chosen columns, saved as a file. */
export function ListView<Row>(props: ListProps<Row> & { rows: readonly Row[] }) {
  const { t } = useTranslation();
  const [{ search, sort }, change] = useAddress('search', 'sort');
  const rows = useMemo(
    () => sortRows(searchRows(props.rows, props.columns, search), props.columns, sort),
    [props.rows, props.columns, search, sort],
  );
  if (props.rows.length === 0) return props.empty;
  return (
    <ListFrame
      {...props}
      rows={rows}
      {...(rows.length === 0 && {
        instead: <Empty icon={SearchRegular} title={t('list.noneFits')} text={t('list.noneFitsText')} />,
      })}
      allRows={() => Promise.resolve(rows)}
      sort={sort}
      onSort={(wanted) => change({ sort: wanted })}
      filters={
        <>
          <SearchField
            label={t('list.search')}
            value={search}
            onChange={(value) => change({ search: value }, { isTyping: true })}
          />
          {props.filters}
        </>
      }
    />
  );
}

function searchRows<Row>(rows: readonly Row[], columns: readonly ListColumn<Row>[], search: string): readonly Row[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = fold(columns.map(({ value }) => String(value?.(row) ?? '')).join(' '));
    return words.every((word) => text.includes(word));
  });
}

function sortRows<Row>(rows: readonly Row[], columns: readonly ListColumn<Row>[], sort: string): readonly Row[] {
  const column = columns.find(({ key }) => key === sort.replace(/^-/, ''));
  const value = column?.value;
  if (!value) return rows;
  const sign = sort.startsWith('-') ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare(value(a), value(b)));
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
