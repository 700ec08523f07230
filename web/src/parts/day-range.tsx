import { Input } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

/** The first and the last day that are wanted, e.g. `2026-11-26`; empty where there is no bound. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** Chooses the first and the last day of a list. */
export function DayRange({ days, onChange }: { days: Days; onChange: (days: Partial<Days>) => void }) {
  const { t } = useTranslation();
  return (['from', 'to'] as const).map((key) => (
    <Input
      key={key}
      type="date"
      aria-label={t(`list.${key}`)}
      contentBefore={t(`list.${key}`)}
      value={days[key]}
      onChange={(_event, { value }) => onChange({ [key]: value })}
    />
  ));
}
