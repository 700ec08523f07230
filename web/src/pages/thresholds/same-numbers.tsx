import { useTranslation } from 'react-i18next';
import type { EvaluationView } from '../../../../src/app/view/watcher.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { Toolbar } from '../../parts/toolbar.tsx';

/** The numbers of the plot as a table, for who cannot see it and who wants to keep it. */
export function SameNumbers({ name, evaluations }: { name: string; evaluations: readonly EvaluationView[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const rows = () =>
    evaluations.map(({ evaluatedAt, value, previous, hasFired, decision, reason }) => ({
      evaluatedAt,
      value,
      previous,
      hasFired,
      decision,
      reason,
    }));
  return (
    <details>
      <summary>{t('threshold.table')}</summary>
      <Toolbar end={<ExportButtons name={`${name}-history`} rows={rows} />} />
      <DataTable
        label={t('threshold.table')}
        rows={evaluations.toReversed()}
        keyOf={({ evaluationId }) => evaluationId}
        columns={[
          { key: 'when', title: t('watcher.refresh'), show: ({ evaluatedAt }) => format.moment(evaluatedAt, now) },
          {
            key: 'value',
            title: t('threshold.value'),
            show: ({ value }) => (value === undefined ? '–' : format.number(value)),
            isNumber: true,
          },
          {
            key: 'fired',
            title: t('watcher.fired'),
            show: ({ hasFired }) => t(hasFired ? 'watcher.yes' : 'watcher.no'),
          },
          { key: 'decision', title: t('watcher.reason'), show: ({ decision }) => t(`decision.${decision as 'fired'}`) },
        ]}
      />
    </details>
  );
}
