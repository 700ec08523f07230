import { PeopleTeamRegular } from '@fluentui/react-icons';
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

/** Segments with size, change and the threshold someone watches. */
export function SegmentsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Loaded query={useQuery(homeQuery)}>
      {({ segments }) => (
        <>
          <PageHead title={t('nav.segments')} />
          {segments.length === 0 ? (
            <Empty icon={PeopleTeamRegular} title={t('home.segmentsEmpty')} text={t('home.segmentsEmptyText')} />
          ) : (
            <DataTable
              label={t('nav.segments')}
              rows={segments}
              keyOf={({ name }) => name}
              columns={[
                {
                  key: 'name',
                  title: t('entity.name'),
                  show: ({ name, displayName }) => (
                    <Anchor to="/segments/$name" params={{ name }}>
                      {displayName}
                    </Anchor>
                  ),
                },
                ...figureColumns(t, format, t('threshold.members')),
                {
                  key: 'threshold',
                  title: t('threshold.title'),
                  show: ({ threshold }) => (threshold === undefined ? '–' : format.number(threshold)),
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
