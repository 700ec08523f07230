import { Select } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { runsQuery } from '../../api/queries.ts';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Toolbar } from '../../parts/toolbar.tsx';
import { FILTERED_STATUSES } from './run-search.ts';
import { NoRuns, RunTable } from './run-table.tsx';

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
      <PageHead title={t('nav.runs')} lead={t('run.lead')} />
      <Toolbar>
        <Select aria-label={t('run.filter')} value={status ?? ''} onChange={(_event, data) => choose(data.value)}>
          <option value="">{t('run.all')}</option>
          {FILTERED_STATUSES.map((each) => (
            <option key={each} value={each}>
              {t(`runStatus.${each}`)}
            </option>
          ))}
        </Select>
      </Toolbar>
      <PagedList query={query} empty={<NoRuns isFiltered={status !== undefined} />}>
        {(runs) => <RunTable runs={runs} />}
      </PagedList>
    </Page>
  );
}
