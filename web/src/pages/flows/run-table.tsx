import { FlowRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../../../src/app/view/flow.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Chip } from '../../parts/chip.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import type { ListColumn } from '../../parts/list-frame.tsx';
import { NextStep, WayTo } from '../../parts/next-step.tsx';
import { Status } from '../../parts/status.tsx';
import { StaticResults } from './static-results.tsx';
import { useTriggerName } from './trigger-name.ts';

/** What stands where there is no run. */
export function NoRuns({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation();
  const title = isFiltered ? t('run.noneFits') : t('home.runsEmpty');
  return (
    <Empty
      icon={FlowRegular}
      title={title}
      text={isFiltered ? t('run.noneFitsText') : t('home.runsEmptyText')}
      action={
        !isFiltered && (
          <NextStep>
            <WayTo page="/flows" label={t('nav.flows')} />
          </NextStep>
        )
      }
    />
  );
}

/** Runs with how they went; those of one flow without its name. */
export function RunTable({ runs, isOfOneFlow = false }: { runs: readonly RunSummary[]; isOfOneFlow?: boolean }) {
  const { t } = useTranslation();
  const columns = useRunColumns({ isOfOneFlow });
  return <DataTable label={t('nav.runs')} rows={runs} keyOf={({ runId }) => runId} columns={columns} />;
}

/** What a list of runs says of each. */
export function useRunColumns({ isOfOneFlow = false } = {}): readonly ListColumn<RunSummary>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const nameOf = useTriggerName();
  const causeOf = ({ trigger }: RunSummary) => [nameOf(trigger.name), trigger.subject].filter(Boolean).join(' · ');
  const flow: ListColumn<RunSummary> = {
    key: 'flow',
    title: t('kind.flow'),
    value: ({ displayName }) => displayName,
    show: (run) => linkTo(run, run.displayName),
  };
  const when: ListColumn<RunSummary> = {
    key: 'startedAt',
    title: t('refresh.startedAt'),
    value: ({ startedAt }) => startedAt,
    show: (run) => (isOfOneFlow ? linkTo(run, format.moment(run.startedAt, now)) : format.moment(run.startedAt, now)),
    isNumber: !isOfOneFlow,
  };
  return [
    isOfOneFlow ? when : flow,
    {
      key: 'status',
      title: t('refresh.state'),
      value: ({ status }) => t(`runStatus.${status}`),
      show: ({ status, resubmittedFrom, staticResults }) => (
        <>
          <Status status={status} label={t(`runStatus.${status}`)} />{' '}
          {resubmittedFrom && <Chip>{t('run.isResubmitted')}</Chip>}{' '}
          {staticResults && <StaticResults names={staticResults} />}
        </>
      ),
    },
    {
      key: 'trigger',
      title: t('kind.trigger'),
      value: causeOf,
      show: (run) => (
        <>
          <span title={run.trigger.name}>{causeOf(run)}</span>{' '}
          {run.trigger.isByHand && <Chip>{t('run.isByHand')}</Chip>}
        </>
      ),
    },
    ...(isOfOneFlow ? [] : [when]),
    {
      key: 'seconds',
      title: t('refresh.time'),
      value: ({ seconds }) => seconds,
      show: ({ seconds }) => (seconds === undefined ? '–' : format.duration(seconds)),
      isNumber: true,
    },
  ];
}

function linkTo({ runId }: RunSummary, words: string) {
  return (
    <Anchor to="/flows/runs/$id" params={{ id: runId }}>
      {words}
    </Anchor>
  );
}
