import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowTrendingDownRegular, ArrowTrendingUpRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { BacktestView, EvaluationView } from '../../../../src/app/view/watcher.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Lines } from '../../parts/lines.tsx';
import { useText } from '../../parts/text.ts';

/** Most crossings listed; the plot shows all. */
const MOST_LISTED = 8;

const useStyles = makeStyles({
  line: { display: 'flex', justifyContent: 'space-between', gap: '12px' },
  crossing: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
  icon: { color: tokens.colorPaletteGreenForeground1 },
});

/** How often a threshold would have fired in the kept history, and when; the newest first. */
export function Firings({ backtest }: { backtest: BacktestView }) {
  const { t } = useTranslation();
  const text = useText();
  const fired = backtest.evaluations.filter(({ hasFired }) => hasFired).toReversed();
  return (
    <>
      <p role="status" className={text.strong}>
        {t('threshold.wouldHaveFired', {
          count: backtest.firings,
          refreshes: t('threshold.inRefreshes', { count: backtest.evaluations.length }),
        })}
      </p>
      <Lines>
        {fired.slice(0, MOST_LISTED).map((evaluation) => (
          <Crossing key={evaluation.evaluationId} evaluation={evaluation} />
        ))}
      </Lines>
    </>
  );
}

function Crossing({ evaluation }: { evaluation: EvaluationView }) {
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const { previous, value } = evaluation;
  const values = [previous, value].map((each) => (each === undefined ? '–' : format.number(each)));
  const isFall = previous !== undefined && value !== undefined && value < previous;
  const Icon = isFall ? ArrowTrendingDownRegular : ArrowTrendingUpRegular;
  return (
    <li className={styles.line}>
      <span>{format.moment(evaluation.evaluatedAt, now)}</span>
      <span className={mergeClasses(text.number, styles.crossing)}>
        <Icon className={styles.icon} />
        {values.join(' → ')}
      </span>
    </li>
  );
}
