import { DataTrendingRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { homeQuery } from '../../api/queries.ts';
import { useFormat } from '../../format/use-format.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { figureColumns } from './figure-columns.tsx';

/** Business measures with value and change. */
export function MeasuresPage() {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Loaded query={useQuery(homeQuery)}>
      {({ measures }) => (
        <>
          <PageHead title={t('nav.measures')} lead={t('threshold.measuresLead')} />
          {measures.length === 0 ? (
            <Empty icon={DataTrendingRegular} title={t('threshold.noMeasure')} text={t('threshold.noMeasureText')} />
          ) : (
            <DataTable
              label={t('nav.measures')}
              rows={measures}
              keyOf={({ name }) => name}
              columns={[
                {
                  key: 'name',
                  title: t('entity.name'),
                  show: ({ name, displayName }) => (
                    <Anchor to="/measures/$name" params={{ name }}>
                      {displayName}
                    </Anchor>
                  ),
                },
                ...figureColumns(t, format, t('threshold.value')),
              ]}
            />
          )}
        </>
      )}
    </Loaded>
  );
}
