import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Page } from './page.tsx';
import { PageSkeleton } from './page-skeleton.tsx';
import { Problem } from './problem.tsx';

/** A page that needs one answer of the server: waits for it, or says what went wrong. */
export function Loaded<Data>({
  query,
  children,
}: {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return <Page>{children(query.data)}</Page>;
  if (!query.error) return <PageSkeleton />;
  return (
    <Page>
      <Problem error={query.error} onRetry={() => void query.refetch()} />
    </Page>
  );
}
