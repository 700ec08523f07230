import { Select } from '@fluentui/react-components';
import { FlowRegular } from '@fluentui/react-icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../../../src/app/view/flow.ts';
import { runsQuery } from '../../api/queries.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Status } from '../../parts/status.tsx';
import { FILTERED_STATUSES } from './run-search.ts';
import { useTriggerName } from './trigger-name.ts';

/** Runs of all flows; the filter is the server's and stands in the address. */
export function RunsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { status } = useSearch({ from: '/flows/runs' });
  const query = useInfiniteQuery(runsQuery({ status }));
  const choose = (value: string) => {
    const chosen = FILTERED_STATUSES.find((each) => each === value);
    void navigate({ to: '/flows/runs', search: chosen ? { status: chosen } : {} });
  };
  return (
    <Page>
      <PageHead
        title={t('nav.runs')}
        actions={
          <Select aria-label={t('run.filter')} value={status ?? ''} onChange={(_event, data) => choose(data.value)}>
            <option value="">{t('run.all')}</option>
            {FILTERED_STATUSES.map((each) => (
              <option key={each} value={each}>
                {t(`runStatus.${each}`)}
              </option>
            ))}
          </Select>
        }
      />
      <PagedList query={query} empty={<NoRuns isFiltered={status !== undefined} />}>
        {(runs) => <RunTable runs={runs} />}
      </PagedList>
    </Page>
  );
}

function NoRuns({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation();
  const title = isFiltered ? t('run.noneFits') : t('home.runsEmpty');
  return <Empty icon={FlowRegular} title={title} text={isFiltered ? t('run.noneFitsText') : t('home.runsEmptyText')} />;
}

function RunTable({ runs }: { runs: readonly RunSummary[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const nameOf = useTriggerName();
  return (
    <DataTable
      label={t('nav.runs')}
      rows={runs}
      keyOf={({ runId }) => runId}
      columns={[
        {
          key: 'flow',
          title: t('kind.flow'),
          show: (run) => (
            <Anchor to="/flows/runs/$id" params={{ id: run.runId }}>
              {run.displayName}
            </Anchor>
          ),
        },
        {
          key: 'state',
          title: t('refresh.state'),
          show: ({ status }) => <Status status={status} label={t(`runStatus.${status}`)} />,
        },
        {
          key: 'trigger',
          title: t('kind.trigger'),
          show: ({ trigger }) => [nameOf(trigger.name), trigger.subject].filter(Boolean).join(' · '),
        },
        {
          key: 'when',
          title: t('refresh.startedAt'),
          show: (run) => format.moment(run.startedAt, now),
          isNumber: true,
        },
        {
          key: 'time',
          title: t('refresh.time'),
          show: ({ seconds }) => (seconds === undefined ? '–' : format.duration(seconds)),
          isNumber: true,
        },
      ]}
    />
  );
}
