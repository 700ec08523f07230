import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { EvaluationView } from '../../../../src/app/view/watcher.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Chip } from '../../parts/chip.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { Toolbar } from '../../parts/toolbar.tsx';
import { useAddress } from '../../parts/use-address.ts';

/** Decisions of a watcher; the chosen one is explained above. */
export function EvaluationTable({ evaluations }: { evaluations: readonly EvaluationView[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const [{ evaluation: chosen }, change] = useAddress('evaluation');
  const number = (value: number | undefined) => (value === undefined ? '–' : format.number(value));
  return (
    <>
      <Toolbar end={<ExportButtons name="decisions" rows={() => evaluations.map((each) => ({ ...each }))} />} />
      <DataTable
        label={t('watcher.decisions')}
        rows={evaluations}
        keyOf={({ evaluationId }) => evaluationId}
        columns={[
          {
            key: 'when',
            title: t('watcher.refresh'),
            show: ({ evaluatedAt, refreshId }) => (
              <Anchor to="/data/refreshes/$id" params={{ id: refreshId }}>
                {format.moment(evaluatedAt, now)}
              </Anchor>
            ),
          },
          { key: 'previous', title: t('watcher.previous'), show: ({ previous }) => number(previous), isNumber: true },
          { key: 'value', title: t('threshold.value'), show: ({ value }) => number(value), isNumber: true },
          { key: 'threshold', title: t('threshold.title'), show: ({ threshold }) => number(threshold), isNumber: true },
          {
            key: 'decision',
            title: t('watcher.reason'),
            show: ({ decision, hasFired }) => (
              <Chip {...(hasFired && { tone: 'good' as const })}>{t(`decision.${decision as 'fired'}`)}</Chip>
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
        ]}
      />
    </>
  );
}
