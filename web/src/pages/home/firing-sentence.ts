import { useTranslation } from 'react-i18next';
import type { FiringView } from '../../../../src/app/view/watcher.ts';
import { useFormat } from '../../format/use-format.ts';

/** Triggers whose sentence says nothing without the name of the source before it. */
const NEEDS_SUBJECT: ReadonlySet<string> = new Set(['DataSourceRefreshFailed', 'DataSourceRefreshSucceeded']);

/** Why a trigger fired, in the reader's language; the subject stands before it. */
export function useFiringSentence(firing: FiringView): string {
  const { t } = useTranslation();
  const format = useFormat();
  const { trigger } = firing;
  if (trigger !== 'SegmentThresholdCrossed' && trigger !== 'MeasureThresholdCrossed') {
    if (firing.jobStatus === 'failed') return t('firing.FullRefreshFailed');
    return NEEDS_SUBJECT.has(trigger) && !firing.subject ? firing.reason : t(`firing.${trigger}`);
  }
  const { value, previous, threshold, unit } = firing;
  if (value === undefined || threshold === undefined) return firing.reason;
  const texts = { value: format.quantity(value, unit), threshold: format.quantity(threshold, unit) };
  if (previous === undefined) return t('firing.reached', texts);
  return t(previous < value ? 'firing.rose' : 'firing.fell', { ...texts, previous: format.quantity(previous, unit) });
}
