import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';

/** Saves what the server writes as a file. */
export function DownloadLinks({ addressOf }: { addressOf: (format: 'csv' | 'json') => string }) {
  const { t } = useTranslation();
  return (['csv', 'json'] as const).map((format) => (
    <Button
      key={format}
      as="a"
      appearance="subtle"
      icon={<ArrowDownloadRegular />}
      href={addressOf(format)}
      download
      aria-label={t('list.export', { format: format.toUpperCase() })}
    >
      {format.toUpperCase()}
    </Button>
  ));
}
