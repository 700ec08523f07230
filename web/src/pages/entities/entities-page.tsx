import { TableRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { entitiesQuery } from '../../api/queries.ts';
import { useFormat } from '../../format/use-format.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';

/** Every entity of the published snapshot. */
export function EntitiesPage() {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Loaded query={useQuery(entitiesQuery)}>
      {({ items }) => (
        <>
          <PageHead title={t('nav.entities')} lead={t('entity.lead')} />
          {items.length === 0 ? (
            <Empty icon={TableRegular} title={t('home.noRefreshYet')} text={t('refresh.noneText')} />
          ) : (
            <DataTable
              label={t('nav.entities')}
              rows={items}
              keyOf={({ name }) => name}
              columns={[
                {
                  key: 'name',
                  title: t('entity.name'),
                  show: ({ name }) => (
                    <Anchor to="/data/entities/$name" params={{ name }}>
                      {name}
                    </Anchor>
                  ),
                },
                { key: 'kind', title: t('entity.kind'), show: ({ kind }) => t(`entity.kind.${kind}`) },
                {
                  key: 'attributes',
                  title: t('entity.attributes'),
                  show: ({ attributes }) => format.number(attributes.length),
                  isNumber: true,
                },
                {
                  key: 'rows',
                  title: t('refresh.rows'),
                  show: ({ rowCount }) => format.number(rowCount),
                  isNumber: true,
                },
              ]}
            />
          )}
        </>
      )}
    </Loaded>
  );
}
