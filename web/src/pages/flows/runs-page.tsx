import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { flowsQuery, runQuery, runsQuery } from '../../api/queries/flows.ts';
import { DayRange } from '../../parts/day-range.tsx';
import { Choice } from '../../parts/form/fields.tsx';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PagedView } from '../../parts/paged-view.tsx';
import { Problem } from '../../parts/problem.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { useSettled } from '../../parts/use-settled.ts';
import { useSorting } from '../../parts/use-sorting.ts';
import { Can } from '../../session/can.tsx';
import { useCan } from '../../session/use-session.ts';
import { BulkRuns } from './bulk-runs.tsx';
import { RunCommands } from './run-commands.tsx';
import { runIdOf } from './run-id.ts';
import { FILTERED_STATUSES, filterOf } from './run-search.ts';
import { NoRuns, useRunColumns } from './run-table.tsx';

/** Runs of all flows; the filter is the server's and stands in the address. */
export function RunsPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/flows/runs' });
  const sorting = useSorting('startedAt', 'seconds', 'status', 'flow');
  const mayChange = useCan('contributor');
  const asked = useAskedRun();
  const filter = filterOf({ ...search, text: useSettled(search.text ?? '') });
  return (
    <Page>
      <PageHead title={t('nav.runs')} lead={t('run.lead')} />
      <PagedView
        name="runs"
        label={t('nav.runs')}
        query={runsQuery({ ...filter, sort: sorting.sort })}
        sorting={sorting}
        columns={useRunColumns()}
        keyOf={({ runId }) => runId}
        empty={asked.error ? <Problem error={asked.error} /> : <NoRuns isFiltered={Object.keys(filter).length > 0} />}
        filters={<Filters />}
        commands={
          <Can who="contributor">
            <BulkRuns filter={filter} />
          </Can>
        }
        bulk={mayChange ? (runs, onEnd) => <RunCommands runs={runs} onEnd={onEnd} /> : undefined}
      />
    </Page>
  );
}

/** The run whose id is searched for. */
function useAskedRun() {
  const id = runIdOf(useSearch({ from: '/flows/runs' }).text ?? '');
  return useQuery({ ...runQuery(id ?? ''), enabled: id !== undefined, retry: false });
}

function Filters() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: run } = useAskedRun();
  const [search, change] = useAddress('text', 'flow', 'status', 'from', 'to');
  const flows = useQuery(flowsQuery).data?.items ?? [];
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (run) void navigate({ to: '/flows/runs/$id', params: { id: run.runId } });
        }}
      >
        <SearchField
          label={t('run.search')}
          value={search.text}
          onChange={(text) => change({ text }, { isTyping: true })}
        />
      </form>
      <Choice
        label={t('kind.flow')}
        value={search.flow}
        none={t('run.allFlows')}
        options={flows.map(({ name, displayName }) => ({ value: name, label: displayName }))}
        onChange={(flow) => change({ flow })}
      />
      <Choice
        label={t('run.filter')}
        value={search.status}
        none={t('run.allStates')}
        options={FILTERED_STATUSES.map((value) => ({ value, label: t(`runStatus.${value}`) }))}
        onChange={(status) => change({ status })}
      />
      <DayRange days={search} onChange={change} />
    </>
  );
}
