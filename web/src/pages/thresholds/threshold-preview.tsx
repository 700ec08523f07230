import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BacktestView } from '../../../../src/app/view/watcher.ts';
import { NumberField } from '../../parts/form/fields.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useText } from '../../parts/text.ts';
import { Firings } from './firings.tsx';
import { OptionFields, useThresholdSentence } from './option-fields.tsx';
import type { Threshold } from './threshold-options.ts';

const useStyles = makeStyles({
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
  return (
    <Panel title={t('threshold.try')} lead={t('threshold.dragLead')}>
      <NumberField
        label={t('threshold.title')}
        value={props.value.threshold}
        onChange={(threshold) => threshold !== undefined && props.onChange({ ...props.value, threshold })}
      />
      <p className={mergeClasses(text.caption, styles.sentence)}>{sentenceOf(props.value, props.subject)}</p>
      <OptionFields value={props.value} onChange={props.onChange} />
      {props.backtest && <Firings backtest={props.backtest} />}
      {props.children}
    </Panel>
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
