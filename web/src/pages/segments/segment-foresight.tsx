import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../../parts/form/fields.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Foresight, NoHistory } from '../thresholds/foresight.tsx';

/** A threshold tried on the sizes that the segment has had, while it is changed; nothing of it is kept. A new segment has had none. */
export function SegmentForesight({ name }: { name: string | undefined }) {
  const { t } = useTranslation();
  const [threshold, setThreshold] = useState<number>();
  return (
    <Panel title={t('threshold.try')} lead={t('segment.foresightLead')}>
      {name === undefined ? (
        <NoHistory />
      ) : (
        <>
          <NumberField label={t('threshold.title')} value={threshold} onChange={setThreshold} />
          <Foresight kind="segment" name={name} threshold={threshold} onThreshold={setThreshold} />
        </>
      )}
    </Panel>
  );
}
