import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, ProhibitedFilled } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { EvaluationView, WatcherView } from '../../../../src/app/view/watcher.ts';
import type { ThresholdOptions } from '../../../../src/model/trigger.ts';
import { useDisplayName } from '../../api/use-display-name.ts';
import { useFormat } from '../../format/use-format.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useText } from '../../parts/text.ts';
import { useAddress } from '../../parts/use-address.ts';
import { useThresholdSentence } from '../thresholds/option-fields.tsx';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', gap: '10px' },
  icon: { fontSize: '24px', flexShrink: 0 },
  fired: { color: tokens.colorPaletteGreenForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Why one decision was taken: the numbers, the rule, the refresh. The newest decision unless another is chosen. */
export function WhyCard(props: { watcher: WatcherView; evaluations: readonly EvaluationView[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const sentenceOf = useThresholdSentence();
  const segmentName = useDisplayName('segment');
  const measureName = useDisplayName('measure');
  const [{ evaluation: chosen }] = useAddress('evaluation');
  const evaluation = props.evaluations.find(({ evaluationId }) => evaluationId === chosen) ?? props.evaluations[0];
  if (!evaluation) return null;
  const { hasFired, decision, value, previous, threshold, refreshId, evaluatedAt, eventId } = evaluation;
  const { parameters } = props.watcher;
  const Icon = hasFired ? CheckmarkCircleFilled : ProhibitedFilled;
  const number = (each: number | undefined) => (each === undefined ? '–' : format.number(each));
  const { segment, measure } = parameters as { readonly segment?: string; readonly measure?: string };
  const subject = segment === undefined ? measureName(measure ?? '') : segmentName(segment);
  return (
    <Panel title={t(hasFired ? 'watcher.whyFired' : 'watcher.whyNot')}>
      <div className={styles.head}>
        <Icon className={mergeClasses(styles.icon, hasFired ? styles.fired : styles.quiet)} />
        <p className={text.strong}>{t(`decision.${decision as 'fired'}`)}</p>
      </div>
      {threshold !== undefined && (
        <p>{sentenceOf({ threshold, options: parameters['options'] as ThresholdOptions | undefined }, subject)}</p>
      )}
      <Facts
        facts={[
          [t('watcher.previous'), number(previous)],
          [t('threshold.value'), number(value)],
          [t('threshold.title'), number(threshold)],
          [
            t('watcher.refresh'),
            <Anchor key="refresh" to="/data/refreshes/$id" params={{ id: refreshId }}>
              {format.fullMoment(evaluatedAt)}
            </Anchor>,
          ],
          ...(eventId ? ([[t('trigger.event'), <code key="event">{eventId}</code>]] as const) : []),
        ]}
      />
    </Panel>
  );
}
