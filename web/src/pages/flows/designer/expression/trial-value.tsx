import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateTrialResult } from '../../../../../../src/app/view/designer.ts';
import { postJson } from '../../../../api/client.ts';
import { useTell } from '../../../../i18n/server-words.ts';
import { useText } from '../../../../parts/text.ts';
import { useDesigner } from '../designer-context.ts';
import { knownOf } from '../known-run.ts';

const useStyles = makeStyles({
  root: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere', marginTop: '2px' },
  wrong: { color: tokens.colorPaletteRedForeground1 },
});
const MAX_SHOWN = 300;

/** What a text with expressions gives in the run that is looked at. */
export function TrialValue({ template }: { template: string }) {
  const { t } = useTranslation();
  const tell = useTell();
  const styles = useStyles();
  const text = useText();
  const { run } = useDesigner();
  const deferred = useDeferredValue(template);
  const isExpression = /@[{a-zA-Z(]/.test(deferred);
  const query = useQuery({
    queryKey: ['designer', 'evaluate', run?.runId, deferred],
    queryFn: () =>
      postJson<TemplateTrialResult>('/api/designer/evaluate', { template: deferred, ...(run && knownOf(run)) }),
    enabled: isExpression && run !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!isExpression || !run || !query.data) return null;
  const { error, value } = query.data;
  if (error)
    return <p className={mergeClasses(text.caption, styles.root, styles.wrong)}>{tell(error.message, error.code)}</p>;
  const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return (
    <p className={mergeClasses(text.caption, styles.root)}>
      {t('designer.valueInRun', { value: shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)} …` : shown })}
    </p>
  );
}
