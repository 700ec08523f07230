import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { downloadRows } from './download.ts';

const FORMATS = ['csv', 'json'] as const;

/** Saves the rows of a list as a file. */
export function ExportButtons(props: { name: string; rows: () => readonly Readonly<Record<string, unknown>>[] }) {
  const { t } = useTranslation();
  return FORMATS.map((format) => (
    <Button
      key={format}
      appearance="subtle"
      icon={<ArrowDownloadRegular />}
      aria-label={t('list.export', { format: format.toUpperCase() })}
      onClick={() => downloadRows(props.name, props.rows(), format)}
    >
      {format.toUpperCase()}
    </Button>
  ));
}
