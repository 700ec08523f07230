import { Field, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowTrendingUpRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { BacktestView, EvaluationView } from '../../../../src/app/view/watcher.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Lines } from '../../parts/lines.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useText } from '../../parts/text.ts';

/** Most crossings listed; the plot shows all. */
const MOST_LISTED = 8;

const useStyles = makeStyles({
  line: { display: 'flex', justifyContent: 'space-between', gap: '12px' },
  crossing: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
  icon: { color: tokens.colorPaletteGreenForeground1 },
});

/** A threshold to try: how often it would have fired in the kept history, and when. */
export function ThresholdPreview(props: {
  threshold: number;
  onChange: (threshold: number) => void;
  backtest: BacktestView | undefined;
}) {
  const { t } = useTranslation();
  const text = useText();
  const evaluations = props.backtest?.evaluations ?? [];
  const fired = evaluations.filter(({ hasFired }) => hasFired).toReversed();
  return (
    <Panel title={t('threshold.try')}>
      <Field label={t('threshold.label')} hint={t('threshold.hint')}>
        <Input
          type="number"
          value={String(props.threshold)}
          onChange={(_event, { value }) => {
            if (value !== '' && Number.isFinite(Number(value))) props.onChange(Number(value));
          }}
        />
      </Field>
      {props.backtest && (
        <p role="status" className={text.body}>
          {t('threshold.wouldHaveFired', { count: props.backtest.firings, total: evaluations.length })}
        </p>
      )}
      <Lines>
        {fired.slice(0, MOST_LISTED).map((evaluation) => (
          <Crossing key={evaluation.evaluationId} evaluation={evaluation} />
        ))}
      </Lines>
    </Panel>
  );
}

function Crossing({ evaluation }: { evaluation: EvaluationView }) {
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const values = [evaluation.previous, evaluation.value].map((value) =>
    value === undefined ? '–' : format.number(value),
  );
  return (
    <li className={styles.line}>
      <span>{format.moment(evaluation.evaluatedAt, now)}</span>
      <span className={mergeClasses(text.number, styles.crossing)}>
        <ArrowTrendingUpRegular className={styles.icon} />
        {values.join(' → ')}
      </span>
    </li>
  );
}
