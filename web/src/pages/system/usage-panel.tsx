import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { entitiesQuery } from '../../api/queries/entities.ts';
import { flowsQuery } from '../../api/queries/flows.ts';
import { refreshesQuery } from '../../api/queries/refreshes.ts';
import { triggersQuery } from '../../api/queries/triggers.ts';
import { useFormat } from '../../format/use-format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Tiles } from '../../parts/tiles.tsx';
import { secondsOf } from '../home/progress.ts';
import { CallsPanel } from './calls-panel.tsx';

/** How much the server is used: what it holds, and how long its last refreshes took. */
export function UsagePanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const entities = useQuery(entitiesQuery).data?.items ?? [];
  const flows = useQuery(flowsQuery).data?.items ?? [];
  const watchers = useQuery(triggersQuery).data?.items ?? [];
  const jobs = useInfiniteQuery(refreshesQuery()).data?.pages.flatMap(({ items }) => items) ?? [];
  const rows = entities.reduce((total, { rowCount }) => total + rowCount, 0);
  const days = [...new Set(jobs.map(({ submittedAt }) => submittedAt.slice(0, 10)))];
  return (
    <>
      <Tiles
        items={[
          { title: t('usage.rows'), value: format.number(rows) },
          { title: t('nav.entities'), value: format.number(entities.length) },
          { title: t('nav.flows'), value: format.number(flows.length) },
          { title: t('watcher.tab'), value: format.number(watchers.length) },
        ]}
      />
      <CallsPanel />
      <Panel title={t('usage.days')}>
        <DataTable
          label={t('usage.days')}
          rows={days}
          keyOf={(day) => day}
          columns={[
            { key: 'day', title: t('bucket.day'), show: (day) => format.date(day) },
            {
              key: 'refreshes',
              title: t('nav.refreshes'),
              show: (day) => format.number(jobs.filter(({ submittedAt }) => submittedAt.startsWith(day)).length),
              isNumber: true,
            },
            {
              key: 'time',
              title: t('refresh.time'),
              show: (day) =>
                format.duration(
                  jobs
                    .filter(({ submittedAt, endedAt }) => submittedAt.startsWith(day) && endedAt !== undefined)
                    .reduce((total, job) => total + (secondsOf(job, new Date()) ?? 0), 0),
                ),
              isNumber: true,
            },
          ]}
        />
      </Panel>
    </>
  );
}
