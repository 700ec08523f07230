import { TableRegular } from '@fluentui/react-icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { EntityRow } from '../../../../src/app/view/entity.ts';
import { entitiesQuery, rowsQuery } from '../../api/queries.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PagedList } from '../../parts/paged-list.tsx';

/** The rows of one entity. */
export function EntityPage() {
  const { t } = useTranslation();
  const { name } = useParams({ from: '/data/entities/$name' });
  const entity = useQuery(entitiesQuery).data?.items.find((each) => each.name === name);
  const rows = useInfiniteQuery(rowsQuery(name));
  const lead = entity && t('source.rows', { count: entity.rowCount });
  return (
    <Page>
      <PageHead title={name} lead={lead} />
      <PagedList
        query={rows}
        empty={<Empty icon={TableRegular} title={t('entity.empty')} text={t('entity.emptyText')} />}
      >
        {(items) => (
          <DataTable
            label={name}
            rows={items}
            keyOf={(_row, index) => String(index)}
            columns={columnsOf(
              items,
              entity?.attributes.map((attribute) => attribute.name),
            )}
          />
        )}
      </PagedList>
    </Page>
  );
}

function columnsOf(rows: readonly EntityRow[], names?: readonly string[]): readonly Column<EntityRow>[] {
  const keys = names ?? Object.keys(rows[0] ?? {});
  return keys.map((key) => ({ key, title: key, show: (row) => showValue(row[key]) }));
}

function showValue(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
