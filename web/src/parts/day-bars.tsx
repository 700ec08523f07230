import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import { DataTable } from './data-table.tsx';
import { useText } from './text.ts';

const DAYS = 28;
const HEIGHT = 96;
const STEP = 24;
const BAR = 16;

const useStyles = makeStyles({
  plot: { display: 'block', width: '100%', height: `${HEIGHT + 4}px` },
  most: { color: tokens.colorNeutralForeground3 },
  ends: { display: 'flex', justifyContent: 'space-between' },
  floor: { stroke: tokens.colorNeutralStroke2 },
  good: { fill: tokens.colorPaletteGreenBackground3 },
  bad: { fill: tokens.colorPaletteRedBackground3 },
  main: { fill: tokens.colorBrandBackground },
  plain: { fill: tokens.colorNeutralStroke1 },
});

/** One of the numbers of a day, from the floor up. */
export interface BarPart<Key extends string> {
  readonly key: Key;
  readonly title: string;
  readonly tone: 'good' | 'bad' | 'main' | 'plain';
}

/** Numbers of one day in UTC. */
export type DayNumbers<Key extends string> = { readonly day: string } & Readonly<Record<Key, number>>;

/** Numbers of each of the last 28 days as bars, with the same numbers as a table. */
export function DayBars<Key extends string>(props: {
  label: string;
  /** Says the largest number of a day. */
  mostText: (count: number) => string;
  parts: readonly BarPart<Key>[];
  days: readonly DayNumbers<Key>[];
  now: Date;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const { label, parts, days } = props;
  const shown = lastDays(props.now);
  const totals = days.map((day) => parts.reduce((total, { key }) => total + day[key], 0));
  const most = Math.max(1, ...totals);
  return (
    <>
      <span className={mergeClasses(styles.most, text.caption)} aria-hidden="true">
        {props.mostText(most)}
      </span>
      <svg
        className={styles.plot}
        viewBox={`0 0 ${DAYS * STEP} ${HEIGHT + 4}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        <line className={styles.floor} x1={0} x2={DAYS * STEP} y1={4} y2={4} strokeDasharray="4 4" />
        <line className={styles.floor} x1={0} x2={DAYS * STEP} y1={HEIGHT + 1} y2={HEIGHT + 1} />
        {shown.map((day, index) => (
          <Bar key={day} parts={parts} counts={days.find((each) => each.day === day)} x={index * STEP} most={most} />
        ))}
      </svg>
      <div className={mergeClasses(styles.ends, text.caption)} aria-hidden="true">
        <span>{format.day(shown[0] ?? '')}</span>
        <span>{format.day(shown.at(-1) ?? '')}</span>
      </div>
      <details>
        <summary>{t('threshold.table')}</summary>
        <DataTable
          label={label}
          rows={days.toReversed()}
          keyOf={({ day }) => day}
          columns={[
            { key: 'day', title: t('flow.day'), show: ({ day }) => format.date(day) },
            ...parts.map(({ key, title }) => ({
              key,
              title,
              show: (row: DayNumbers<Key>) => format.number(row[key]),
              isNumber: true,
            })),
          ]}
        />
      </details>
    </>
  );
}

function Bar<Key extends string>(props: {
  parts: readonly BarPart<Key>[];
  counts: DayNumbers<Key> | undefined;
  x: number;
  most: number;
}) {
  const styles = useStyles();
  const { counts, x, most } = props;
  if (!counts) return null;
  let top = HEIGHT;
  return props.parts.map(({ key, tone }) => {
    const height = (counts[key] / most) * (HEIGHT - 4);
    top -= height;
    return <rect key={key} className={styles[tone]} x={x + (STEP - BAR) / 2} y={top} width={BAR} height={height} />;
  });
}

/** The last 28 days in UTC, today last. */
function lastDays(now: Date): readonly string[] {
  return Array.from({ length: DAYS }, (_, index) =>
    new Date(now.getTime() - (DAYS - 1 - index) * 86_400_000).toISOString().slice(0, 10),
  );
}
