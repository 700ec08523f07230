import { Button } from '@fluentui/react-components';
import { AlertRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { EvaluationView } from '../../../../src/app/view/watcher.ts';
import { evaluationsQuery } from '../../api/queries/triggers.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice } from '../../parts/form/fields.tsx';
import type { ListColumn } from '../../parts/list-frame.tsx';
import { FirstRefresh } from '../../parts/next-step.tsx';
import { PagedView } from '../../parts/paged-view.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { useSorting } from '../../parts/use-sorting.ts';

const DECISIONS = [
  'fired',
  'baseline',
  'notCrossed',
  'pending',
  'notRearmed',
  'coolDown',
  'snoozed',
  'held',
  'ignored',
] as const;

/** Decisions of a watcher, filtered by the server; the chosen one is explained above. */
export function EvaluationList({ watcherId }: { watcherId: string }) {
  const { t } = useTranslation();
  const [{ decision }, change] = useAddress('decision');
  const sorting = useSorting('evaluatedAt');
  return (
    <PagedView
      name="decisions"
      label={t('watcher.decisions')}
      query={evaluationsQuery(watcherId, { decision, sort: sorting.sort })}
      sorting={sorting}
      columns={useColumns()}
      keyOf={({ evaluationId }) => evaluationId}
      filters={
        <Choice
          label={t('watcher.reason')}
          value={decision}
          none={t('list.all')}
          options={DECISIONS.map((value) => ({ value, label: t(`decision.${value}`) }))}
          onChange={(value) => change({ decision: value })}
        />
      }
      empty={
        <Empty
          icon={AlertRegular}
          title={t('watcher.noDecision')}
          text={t('home.firingsEmptyText')}
          action={<FirstRefresh />}
        />
      }
    />
  );
}

function useColumns(): readonly ListColumn<EvaluationView>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const [{ evaluation: chosen }, change] = useAddress('evaluation');
  const numberColumn = (key: 'previous' | 'value' | 'threshold', title: string): ListColumn<EvaluationView> => ({
    key,
    title,
    value: (evaluation) => evaluation[key],
    show: ({ [key]: value }) => (value === undefined ? '–' : format.number(value)),
    isNumber: true,
  });
  const decisionOf = ({ decision }: EvaluationView) => t(`decision.${decision as 'fired'}`);
  return [
    {
      key: 'evaluatedAt',
      title: t('watcher.refresh'),
      value: ({ evaluatedAt }) => evaluatedAt,
      show: ({ evaluatedAt, refreshId }) => (
        <Anchor to="/data/refreshes/$id" params={{ id: refreshId }}>
          {format.moment(evaluatedAt, now)}
        </Anchor>
      ),
    },
    numberColumn('previous', t('watcher.previous')),
    numberColumn('value', t('threshold.value')),
    numberColumn('threshold', t('threshold.title')),
    {
      key: 'decision',
      title: t('watcher.reason'),
      value: decisionOf,
      show: (evaluation) => (
        <Chip {...(evaluation.hasFired && { tone: 'good' as const })}>{decisionOf(evaluation)}</Chip>
      ),
    },
    {
      key: 'why',
      title: t('watcher.why'),
      show: ({ evaluationId }) => (
        <Button
          size="small"
          aria-pressed={evaluationId === chosen}
          onClick={() => change({ evaluation: evaluationId })}
        >
          {t('watcher.why')}
        </Button>
      ),
    },
  ];
}
