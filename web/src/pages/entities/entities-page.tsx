import { TableRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EntityView } from '../../../../src/app/view/entity.ts';
import { entitiesQuery } from '../../api/queries/entities.ts';
import { useDisplayName } from '../../api/use-display-name.ts';
import { useFormat } from '../../format/use-format.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { BulkRefresh } from '../../parts/bulk/definition-commands.tsx';
import type { DefinitionItem } from '../../parts/bulk/delete-dialog.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ListView } from '../../parts/list-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { FirstRefresh } from '../../parts/next-step.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { useAsOf } from '../../parts/use-as-of.ts';
import { useCan } from '../../session/use-session.ts';

/** Every entity of the published snapshot. */
export function EntitiesPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const asOf = useAsOf();
  const sourceName = useDisplayName('dataSource');
  const mayRefresh = useCan('contributor');
  const sourcesOf = (entities: readonly EntityView[]) =>
    [...new Set(entities.flatMap(({ dataSource }) => dataSource ?? []))].map(
      (name): DefinitionItem => ({ kind: 'dataSource', name, displayName: sourceName(name), definition: undefined }),
    );
  return (
    <Loaded query={useQuery(entitiesQuery)}>
      {({ items }) => (
        <>
          <PageHead title={t('nav.entities')} lead={[t('entity.lead'), asOf].filter(Boolean).join(' ')} />
          <ListView
            name="entities"
            label={t('nav.entities')}
            rows={items}
            keyOf={({ name }) => name}
            bulk={mayRefresh ? (chosen, onEnd) => <BulkRefresh items={sourcesOf(chosen)} onEnd={onEnd} /> : undefined}
            empty={
              <Empty
                icon={TableRegular}
                title={t('home.noRefreshYet')}
                text={t('refresh.noneText')}
                action={<FirstRefresh />}
              />
            }
            columns={[
              {
                key: 'name',
                title: t('entity.name'),
                value: ({ name }) => name,
                show: ({ name }) => (
                  <Anchor to="/data/entities/$name" params={{ name }}>
                    {name}
                  </Anchor>
                ),
              },
              {
                key: 'kind',
                title: t('entity.kind'),
                value: ({ kind }) => t(`entity.kind.${kind}`),
                show: ({ kind }) => t(`entity.kind.${kind}`),
              },
              {
                key: 'source',
                title: t('kind.dataSource'),
                value: ({ dataSource }) => dataSource && sourceName(dataSource),
                show: ({ dataSource }) =>
                  dataSource ? (
                    <Anchor to="/data/sources/$name" params={{ name: dataSource }}>
                      {sourceName(dataSource)}
                    </Anchor>
                  ) : (
                    '–'
                  ),
              },
              {
                key: 'key',
                title: t('entity.key'),
                value: ({ primaryKey }) => primaryKey,
                show: ({ primaryKey }) => primaryKey ?? '–',
              },
              {
                key: 'attributes',
                title: t('entity.attributes'),
                value: ({ attributes }) => attributes.length,
                show: ({ attributes }) => format.number(attributes.length),
                isNumber: true,
              },
              {
                key: 'rows',
                title: t('refresh.rows'),
                value: ({ rowCount }) => rowCount,
                show: ({ rowCount }) => format.number(rowCount),
                isNumber: true,
              },
            ]}
          />
        </>
      )}
    </Loaded>
  );
}
