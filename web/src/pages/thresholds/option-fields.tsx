import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ThresholdOptions } from '../../../../src/model/trigger.ts';
import { useFormat } from '../../format/use-format.ts';
import { ChoiceField, FieldGrid, NumberField, SwitchField, TextField } from '../../parts/form/fields.tsx';
import { meaningfulOptions, type Threshold } from './threshold-options.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '12px' },
  summary: { cursor: 'pointer', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  inside: { paddingTop: '12px' },
});

/** How a threshold fires, as one sentence in plain words. */
export function useThresholdSentence(): (threshold: Threshold, subject: string) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ threshold, options = {} }, subject) => {
    const direction = options.direction ?? 'up';
    const value = format.number(threshold);
    const isSoft = options.inclusive ?? false;
    const parts: string[] = [
      t(isSoft ? `sentence.${direction}Inclusive` : `sentence.${direction}`, { subject, value }),
    ];
    if ((options.consecutive ?? 1) > 1) parts.push(t('sentence.consecutive', { count: options.consecutive ?? 1 }));
    parts.push(
      options.rearmLevel === undefined
        ? t('sentence.rearm')
        : t('sentence.rearmLevel', { value: format.number(options.rearmLevel) }),
    );
    if (options.coolDownMinutes) parts.push(t('sentence.coolDown', { count: options.coolDownMinutes }));
    if (options.snoozeUntil) parts.push(t('sentence.snooze', { when: format.fullMoment(options.snoozeUntil) }));
    parts.push(t(options.firstEvaluation === 'fireIfBeyond' ? 'sentence.firstFires' : 'sentence.firstBaseline'));
    return parts.join(' ');
  };
}

/** The options of a threshold; all are off until somebody wants them. */
export function OptionFields(props: { value: Threshold; onChange: (value: Threshold) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { value } = props;
  const options = value.options ?? {};
  const change = (part: ThresholdOptions) =>
    props.onChange({ threshold: value.threshold, options: meaningfulOptions({ ...options, ...part }) });
  return (
    <details className={styles.root} open={value.options !== undefined}>
      <summary className={styles.summary}>{t('threshold.options')}</summary>
      <div className={styles.inside}>
        <FieldGrid>
          <ChoiceField
            label={t('threshold.direction')}
            value={options.direction ?? 'up'}
            options={(['up', 'down', 'both'] as const).map((each) => ({
              value: each,
              label: t(`threshold.direction.${each}`),
            }))}
            onChange={(direction) => change({ direction: direction as NonNullable<ThresholdOptions['direction']> })}
          />
          <NumberField
            label={t('threshold.rearm')}
            hint={t('threshold.rearmHint')}
            value={options.rearmLevel}
            onChange={(rearmLevel) => change({ rearmLevel } as ThresholdOptions)}
          />
          <NumberField
            label={t('threshold.consecutive')}
            value={options.consecutive ?? 1}
            least={1}
            most={100}
            step={1}
            onChange={(consecutive) => change({ consecutive: consecutive ?? 1 })}
          />
          <NumberField
            label={t('threshold.coolDown')}
            value={options.coolDownMinutes ?? 0}
            least={0}
            onChange={(coolDownMinutes) => change({ coolDownMinutes: coolDownMinutes ?? 0 })}
          />
          <SwitchField
            label={t('threshold.inclusive')}
            value={options.inclusive ?? false}
            onChange={(inclusive) => change({ inclusive })}
          />
          <SwitchField
            label={t('threshold.firstFires')}
            value={options.firstEvaluation === 'fireIfBeyond'}
            onChange={(isOn) => change({ firstEvaluation: isOn ? 'fireIfBeyond' : 'baseline' })}
          />
          <TextField
            label={t('threshold.snooze')}
            hint={t('threshold.snoozeHint')}
            placeholder="2026-12-31T08:00:00Z"
            value={options.snoozeUntil ?? ''}
            onChange={(snoozeUntil) => change({ snoozeUntil })}
          />
        </FieldGrid>
      </div>
    </details>
  );
}
