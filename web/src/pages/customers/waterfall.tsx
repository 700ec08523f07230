import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { comparedValues, type Fall, fallsOf, type Waterfall as Sum } from '../../../../src/model/waterfall.ts';
import { useFormat } from '../../format/use-format.ts';
import { useEvidence } from '../../i18n/server-words.ts';
import { scrollArea } from '../../parts/scroll-area.ts';

const useStyles = makeStyles({
  root: { overflowX: 'auto', paddingTop: '6px' },
  table: { width: '100%', borderCollapse: 'collapse', fontSize: tokens.fontSizeBase200 },
  cell: { padding: '3px 10px 3px 0', textAlign: 'start', verticalAlign: 'middle', fontWeight: 'inherit' },
  values: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  bits: { textAlign: 'end', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
  total: { fontWeight: tokens.fontWeightSemibold, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  bar: { width: '35%', minWidth: '90px' },
  plot: { display: 'block', width: '100%', height: '12px' },
  zero: { stroke: tokens.colorNeutralStroke1, strokeWidth: '1px', vectorEffect: 'non-scaling-stroke' },
  for: { fill: tokens.colorPaletteGreenForeground1 },
  against: { fill: tokens.colorPaletteRedForeground1 },
});

/** How the match weight of two records comes about: where it starts, what each comparison adds or takes, and where it ends. */
export function Waterfall({ weights }: { weights: Sum }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const evidence = useEvidence();
  const format = useFormat();
  // What neither adds nor takes is left out.
  const falls = fallsOf(weights).filter(({ key, bits }) => bits !== 0 || key === 'start' || key === 'weight');
  const reached = falls.flatMap(({ from, to }) => [from, to]);
  const [least, most] = [Math.min(0, ...reached), Math.max(1, ...reached)];
  const titles = { start: t('waterfall.start'), lookalikes: t('waterfall.lookalikes'), weight: t('waterfall.weight') };
  return (
    <div className={styles.root} {...scrollArea}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th className={styles.cell}>{t('waterfall.evidence')}</th>
            <th className={styles.cell}>{t('waterfall.values')}</th>
            <th colSpan={2} className={styles.bits}>
              {t('waterfall.bits')}
            </th>
          </tr>
        </thead>
        <tbody>
          {falls.map(({ key, step, from, to, bits }) => (
            <tr key={key} className={key === 'weight' ? styles.total : undefined}>
              <th scope="row" className={styles.cell}>
                {step ? `${evidence(step.title)}: ${evidence(step.level)}` : titles[key as keyof typeof titles]}
              </th>
              <td className={`${styles.cell} ${styles.values}`}>{step && comparedValues(step)}</td>
              <td className={styles.bar}>
                <Bar from={from} to={to} least={least} most={most} />
              </td>
              <td className={styles.bits}>{format.change(Math.round(bits * 10) / 10)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Bar({ from, to, least, most }: Pick<Fall, 'from' | 'to'> & { least: number; most: number }) {
  const styles = useStyles();
  const width = most - least;
  return (
    <svg className={styles.plot} viewBox={`${least} 0 ${width} 1`} preserveAspectRatio="none" aria-hidden="true">
      <line className={styles.zero} x1={0} x2={0} y1={0} y2={1} />
      <rect
        className={to >= from ? styles.for : styles.against}
        x={Math.min(from, to)}
        width={Math.max(Math.abs(to - from), width / 200)}
        y={0.15}
        height={0.7}
      />
    </svg>
  );
}
