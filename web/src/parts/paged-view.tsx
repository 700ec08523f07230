import { Button } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type PagedQuery, readAllPages } from '../api/queries.ts';
import { ListFrame, type ListProps } from './list-frame.tsx';
import { Problem } from './problem.tsx';
import { Waiting } from './waiting.tsx';

/** A list that the server filters and gives page by page; a file of it holds every row that fits. */
export function PagedView<Row>({ query, ...props }: ListProps<Row> & { query: PagedQuery<Row> }) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(query);
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const instead = () => {
    if (error) return <Problem error={error} onRetry={() => void refetch()} />;
    if (!data) return <Waiting />;
    return rows.length === 0 ? props.empty : undefined;
  };
  return (
    <>
      <ListFrame {...props} rows={rows} allRows={() => readAllPages(query)} instead={instead()} />
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
