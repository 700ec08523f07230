import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { MatchThresholds } from '../../../../src/app/view/matching.ts';
import { useFormat } from '../../format/use-format.ts';
import { useText } from '../../parts/text.ts';

/** The drawing area is a hundred units wide and high. */
const SIDE = 100;
const TICKS = [0, 25, 50, 75, 100] as const;
/** Weights beyond are drawn at the edge, in bits. */
const MOST_BITS = 30;

/** Match weight of a probability: log2(p / (1 − p)) bits, the scale on which what nearly all probabilities hide is seen. */
export function weightOf(probability: number): number {
  return Math.max(-MOST_BITS, Math.min(MOST_BITS, Math.log2(probability / (1 - probability))));
}

const useStyles = makeStyles({
  root: { display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', gap: '4px 8px' },
  plot: { width: '100%', height: '280px', overflow: 'visible' },
  grid: { stroke: tokens.colorNeutralStroke2, strokeWidth: '1px', vectorEffect: 'non-scaling-stroke' },
  line: { fill: 'none', strokeWidth: '2px', vectorEffect: 'non-scaling-stroke', strokeLinejoin: 'round' },
  precision: { stroke: tokens.colorBrandForeground1 },
  recall: { stroke: tokens.colorPaletteGreenForeground1, strokeDasharray: '6 3' },
  suggested: {
    stroke: tokens.colorPaletteRedForeground1,
    strokeWidth: '1.5px',
    strokeDasharray: '2 3',
    vectorEffect: 'non-scaling-stroke',
  },
  ticks: { display: 'flex', justifyContent: 'space-between', color: tokens.colorNeutralForeground3 },
  vertical: { flexDirection: 'column-reverse', textAlign: 'end' },
  under: { gridColumn: '2' },
  legend: { gridColumn: '2', display: 'flex', flexWrap: 'wrap', gap: '4px 16px', listStyleType: 'none', padding: 0 },
  item: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
});

/** Precision and recall over the match weight of the threshold, with the suggested threshold as a line. */
export function ThresholdPlot({ curve: { points, suggested } }: { curve: MatchThresholds }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const lines = ['precision', 'recall'] as const;
  const weights = points.map(({ threshold }) => weightOf(threshold));
  const [least, most] = [Math.floor(Math.min(...weights)), Math.ceil(Math.max(...weights))];
  const placeOf = (threshold: number) => ((weightOf(threshold) - least) / Math.max(1, most - least)) * SIDE;
  const pathOf = (line: (typeof lines)[number]) =>
    points.map((point) => `${placeOf(point.threshold)},${(1 - point[line]) * SIDE}`).join(' ');
  const ticks = TICKS.map((tick) => <span key={tick}>{format.percent(tick / 100)}</span>);
  const legend = [...lines, ...(suggested === undefined ? [] : (['suggested'] as const))];
  return (
    <div className={mergeClasses(styles.root, text.caption)}>
      <div className={mergeClasses(styles.ticks, styles.vertical)} aria-hidden="true">
        {ticks}
      </div>
      <svg
        className={styles.plot}
        viewBox={`0 0 ${SIDE} ${SIDE}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('labels.plot')}
      >
        {TICKS.map((tick) => (
          <line key={tick} className={styles.grid} x1={0} x2={SIDE} y1={tick} y2={tick} />
        ))}
        {lines.map((line) => (
          <polyline key={line} className={mergeClasses(styles.line, styles[line])} points={pathOf(line)} />
        ))}
        {suggested !== undefined && (
          <line className={styles.suggested} x1={placeOf(suggested)} x2={placeOf(suggested)} y1={0} y2={SIDE} />
        )}
      </svg>
      <div className={mergeClasses(styles.ticks, styles.under)} aria-hidden="true">
        {TICKS.map((tick) => (
          <span key={tick}>{format.number(least + ((most - least) * tick) / 100)}</span>
        ))}
      </div>
      <ul className={styles.legend}>
        {legend.map((line) => (
          <li key={line} className={styles.item}>
            <svg width="24" height="8" aria-hidden="true">
              <line className={mergeClasses(styles.line, styles[line])} x1={0} x2={24} y1={4} y2={4} />
            </svg>
            {t(`labels.${line}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
