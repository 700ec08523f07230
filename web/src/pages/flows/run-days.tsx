import { useTranslation } from 'react-i18next';
import type { RunDay } from '../../../../src/app/view/flow.ts';
import { DayBars } from '../../parts/day-bars.tsx';

/** The runs of each of the last 28 days, by how they ended. */
export function RunDays({ days, now }: { days: readonly RunDay[]; now: Date }) {
  const { t } = useTranslation();
  return (
    <DayBars
      label={t('flow.chart')}
      mostText={(count) => t('flow.mostADay', { count })}
      parts={[
        { key: 'succeeded', title: t('flow.succeeded'), tone: 'good' },
        { key: 'failed', title: t('flow.failed'), tone: 'bad' },
        { key: 'other', title: t('flow.other'), tone: 'plain' },
      ]}
      days={days}
      now={now}
    />
  );
}

/** How many runs a day had. */
export function totalOf({ succeeded, failed, other }: RunDay): number {
  return succeeded + failed + other;
}
