import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { downloadRows } from './download.ts';
import { useProblemText } from './problem.tsx';
import { showToast } from './toast-store.ts';

const FORMATS = ['csv', 'json'] as const;

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Saves the rows of a list as a file. */
export function ExportButtons(props: { name: string; rows: () => Rows | Promise<Rows> }) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const save = async (format: (typeof FORMATS)[number]) => {
    try {
      downloadRows(props.name, await props.rows(), format);
    } catch (error) {
      showToast({ text: textOf(error).message, tone: 'bad' });
    }
  };
  return FORMATS.map((format) => (
    <Button
      key={format}
      appearance="subtle"
      icon={<ArrowDownloadRegular />}
      aria-label={t('list.export', { format: format.toUpperCase() })}
      onClick={() => void save(format)}
    >
      {format.toUpperCase()}
    </Button>
  ));
}
