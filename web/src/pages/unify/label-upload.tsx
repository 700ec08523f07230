import { Button } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchLabels } from '../../../../src/app/view/matching.ts';
import { Panel } from '../../parts/panel.tsx';
import { readLabels } from './label-file.ts';

/** Takes labelled pairs from a CSV file; they count as long as the page is open. */
export function LabelUpload(props: { count: number; onLabels: (labels: NonNullable<MatchLabels['labels']>) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [isWrong, setIsWrong] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const labels = readLabels(await file.text());
    setIsWrong(!labels);
    if (labels) props.onLabels([...labels]);
  };
  return (
    <Panel title={t('labels.file')} lead={t('labels.fileLead')}>
      <label htmlFor={id}>{t('labels.choose')}</label>
      <input id={id} type="file" accept=".csv,text/csv" onChange={(event) => void take(event.target.files?.[0])} />
      {isWrong && <p role="alert">{t('labels.wrongFile')}</p>}
      {props.count > 0 && (
        <div>
          <Button size="small" onClick={() => props.onLabels([])}>
            {t('labels.forget', { count: props.count })}
          </Button>
        </div>
      )}
    </Panel>
  );
}
