import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowTrendingDownRegular, ArrowTrendingUpRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BacktestView, EvaluationView } from '../../../../src/app/view/watcher.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { NumberField } from '../../parts/form/fields.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useText } from '../../parts/text.ts';
import { OptionFields, useThresholdSentence } from './option-fields.tsx';
import type { Threshold } from './threshold-options.ts';

/** Most crossings listed; the plot shows all. */
const MOST_LISTED = 8;

const useStyles = makeStyles({
  line: { display: 'flex', justifyContent: 'space-between', gap: '12px' },
  crossing: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
  icon: { color: tokens.colorPaletteGreenForeground1 },
  sentence: {
    padding: '8px 10px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
});

/** A threshold to try: what it means, how often it would have fired in the kept history, and when. */
export function ThresholdPreview(props: {
  value: Threshold;
  subject: string;
  onChange: (value: Threshold) => void;
  backtest: BacktestView | undefined;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const sentenceOf = useThresholdSentence();
  const evaluations = props.backtest?.evaluations ?? [];
  const fired = evaluations.filter(({ hasFired }) => hasFired).toReversed();
  return (
    <Panel title={t('threshold.try')} lead={t('threshold.dragLead')}>
      <NumberField
        label={t('threshold.title')}
        value={props.value.threshold}
        onChange={(threshold) => threshold !== undefined && props.onChange({ ...props.value, threshold })}
      />
      <p className={mergeClasses(text.caption, styles.sentence)}>{sentenceOf(props.value, props.subject)}</p>
      <OptionFields value={props.value} onChange={props.onChange} />
      {props.backtest && (
        <p role="status" className={text.strong}>
          {t('threshold.wouldHaveFired', { count: props.backtest.firings, total: evaluations.length })}
        </p>
      )}
      <Lines>
        {fired.slice(0, MOST_LISTED).map((evaluation) => (
          <Crossing key={evaluation.evaluationId} evaluation={evaluation} />
        ))}
      </Lines>
      {props.children}
    </Panel>
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

/** A command below the preview. */
export function PreviewCommand(props: { label: string; onClick: () => void; isPrimary?: boolean }) {
  return (
    <Button appearance={props.isPrimary ? 'primary' : 'secondary'} onClick={props.onClick}>
      {props.label}
    </Button>
  );
}
