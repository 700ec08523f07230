import { useTranslation } from 'react-i18next';
import { titleFrom } from '../../format/step-title.ts';
import { Chip } from '../../parts/chip.tsx';

/** Marks a run that did not carry out some of its steps, and names them to whoever points at it. */
export function StaticResults({ names }: { names: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <span title={t('run.staticSteps', { names: names.map(titleFrom).join(', ') })}>
      <Chip>{t('run.staticResults')}</Chip>
    </span>
  );
}
