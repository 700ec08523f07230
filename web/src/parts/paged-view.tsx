import { Button } from '@fluentui/react-components';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type PagedQuery, readAllPages } from '../api/queries/paged.ts';
import { ListFrame, type ListProps } from './list-frame.tsx';
import { Problem } from './problem.tsx';
import type { Sorting } from './use-sorting.ts';
import { Waiting } from './waiting.tsx';

/** A list that the server filters, orders and gives page by page; a file of it holds every row that fits. */
export function PagedView<Row>({
  query,
  sorting,
  ...props
}: ListProps<Row> & { query: PagedQuery<Row>; sorting?: Sorting }) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...query,
    // The table, and with it the heading that was pressed, stays while another order is read.
    placeholderData: keepPreviousData,
  });
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const instead = () => {
    if (error) return <Problem error={error} onRetry={() => void refetch()} />;
    if (!data) return <Waiting />;
    return rows.length === 0 ? props.empty : undefined;
  };
  return (
    <>
      <ListFrame
        {...props}
        {...(sorting && { sort: sorting.shown, onSort: sorting.onSort, sortable: sorting.fields })}
        rows={rows}
        allRows={() => readAllPages(query)}
        instead={instead()}
      />
      {hasNextPage && (
        <div>
          <Button disabledFocusable={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('list.more')}
          </Button>
        </div>
      )}
    </>
  );
}
