import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowView } from '../../../../src/app/view/flow.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FieldStack } from '../../parts/form/fields.tsx';

const FORMATS = ['definition', 'package', 'solution', 'arm'] as const;

/** Saves a flow as a file, in the form that the other side takes. */
export function ExportButton({ flow: { name, displayName } }: { flow: FlowView }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const title = t('flow.exportNamed', { name: displayName });
  const addressOf = (format: string) => `/api/flows/${encodeURIComponent(name)}/export?format=${format}`;
  return (
    <>
      <Button size="small" icon={<ArrowDownloadRegular />} aria-label={title} onClick={() => setIsOpen(true)}>
        {t('flow.export')}
      </Button>
      {isOpen && (
        <Dialog title={title} onClose={() => setIsOpen(false)}>
          <FieldStack>
            {FORMATS.map((format) => (
              <Button key={format} as="a" icon={<ArrowDownloadRegular />} href={addressOf(format)} download>
                {t(`flow.exportAs.${format}`)}
              </Button>
            ))}
          </FieldStack>
        </Dialog>
      )}
    </>
  );
}
