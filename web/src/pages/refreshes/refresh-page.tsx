import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { refreshQuery } from '../../api/queries.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { RefreshState } from '../home/refresh-state.tsx';
import { useScopeName } from './scope-name.ts';

/** One refresh with its tasks. */
export function RefreshPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/data/refreshes/$id' });
  const format = useFormat();
  const now = useNow();
  const nameOf = useScopeName();
  return (
    <Loaded query={useQuery(refreshQuery(id))}>
      {(job) => (
        <>
          <PageHead
            title={nameOf(job.scope)}
            lead={[format.fullMoment(job.submittedAt), t('refresh.by', { who: job.submittedBy })].join(' · ')}
          />
          <Panel title={t('refresh.tasks')}>
            <RefreshState job={job} now={now} />
          </Panel>
        </>
      )}
    </Loaded>
  );
}
