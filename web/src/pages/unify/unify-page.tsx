import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowClockwiseRegular, EditRegular, MergeRegular } from '@fluentui/react-icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RefreshJob, RefreshTask } from '../../../../src/model/refresh.ts';
import { useSubmitRefresh } from '../../api/commands.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { homeQuery } from '../../api/queries/home.ts';
import { refreshesQuery } from '../../api/queries/refreshes.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { DefinitionVersions } from '../../parts/definition-versions.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { SampleButton } from '../../parts/sample-button.tsx';
import { Tabs, tabOf } from '../../parts/tabs.tsx';
import { Tiles } from '../../parts/tiles.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Can } from '../../session/can.tsx';
import { UNIFY_STEPS, type UnifyStatistics } from './unify-draft.ts';

const useStyles = makeStyles({
  steps: { display: 'flex', flexWrap: 'wrap', gap: '8px', '@media print': { display: 'none' } },
  step: {
    padding: '4px 12px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

/** What unification gave the last time, how it is defined, and the ways to run it. */
export function UnifyPage() {
  const { t } = useTranslation();
  return (
    <Loaded query={useQuery(definitionsQuery('unification'))}>
      {({ items }) => (
        <>
          <PageHead title={t('nav.unify')} lead={t('unify.lead')} actions={<Commands isDefined={items.length > 0} />} />
          {items.length === 0 ? (
            <Empty icon={MergeRegular} title={t('unify.empty')} text={t('unify.emptyText')} action={<SampleButton />} />
          ) : (
            <Results />
          )}
        </>
      )}
    </Loaded>
  );
}

function Commands({ isDefined }: { isDefined: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const submit = useSubmitRefresh();
  return (
    <>
      {submit.error && <Problem error={submit.error} />}
      {isDefined && (
        <Can who="contributor">
          <Button
            icon={<ArrowClockwiseRegular />}
            disabledFocusable={submit.isPending}
            onClick={() => submit.mutate({ kind: 'unify' })}
          >
            {t('unify.run')}
          </Button>
          <Button
            icon={<ArrowClockwiseRegular />}
            disabledFocusable={submit.isPending}
            onClick={() => submit.mutate({ kind: 'full' })}
          >
            {t('unify.runAll')}
          </Button>
        </Can>
      )}
      <Can who="contributor">
        <Button appearance="primary" icon={<EditRegular />} onClick={() => void navigate({ to: '/unify/edit' })}>
          {t(isDefined ? 'app.edit' : 'unify.begin')}
        </Button>
      </Can>
    </>
  );
}

function Results() {
  const { t } = useTranslation();
  const styles = useStyles();
  const [{ tab }] = useAddress('tab');
  const jobs = useInfiniteQuery(refreshesQuery()).data?.pages.flatMap(({ items }) => items) ?? [];
  const found = lastMerge(jobs);
  const tabs = [
    { value: 'results', label: t('unify.results') },
    { value: 'definition', label: t('definition.title') },
  ] as const;
  const chosen = tabOf(tabs, tab);
  return (
    <>
      <div className={styles.steps}>
        {UNIFY_STEPS.slice(0, 4).map((step) => (
          <Can key={step} who="contributor">
            <Anchor to="/unify/edit" search={{ step } as never} className={styles.step}>
              {t(`unify.step.${step}`)}
            </Anchor>
          </Can>
        ))}
        <Anchor to="/unify/audience" className={styles.step}>
          {t('audience.title')}
        </Anchor>
        <Anchor to="/unify/pairs" className={styles.step}>
          {t('unify.inspector')}
        </Anchor>
        <Anchor to="/unify/thresholds" className={styles.step}>
          {t('labels.title')}
        </Anchor>
      </div>
      <Tabs label={t('nav.unify')} tabs={tabs} value={chosen} />
      {chosen === 'definition' && <DefinitionVersions kind="unification" name="unification" />}
      {chosen === 'results' &&
        (found ? (
          <Statistics job={found.job} task={found.task} />
        ) : (
          <Empty icon={MergeRegular} title={t('home.noRefreshYet')} text={t('refresh.noneText')} />
        ))}
    </>
  );
}

function lastMerge(jobs: readonly RefreshJob[]): { job: RefreshJob; task: RefreshTask } | undefined {
  for (const job of jobs) {
    const task = job.tasks.find(
      ({ operationType, additionalInfo }) => operationType === 'merge' && additionalInfo['statistics'] !== undefined,
    );
    if (task) return { job, task };
  }
  return undefined;
}

function Statistics({ job, task }: { job: RefreshJob; task: RefreshTask }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const profiles = useQuery(homeQuery).data?.profiles;
  const statistics = task.additionalInfo['statistics'] as UnifyStatistics;
  const share = (percent: number) => format.percent(percent / 100);
  return (
    <>
      <Tiles
        items={[
          { title: t('unify.uniqueRecords'), value: format.number(statistics.uniqueSourceRecords) },
          {
            title: t('home.profiles'),
            value: format.number(profiles?.value ?? statistics.matchedAndNonMatchedRecords),
          },
          { title: t('unify.matchedProfiles'), value: format.number(statistics.matchedRecordsOnly) },
          { title: t('refresh.last'), value: format.moment(job.endedAt ?? job.submittedAt, now) },
        ]}
      />
      {task.warnings.map((warning) => (
        <ErrorNote key={`${warning.code}${warning.message}`} error={warning} />
      ))}
      <Panel title={t('nav.entities')}>
        <DataTable
          label={t('nav.entities')}
          rows={statistics.entities}
          keyOf={({ entity }) => entity}
          columns={[
            { key: 'entity', title: t('source.entity'), show: ({ entity }) => entity },
            {
              key: 'records',
              title: t('unify.records'),
              show: ({ records }) => format.number(records),
              isNumber: true,
            },
            {
              key: 'unique',
              title: t('unify.uniqueRecords'),
              show: ({ uniqueRecords }) => format.number(uniqueRecords),
              isNumber: true,
            },
            {
              key: 'matched',
              title: t('unify.matched'),
              show: ({ matchedRecords, matchedPercent }) =>
                `${format.number(matchedRecords)} (${share(matchedPercent)})`,
              isNumber: true,
            },
          ]}
        />
      </Panel>
      <Panel title={t('unify.rules')}>
        <DataTable
          label={t('unify.rules')}
          rows={statistics.rules}
          keyOf={({ rule, kind, left, right }) => `${kind}/${left}/${right}/${rule}`}
          columns={[
            { key: 'rule', title: t('unify.ruleName'), show: ({ rule }) => rule },
            { key: 'kind', title: t('source.kind'), show: ({ kind }) => t(`unify.kind.${kind}`) },
            {
              key: 'pair',
              title: t('nav.entities'),
              show: ({ kind, left, right }) => (kind === 'match' ? `${left} – ${right}` : left),
            },
            { key: 'links', title: t('unify.found'), show: ({ links }) => format.number(links), isNumber: true },
            {
              key: 'share',
              title: t('unify.share'),
              show: ({ kind, leftPercent, rightPercent }) =>
                kind === 'match' ? `${share(leftPercent)} – ${share(rightPercent)}` : share(leftPercent),
              isNumber: true,
            },
          ]}
        />
      </Panel>
    </>
  );
}
