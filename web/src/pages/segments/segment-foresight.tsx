import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../../parts/form/fields.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Foresight, NoHistory, useProposedThreshold } from '../thresholds/foresight.tsx';

/** A threshold tried on the sizes that the segment has had, while it is changed; nothing of it is kept. A new segment has had none. */
export function SegmentForesight({ name }: { name: string | undefined }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('threshold.try')} lead={t('segment.foresightLead')}>
      {name === undefined ? <NoHistory /> : <Trial name={name} />}
    </Panel>
  );
}

function Trial({ name }: { name: string }) {
  const { t } = useTranslation();
  const [threshold, setThreshold] = useState<number>();
  const proposed = useProposedThreshold({ kind: 'segment', name });
  return (
    <>
      <NumberField
        label={t('threshold.title')}
        placeholder={String(proposed)}
        value={threshold}
        onChange={setThreshold}
      />
      <Foresight kind="segment" name={name} threshold={threshold} onThreshold={setThreshold} />
    </>
  );
}
