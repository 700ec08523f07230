import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { RunDay } from '../../../../src/app/view/flow.ts';
import { useFormat } from '../../format/use-format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { useText } from '../../parts/text.ts';

const DAYS = 28;
const HEIGHT = 96;
const STEP = 24;
const BAR = 16;

const useStyles = makeStyles({
  plot: { display: 'block', width: '100%', height: `${HEIGHT + 4}px` },
  most: { color: tokens.colorNeutralForeground3 },
  ends: { display: 'flex', justifyContent: 'space-between' },
  floor: { stroke: tokens.colorNeutralStroke2 },
  succeeded: { fill: tokens.colorPaletteGreenBackground3 },
  failed: { fill: tokens.colorPaletteRedBackground3 },
  other: { fill: tokens.colorNeutralStroke1 },
});

const PARTS = ['succeeded', 'failed', 'other'] as const;

/** The runs of each of the last 28 days as bars, with the same numbers as a table. */
export function RunDays({ days, now }: { days: readonly RunDay[]; now: Date }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const shown = lastDays(now);
  const most = Math.max(1, ...days.map(totalOf));
  return (
    <>
      <span className={mergeClasses(styles.most, text.caption)} aria-hidden="true">
        {t('flow.mostADay', { count: most })}
      </span>
      <svg
        className={styles.plot}
        viewBox={`0 0 ${DAYS * STEP} ${HEIGHT + 4}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('flow.chart')}
      >
        <line className={styles.floor} x1={0} x2={DAYS * STEP} y1={4} y2={4} strokeDasharray="4 4" />
        <line className={styles.floor} x1={0} x2={DAYS * STEP} y1={HEIGHT + 1} y2={HEIGHT + 1} />
        {shown.map((day, index) => (
          <Bar key={day} counts={days.find((each) => each.day === day)} x={index * STEP} most={most} />
        ))}
      </svg>
      <div className={mergeClasses(styles.ends, text.caption)} aria-hidden="true">
        <span>{format.day(shown[0] ?? '')}</span>
        <span>{format.day(shown.at(-1) ?? '')}</span>
      </div>
      <details>
        <summary>{t('threshold.table')}</summary>
        <DayTable days={days} />
      </details>
    </>
  );
}

function Bar({ counts, x, most }: { counts: RunDay | undefined; x: number; most: number }) {
  const styles = useStyles();
  if (!counts) return null;
  let top = HEIGHT;
  return PARTS.map((part) => {
    const height = (counts[part] / most) * (HEIGHT - 4);
    top -= height;
    return <rect key={part} className={styles[part]} x={x + (STEP - BAR) / 2} y={top} width={BAR} height={height} />;
  });
}

function DayTable({ days }: { days: readonly RunDay[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <DataTable
      label={t('flow.chart')}
      rows={days.toReversed()}
      keyOf={({ day }) => day}
      columns={[
        { key: 'day', title: t('flow.day'), show: ({ day }) => format.date(day) },
        ...PARTS.map((part) => ({
          key: part,
          title: t(`flow.${part}`),
          show: (row: RunDay) => format.number(row[part]),
          isNumber: true,
        })),
      ]}
    />
  );
}

/** How many runs a day had. */
export function totalOf({ succeeded, failed, other }: RunDay): number {
  return succeeded + failed + other;
}

/** The last 28 days in UTC, today last. */
function lastDays(now: Date): readonly string[] {
  return Array.from({ length: DAYS }, (_, index) =>
    new Date(now.getTime() - (DAYS - 1 - index) * 86_400_000).toISOString().slice(0, 10),
  );
}
